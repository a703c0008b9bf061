"""A plan without problems is carried out: all of it in one transaction, a few statements and one event."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from checklist.accounts.models import SECRETARY, Membership, Person
from checklist.db import db
from checklist.journal.models import OFFICE
from checklist.journal.recording import record
from checklist.organizations.models import ASSOCIATION, TAG, Category, Organization, organization_categories
from checklist.organizations.planning_import import Plan, PlannedRow
from checklist.organizations.queries import all_categories, the_office
from checklist.organizations.sorting import sort_key


def carry_out(plan: Plan, *, by: Membership, at: datetime) -> None:
    """Make what the plan says. Nothing in it is new: nothing happens. The plan was made in the same transaction."""
    if plan.problem_count:
        raise AssertionError("a plan with problems is never carried out")
    if plan.changes_nothing:
        return
    office = the_office()
    category_ids = _add_tags(plan.new_tags)
    organization_ids = _found(plan.rows, office.id, at)
    sorted_into = _sort(plan.rows, organization_ids, category_ids)
    person_ids = _add_people(plan.rows, at)
    pairs = {(person_ids[one.telephone], organization_ids[one.row.number]) for one in plan.rows if one.joins}
    memberships = _join(pairs, at)
    record(
        OFFICE,
        office.id,
        "organizations.imported",
        by=by.id,
        at=at,
        tags=sorted(category_ids[tag] for tag in plan.new_tags),
        founded=[organization_ids[one.row.number] for one in plan.rows if one.organization is None],
        sorted=sorted_into,
        memberships=memberships,
    )


def _insert(table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _add_tags(names: list[str]) -> dict[str, int]:
    """The new tags at the end of theirs; returns the ids of all categories and tags by name."""
    position = sum(category.kind == TAG for category in all_categories())
    _insert(Category, [{"kind": TAG, "name": name, "position": position + n} for n, name in enumerate(names)])
    return {category.name: category.id for category in all_categories()}


def _found(planned: list[PlannedRow], office_id: int, at: datetime) -> dict[int, int]:
    """The new associations; returns the ids of all organizations by the number of their row."""
    names = [one.row.name for one in planned if one.organization is None]
    new = {"kind": ASSOCIATION, "parent_id": office_id, "created_at": at}
    _insert(Organization, [new | {"name": name, "sort_key": sort_key(name)} for name in names])
    made = select(Organization.name, Organization.id).where(
        Organization.parent_id == office_id, Organization.name.in_(names)
    )
    ids: dict[str, int] = dict(db.session.execute(made).all())
    return {one.row.number: one.organization.id if one.organization else ids[one.row.name] for one in planned}


def _sort(
    planned: list[PlannedRow], organization_ids: dict[int, int], category_ids: dict[str, int]
) -> dict[str, list[int]]:
    """Categories and tags where they change; returns their ids by the organization's."""
    changes = {
        organization_ids[one.row.number]: sorted(category_ids[name] for name in one.categories)
        for one in planned
        if one.changes_categories
    }
    links = organization_categories
    db.session.execute(delete(links).where(links.c.organization_id.in_(changes)))
    rows = [{"organization_id": id, "category_id": category} for id, ids in changes.items() for category in ids]
    _insert(links, rows)
    return {str(id): ids for id, ids in changes.items()}


def _add_people(planned: list[PlannedRow], at: datetime) -> dict[str, int]:
    """The people there are not yet; returns the ids of all who join by their telephone."""
    joining = {one.telephone: one for one in planned if one.joins}
    _insert(
        Person,
        [
            {
                "name": one.row.secretary,
                "sort_key": sort_key(one.row.secretary),
                "sign_in_name": telephone,
                "telephone": telephone,
                "created_at": at,
            }
            for telephone, one in joining.items()
            if one.person is None
        ],
    )
    return dict(
        db.session.execute(select(Person.sign_in_name, Person.id).where(Person.sign_in_name.in_(joining))).all()
    )


def _join(pairs: set[tuple[int, int]], at: datetime) -> list[list[int]]:
    """These people become secretaries of these organizations; returns membership, person and organization of each."""
    new = {"role": SECRETARY, "started_at": at}
    _insert(Membership, [new | {"person_id": person, "organization_id": one} for person, one in sorted(pairs)])
    running = select(Membership.id, Membership.person_id, Membership.organization_id).where(
        Membership.organization_id.in_({organization_id for _person, organization_id in pairs}),
        Membership.role == SECRETARY,
        Membership.ended_at.is_(None),
    )
    rows = db.session.execute(running.order_by(Membership.id)).all()
    return [list(row) for row in rows if (row.person_id, row.organization_id) in pairs]
