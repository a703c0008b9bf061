"""Reads of journals as timelines, each scoped to the actor, with the names that their ids stand for now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, or_, select

from checklist.accounts.models import Membership, Person
from checklist.db import db
from checklist.journal.models import NOTICE, OFFICE, Event, Journal
from checklist.notices.models import Directive
from checklist.organizations.models import Category, Organization
from checklist.organizations.queries import own_organization_ids
from checklist.tasks.models import Task

PAGE = 50
# Of the notice itself, and so for every addressee; what was done to the draft before is the issuer's own.
OF_THE_NOTICE = ("notice.issued", "notice.closed", "notice.archived")
# What the issuer notes for itself about a task: never told to the association whose task it is.
OF_THE_ISSUER = ("remark.written",)


@dataclass(frozen=True)
class Names:
    """What the ids in a page of events stand for; an id that is missing here was erased."""

    memberships: dict[int, Membership]
    organizations: dict[int, str]
    directives: dict[int, str]
    people: dict[int, str]
    categories: dict[int, str]
    # task -> its organization and its directive
    tasks: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Page:
    """One page of a timeline, the newest event first."""

    events: list[Event]
    names: Names
    number: int
    has_next: bool


def notice_events(notice_id: int, by: Membership) -> Select[Any]:
    """The journal of a notice: the issuer sees all of it, an association what is its own or everybody's."""
    events = select(Event).join(Journal).where(Journal.kind == NOTICE, Journal.subject_id == notice_id)
    if by.organization.is_office:
        return events
    own = own_organization_ids(by)
    own_tasks = select(Task).where(Task.notice_id == notice_id, Task.organization_id.in_(own))
    return events.where(
        Event.name.not_in(OF_THE_ISSUER),
        or_(
            Event.name.in_(OF_THE_NOTICE),
            Event.facts["task"].as_integer().in_(own_tasks.with_only_columns(Task.id)),
            Event.facts["organization"].as_integer().in_(own),
            and_(
                Event.name.in_(("directive.withdrawn", "directive.superseded", "deadline.moved")),
                Event.facts["directive"].as_integer().in_(own_tasks.with_only_columns(Task.directive_id)),
            ),
        ),
    )


def office_events(by: Membership) -> Select[Any]:
    """The journal of the actor's office: organizations, people and settings."""
    return select(Event).join(Journal).where(Journal.kind == OFFICE, Journal.subject_id == by.organization_id)


def page_of(events: Select[Any], number: int) -> Page:
    """The page with this number, from 1, and what its ids stand for."""
    found = list(db.session.scalars(events.order_by(Event.number.desc()).offset((number - 1) * PAGE).limit(PAGE + 1)))
    shown = found[:PAGE]
    return Page(shown, names_in(shown), number, len(found) > PAGE)


def names_in(events: Iterable[Event]) -> Names:
    """What the ids in these events stand for."""
    facts = [(event.facts, event.membership_id) for event in events]
    task_ids = _ids("task", facts)
    tasks = {
        id: (organization_id, directive_id)
        for id, organization_id, directive_id in db.session.execute(
            select(Task.id, Task.organization_id, Task.directive_id).where(Task.id.in_(task_ids))
        )
    }
    membership_ids = {id for _facts, id in facts if id} | _ids("membership", facts)
    memberships = db.session.scalars(select(Membership).where(Membership.id.in_(membership_ids)))
    organization_ids = _ids("organization", facts) | {organization_id for organization_id, _d in tasks.values()}
    return Names(
        memberships={membership.id: membership for membership in memberships},
        organizations=_names(Organization.id, Organization.name, organization_ids),
        directives=_names(
            Directive.id, Directive.title, _ids("directive", facts) | {directive for _o, directive in tasks.values()}
        ),
        people=_names(Person.id, Person.name, _ids("person", facts)),
        categories=_names(Category.id, Category.name, _ids("category", facts)),
        tasks=tasks,
    )


def _ids(key: str, facts: Sequence[tuple[dict[str, Any], int | None]]) -> set[int]:
    return {found[key] for found, _membership in facts if isinstance(found.get(key), int)}


def _names(id: Any, name: Any, ids: set[int]) -> dict[int, str]:
    """No id: no query, so that a page asks only for what is on it."""
    return dict(db.session.execute(select(id, name).where(id.in_(ids))).all()) if ids else {}
