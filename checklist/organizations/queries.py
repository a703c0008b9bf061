"""Reads of organizations and categories."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.organizations.models import ASSOCIATION, OFFICE, Category, Organization
from checklist.refusals import Missing


def the_office() -> Organization:
    """The one office of this installation; raises Missing before the first organization is made."""
    office = db.session.scalars(select(Organization).where(Organization.kind == OFFICE)).one_or_none()
    if office is None:
        raise Missing
    return office


def associations_under(organization_id: int) -> list[Organization]:
    """The running associations of the office with their categories and tags, by name."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(
                Organization.parent_id == organization_id,
                Organization.kind == ASSOCIATION,
                Organization.ended_on.is_(None),
            )
            .order_by(Organization.sort_key)
            .options(selectinload(Organization.categories))
        )
    )


def all_categories() -> list[Category]:
    """Categories first, then tags, each in the office's order."""
    return list(db.session.scalars(select(Category).order_by(Category.kind, Category.position)))


def own_organization_ids(by: Membership) -> Select[tuple[int]]:
    """The actor's organization and those merged into it, whose tasks it sees and finishes."""
    return select(Organization.id).where(
        or_(Organization.id == by.organization_id, Organization.succeeded_by_id == by.organization_id)
    )
