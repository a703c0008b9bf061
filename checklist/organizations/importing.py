"""A plan without problems is carried out: all of it in one transaction, with one event."""

from datetime import datetime

from checklist.accounts.models import SECRETARY, Membership, Person
from checklist.db import db
from checklist.journal.models import OFFICE
from checklist.journal.recording import record
from checklist.organizations.models import ASSOCIATION, TAG, Category, Organization
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
    categories = _categories(plan.new_tags)
    organizations = [_organization(planned, office, categories, at) for planned in plan.rows]
    people: dict[str, Person] = {}
    memberships = [
        Membership(person=_person(planned, people, at), organization=organization, role=SECRETARY, started_at=at)
        for planned, organization in zip(plan.rows, organizations, strict=True)
        if planned.joins
    ]
    db.session.add_all(memberships)
    db.session.flush()
    pairs = list(zip(plan.rows, organizations, strict=True))
    record(
        OFFICE,
        office.id,
        "organizations.imported",
        by=by.id,
        at=at,
        tags=sorted(categories[tag].id for tag in plan.new_tags),
        founded=[organization.id for planned, organization in pairs if planned.organization is None],
        sorted={
            str(organization.id): sorted(category.id for category in organization.categories)
            for planned, organization in pairs
            if planned.changes_categories
        },
        memberships=[[one.id, one.person_id, one.organization_id, one.role] for one in memberships],
    )


def _categories(new_tags: list[str]) -> dict[str, Category]:
    """Every category and tag by its name, the new tags at the end."""
    there = all_categories()
    position = sum(category.kind == TAG for category in there)
    made = [Category(kind=TAG, name=name, position=position + number) for number, name in enumerate(new_tags)]
    db.session.add_all(made)
    db.session.flush()
    return {category.name: category for category in [*there, *made]}


def _organization(
    planned: PlannedRow, office: Organization, categories: dict[str, Category], at: datetime
) -> Organization:
    organization = planned.organization
    if organization is None:
        name = planned.row.name
        organization = Organization(
            kind=ASSOCIATION, parent_id=office.id, name=name, sort_key=sort_key(name), created_at=at
        )
        db.session.add(organization)
    if planned.changes_categories:
        organization.categories = [categories[name] for name in planned.categories]
    return organization


def _person(planned: PlannedRow, made: dict[str, Person], at: datetime) -> Person:
    """The person with this telephone: there already, made for an earlier row, or new."""
    person = planned.person or made.get(planned.telephone)
    if person is None:
        person = made[planned.telephone] = Person(
            name=planned.row.secretary,
            sort_key=sort_key(planned.row.secretary),
            sign_in_name=planned.telephone,
            telephone=planned.telephone,
            created_at=at,
        )
    return person
