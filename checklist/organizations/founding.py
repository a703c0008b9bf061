"""Organizations and categories are made, renamed and sorted; every change is an event in the office's journal."""

from collections.abc import Iterable
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from checklist.accounts.models import OFFICE_ROLES, Membership
from checklist.db import db
from checklist.journal.models import OFFICE as OFFICE_JOURNAL
from checklist.journal.recording import record
from checklist.organizations.models import CATEGORY, OFFICE, Category, Organization, OrganizationName
from checklist.organizations.queries import lock_office, the_office
from checklist.organizations.sorting import sort_key
from checklist.refusals import Refused


def found_office(name: str, *, at: datetime) -> Organization:
    """The first organization of an installation, the root of the tree; the one there is, when there is one."""
    office = db.session.scalars(select(Organization).where(Organization.kind == OFFICE)).one_or_none()
    if office is None:
        office = Organization(kind=OFFICE, name=name, sort_key=sort_key(name), created_at=at)
        db.session.add(office)
        db.session.flush()
        record(OFFICE_JOURNAL, office.id, "organization.founded", by=None, at=at, organization=office.id)
    return office


def organization_to_join(role: str, name: str, office_name: str, *, at: datetime) -> Organization:
    """Where somebody with this role belongs: the office, made when it is the first; or the organization of that name.

    Refused when there is none, or more than one, of that name, or the first account comes without an office's name.
    """
    if role in OFFICE_ROLES:
        if not office_name and db.session.scalar(select(Organization.id).where(Organization.kind == OFFICE)) is None:
            raise Refused(_("还没有省科协。第一个账号要用 --office 给出它的名称。"))
        return found_office(office_name, at=at)
    named = select(Organization).where(Organization.name == name, Organization.kind != OFFICE)
    organizations = db.session.scalars(named).all()
    if len(organizations) != 1:
        raise Refused(
            _("没有名为“%(name)s”的单位。", name=name)
            if not organizations
            else _("名为“%(name)s”的单位不止一个。", name=name)
        )
    return organizations[0]


def found(
    parent: Organization, kind: str, name: str, categories: list[Category], *, by: Membership | None, at: datetime
) -> Organization:
    """A new association of the office, or a member unit of an association. Refused when the name is taken."""
    _refuse_taken(parent.id, name)
    organization = Organization(kind=kind, parent_id=parent.id, name=name, sort_key=sort_key(name), created_at=at)
    organization.categories = categories
    db.session.add(organization)
    db.session.flush()
    _record("organization.founded", by, at, organization=organization.id, parent=parent.id, categories=_ids(categories))
    return organization


def rename(organization: Organization, name: str, *, by: Membership, at: datetime, today: date) -> None:
    """A new name; the old one is kept and still finds the organization. The same name: nothing happens."""
    if name == organization.name:
        return
    _refuse_taken(organization.parent_id, name)
    organization.old_names.append(OrganizationName(name=organization.name, until=today))
    organization.name, organization.sort_key = name, sort_key(name)
    _record("organization.renamed", by, at, organization=organization.id)


def sort_into(organization: Organization, categories: list[Category], *, by: Membership, at: datetime) -> None:
    """Give the organization these categories and tags instead of those it had. The same ones: nothing happens."""
    if _ids(organization.categories) == _ids(categories):
        return
    organization.categories = categories
    _record("organization.sorted", by, at, organization=organization.id, categories=_ids(categories))


def add_category(kind: str, name: str, *, by: Membership | None, at: datetime) -> Category:
    """A new category or tag, at the end of its kind; the one of that name, when there is one.

    Refused when the name is one of the other kind.
    """
    lock_office()
    category = db.session.scalars(select(Category).where(Category.name == name)).one_or_none()
    if category is None:
        position = db.session.scalar(select(func.count()).where(Category.kind == kind)) or 0
        category = Category(kind=kind, name=name, position=position)
        db.session.add(category)
        db.session.flush()
        _record("category.added", by, at, category=category.id)
    elif category.kind != kind:
        raise Refused(
            _("“%(name)s”已是学科类别。", name=name)
            if category.kind == CATEGORY
            else _("“%(name)s”已是标签。", name=name)
        )
    return category


def _refuse_taken(parent_id: int | None, name: str) -> None:
    """A parent has no two of one name; nor can two at once both find the name free."""
    lock_office()
    same = select(Organization.id).where(Organization.parent_id == parent_id, Organization.name == name)
    if db.session.scalar(same) is not None:
        raise Refused(_("已有名为“%(name)s”的单位。", name=name))


def _ids(categories: Iterable[Category]) -> list[int]:
    return sorted(category.id for category in categories)


def _record(name: str, by: Membership | None, at: datetime, **facts: object) -> None:
    record(OFFICE_JOURNAL, the_office().id, name, by=by.id if by else None, at=at, **facts)
