"""Organizations and categories are made, renamed and ended; every change is an event in the office's journal."""

from datetime import datetime

from sqlalchemy import func, select

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.journal.models import OFFICE as OFFICE_JOURNAL
from checklist.journal.recording import record
from checklist.organizations.models import OFFICE, Category, Organization
from checklist.organizations.queries import the_office
from checklist.organizations.sorting import sort_key


def found_office(name: str, *, at: datetime) -> Organization:
    """The first organization of an installation, the root of the tree; the one there is, when there is one."""
    office = db.session.scalars(select(Organization).where(Organization.kind == OFFICE)).one_or_none()
    if office is None:
        office = Organization(kind=OFFICE, name=name, sort_key=sort_key(name), created_at=at)
        db.session.add(office)
        db.session.flush()
        record(OFFICE_JOURNAL, office.id, "organization.founded", by=None, at=at, organization=office.id)
    return office


def found(
    parent: Organization, kind: str, name: str, categories: list[Category], *, by: Membership | None, at: datetime
) -> Organization:
    """A new association of the office, or a member unit of an association."""
    organization = Organization(kind=kind, parent_id=parent.id, name=name, sort_key=sort_key(name), created_at=at)
    organization.categories = categories
    db.session.add(organization)
    db.session.flush()
    record(
        OFFICE_JOURNAL,
        the_office().id,
        "organization.founded",
        by=by.id if by else None,
        at=at,
        organization=organization.id,
        parent=parent.id,
        categories=sorted(category.id for category in categories),
    )
    return organization


def add_category(kind: str, name: str, *, by: Membership | None, at: datetime) -> Category:
    """A new category or tag, at the end of its kind; the one of that name, when there is one."""
    category = db.session.scalars(select(Category).where(Category.name == name)).one_or_none()
    if category is None:
        position = db.session.scalar(select(func.count()).where(Category.kind == kind)) or 0
        category = Category(kind=kind, name=name, position=position)
        db.session.add(category)
        db.session.flush()
        record(
            OFFICE_JOURNAL, the_office().id, "category.added", by=by.id if by else None, at=at, category=category.id
        )
    return category
