"""A notice and its supplements (补充通知, 更正): what stands of them, and what came before what replaces it.

All supplements hang on the notice itself; a supplement to a supplement is one to the notice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased, contains_eager, defer, joinedload, selectinload

from checklist.db import db
from checklist.notices.models import Addressee, Directive, Notice
from checklist.organizations.models import Organization
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, EXEMPT, Task

# Nothing starts again for an association that is done with the old words.
FINISHED = (ACCEPTED, EXEMPT)


@dataclass(frozen=True)
class Standing:
    """A directive that was issued with the notice or with a supplement to it; its number in that document, from 1."""

    directive: Directive
    number: int

    @property
    def is_of_supplement(self) -> bool:
        return self.directive.notice.supplements_id is not None


def issued_with(notice: Notice) -> list[ColumnElement[bool]]:
    """The conditions of what is, or will be, issued with a notice: kept, and not merely said again by a supplement."""
    conditions = [Directive.notice_id == notice.id, Directive.part == notice.part, Directive.dropped_at.is_(None)]
    return [*conditions, Directive.same_as_id.is_(None)] if notice.supplements_id else conditions


def refuse_closed(notice: Notice) -> None:
    """What is closed is not supplemented any more."""
    if notice.closed_at is not None:
        raise Refused(_("这份通知已结束，不能再补充或更正。"))


def supplements_to(notice_id: int) -> Select[Notice]:
    """The issued supplements to a notice, the oldest first, without their long text."""
    return (
        select(Notice)
        .where(Notice.supplements_id == notice_id, Notice.issued_at.is_not(None))
        .order_by(Notice.issued_at, Notice.id)
        .options(defer(Notice.source_text), defer(Notice.parts))
    )


def issued_under(notice_id: int) -> list[Standing]:
    """All that was issued with a notice and its supplements, withdrawn or not, document by document, in order."""
    found = db.session.scalars(
        select(Directive)
        .join(Directive.notice)
        .where(
            or_(Notice.id == notice_id, Notice.supplements_id == notice_id),
            Notice.issued_at.is_not(None),
            Directive.part == Notice.part,
            Directive.dropped_at.is_(None),
            or_(Notice.supplements_id.is_(None), Directive.same_as_id.is_(None)),
        )
        .order_by(Notice.issued_at, Notice.id, Directive.position, Directive.id)
        .options(
            contains_eager(Directive.notice).options(defer(Notice.source_text), defer(Notice.parts)),
            selectinload(Directive.categories),
            selectinload(Directive.organizations),
        )
        # Read anew: what a colleague ended meanwhile ended.
        .execution_options(populate_existing=True)
    )
    counted: dict[int, int] = defaultdict(int)
    issued = []
    for directive in found:
        counted[directive.notice_id] += 1
        issued.append(Standing(directive, counted[directive.notice_id]))
    return issued


def standing_under(notice_id: int) -> list[Standing]:
    """What a further supplement to the notice can replace, say again or withdraw."""
    return [one for one in issued_under(notice_id) if one.directive.withdrawn_at is None]


def heirs_of_addressees(notice_id: int) -> set[int]:
    """The organizations that the notice was issued to, or that stand in their place after a merger."""
    organizations = db.session.execute(
        select(Organization.id, Organization.succeeded_by_id)
        .join(Addressee, Addressee.organization_id == Organization.id)
        .where(Addressee.notice_id == notice_id)
    )
    return {heir_id or id for id, heir_id in organizations}


# By a directive that replaces one: by organization, as it is after mergers, the tasks that it had until then.
Before = dict[int, dict[int, list[Task]]]


def tasks_before(directives: Iterable[Directive]) -> Before:
    """What each organization had to do before these directives replaced, or will replace, something.

    Of a directive that was replaced several times, the latest for which the organization had a task.
    """
    chains = _chains([directive for directive in directives if directive.supersedes_id is not None])
    ids = {id for chain in chains.values() for id in chain}
    if not ids:
        return {}
    tasks = db.session.scalars(
        select(Task).where(Task.directive_id.in_(ids)).order_by(Task.id).options(joinedload(Task.organization))
    )
    had: dict[int, dict[int, list[Task]]] = defaultdict(lambda: defaultdict(list))
    for task in tasks:
        had[task.directive_id][task.organization.heir_id].append(task)
    before: Before = {}
    for directive_id, chain in chains.items():
        latest: dict[int, list[Task]] = {}
        for old_id in chain:
            for organization_id, old in had[old_id].items():
                latest.setdefault(organization_id, old)
        before[directive_id] = latest
    return before


def is_finished(tasks: Sequence[Task]) -> bool:
    """Whether these tasks of one organization are all done, or do not apply to it."""
    return bool(tasks) and all(task.status in FINISHED for task in tasks)


def finished_before(before: Before) -> set[tuple[int, int]]:
    """The pairs of a directive and an organization for which nothing starts again."""
    return {
        (directive_id, organization_id)
        for directive_id, had in before.items()
        for organization_id, tasks in had.items()
        if is_finished(tasks)
    }


def _chains(directives: Sequence[Directive]) -> dict[int, list[int]]:
    """By directive: the ids of what it replaces, the latest first, down to the first words of it."""
    older = aliased(Directive)
    steps: dict[int, int | None] = {}
    wanted = {directive.supersedes_id for directive in directives}
    while wanted:
        rows = db.session.execute(
            select(older.id, older.supersedes_id).where(older.id.in_(wanted), older.supersedes_id.is_not(None))
        ).all()
        steps |= {id: below for id, below in rows if id not in steps}
        wanted = {below for _id, below in rows}
    chains = {}
    for directive in directives:
        chain, at = [], directive.supersedes_id
        while at is not None and at not in chain:
            chain.append(at)
            at = steps.get(at)
        chains[directive.id] = chain
    return chains
