"""The list of organizations with their people, as the office looks through it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from checklist.accounts.models import SECRETARY, Membership
from checklist.db import db
from checklist.organizations.models import (
    Category,
    Organization,
    OrganizationName,
    organization_categories,
)

PER_PAGE = 200
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Filter:
    """What is looked for: part of a name (old names too), a category or tag, a kind; empty: everything."""

    name: str = ""
    category_id: int = 0
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """One organization with the name of the one above it and its running memberships."""

    organization: Organization
    parent_name: str
    memberships: tuple[Membership, ...]

    @property
    def secretaries(self) -> list[Membership]:
        return [membership for membership in self.memberships if membership.role == SECRETARY]


def wanted_organizations(values: Mapping[str, str], categories: list[Category]) -> Filter:
    """The filter in the values of an address; a category that there is not is none."""
    category_id = next((one.id for one in categories if str(one.id) == values.get("category")), 0)
    return Filter(values.get("name", "").strip()[:100], category_id, values.get("kind", ""))


def filtered(organizations: Select[Organization], wanted: Filter) -> Select[Organization]:
    """Those of the organizations that are looked for, by name."""
    if wanted.name:
        old = select(OrganizationName.organization_id).where(
            OrganizationName.name.icontains(wanted.name, autoescape=True)
        )
        organizations = organizations.where(
            or_(Organization.name.icontains(wanted.name, autoescape=True), Organization.id.in_(old))
        )
    if wanted.category_id:
        of_category = select(organization_categories.c.organization_id).where(
            organization_categories.c.category_id == wanted.category_id
        )
        organizations = organizations.where(Organization.id.in_(of_category))
    if wanted.kind:
        organizations = organizations.where(Organization.kind == wanted.kind)
    return organizations.order_by(Organization.sort_key, Organization.id)


def rows_of(organizations: list[Organization]) -> list[Row]:
    """The organizations with their people, in three queries whatever their number."""
    people: dict[int, list[Membership]] = defaultdict(list)
    ids = [organization.id for organization in organizations]
    running = select(Membership).where(Membership.organization_id.in_(ids), Membership.ended_at.is_(None))
    for membership in db.session.scalars(running.order_by(Membership.started_at, Membership.id)):
        people[membership.organization_id].append(membership)
    parent, child = aliased(Organization), aliased(Organization)
    above = select(child.id, parent.name).join(parent, child.parent_id == parent.id).where(child.id.in_(ids))
    names: dict[int, str] = dict(db.session.execute(above).all())
    return [Row(one, names.get(one.id, ""), tuple(people[one.id])) for one in organizations]


def page_of(organizations: Select[Organization], wanted: Filter, number: int) -> Pagination:
    """One page of the list; past the last one it is empty."""
    query = filtered(organizations, wanted).options(selectinload(Organization.categories))
    return db.paginate(query, page=min(max(1, number), LAST_PAGE), per_page=PER_PAGE, error_out=False)


def category_counts() -> list[tuple[Category, int]]:
    """Every category and tag with the number of organizations that bear it."""
    counted = (
        select(Category, func.count(organization_categories.c.organization_id))
        .outerjoin(organization_categories, organization_categories.c.category_id == Category.id)
        .group_by(Category.id)
        .order_by(Category.kind, Category.position)
    )
    return [(category, count) for category, count in db.session.execute(counted)]
