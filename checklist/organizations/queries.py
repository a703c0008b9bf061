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


def own_organization_ids(by: Membership) -> Select[int]:
    """The actor's organization and those merged into it, whose tasks it sees and finishes."""
    return select(Organization.id).where(
        or_(Organization.id == by.organization_id, Organization.succeeded_by_id == by.organization_id)
    )


def organizations_for(by: Membership) -> Select[Organization]:
    """The office sees every organization; an association itself, those merged into it and its member units."""
    if by.organization.is_office:
        return select(Organization)
    own = own_organization_ids(by)
    return select(Organization).where(or_(Organization.id.in_(own), Organization.parent_id.in_(own)))


def possible_parents() -> list[Organization]:
    """What a new organization can stand under: the office, or an association whose member unit it will be."""
    kinds = Organization.kind.in_((OFFICE, ASSOCIATION))
    # The office's kind sorts behind the association's; the office comes first here.
    return list(
        db.session.scalars(
            select(Organization)
            .where(kinds, Organization.ended_on.is_(None))
            .order_by(Organization.kind.desc(), Organization.sort_key)
        )
    )


def chosen_categories(ids: list[int]) -> list[Category]:
    """The categories and tags with these ids."""
    return list(db.session.scalars(select(Category).where(Category.id.in_(ids))))


def with_names_and_categories(organizations: Select[Organization]) -> Select[Organization]:
    """The organizations complete with what their pages show."""
    return organizations.options(selectinload(Organization.categories), selectinload(Organization.old_names))


def units_under(organization_id: int) -> list[Organization]:
    """The running member units of an association, by name."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(Organization.parent_id == organization_id, Organization.ended_on.is_(None))
            .order_by(Organization.sort_key)
        )
    )


def lock_office() -> None:
    """Whoever changes organizations or people waits here for the one before (SQLite's writers wait in any case)."""
    db.session.execute(select(Organization.id).where(Organization.kind == OFFICE).with_for_update(key_share=True))
