"""What a supplement does to the notice that it supplements, shown to the officer before it goes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from checklist.db import db
from checklist.notices.addressing import shares
from checklist.notices.models import Directive, Notice
from checklist.notices.superseding import Changes, missed_by, missed_sentence, problems_of
from checklist.notices.supplementing import Before, is_finished
from checklist.organizations.models import Organization
from checklist.tasks.models import ACCEPTED, SUBMITTED, Task


@dataclass(frozen=True)
class Changed:
    """A directive in other words: how many go on with the new ones, of how many something waits for review (it is
    ticked again), for how many the old result counts, and how many the new words no longer mean."""

    directive: Directive
    old: Directive
    goes_on: int
    waiting: int
    finished: int
    left_out: int


@dataclass(frozen=True)
class Ended:
    """A directive that is withdrawn: how many tasks end, how many finished ones stand."""

    directive: Directive
    reason: str
    ends: int
    stands: int


@dataclass(frozen=True)
class Impact:
    """All that a supplement does; `new`: its directives that change nothing, `same`: those that are not issued anew."""

    base: Notice
    new: list[Directive]
    changed: list[Changed]
    withdrawn: list[Ended]
    same: list[Directive]
    problems: list[str]


def impact_of(
    changes: Changes, directives: Sequence[Directive], organizations: Sequence[Organization], before: Before
) -> Impact:
    """What issuing this draft now would do. Its directives, all parts, are loaded."""
    notice = changes.supplement
    replaced = {new.id for _old, new in changes.superseded}
    receivers: dict[int, set[int]] = {directive.id: set() for directive in directives}
    for share in shares(directives, organizations):
        for directive in share.directives:
            receivers[directive.id].add(share.organization.id)
    counted = _states([planned.directive_id for planned in changes.withdrawals])
    problems = problems_of(changes)
    missed = missed_by(notice, organizations)
    if changes.is_any and missed:
        problems.append(missed_sentence(len(missed)))
    own = [one for one in notice.directives if one.part == notice.part and one.dropped_at is None]
    return Impact(
        base=db.session.get_one(Notice, notice.supplements_id),
        new=[directive for directive in directives if directive.id not in replaced],
        changed=[_changed(old, new, receivers.get(new.id, set()), before) for old, new in changes.superseded],
        withdrawn=[
            Ended(planned.directive, planned.reason, *counted.get(planned.directive_id, (0, 0)))
            for planned in changes.withdrawals
        ],
        same=[one for one in own if one.same_as_id is not None],
        problems=problems,
    )


def _changed(old: Directive, new: Directive, receivers: set[int], before: Before) -> Changed:
    had = before.get(new.id, {})
    finished = {organization for organization, tasks in had.items() if is_finished(tasks)}
    waiting = {id for id, tasks in had.items() if any(task.status == SUBMITTED for task in tasks)}
    return Changed(
        directive=new,
        old=old,
        goes_on=len(receivers - finished),
        waiting=len(waiting),
        finished=len(finished),
        left_out=len(had.keys() - receivers - finished),
    )


def _states(directive_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By directive: how many tasks a withdrawal ends, and how many accepted ones it leaves."""
    rows = db.session.execute(
        select(Task.directive_id, Task.status, func.count())
        .where(Task.directive_id.in_(directive_ids))
        .group_by(Task.directive_id, Task.status)
    )
    counted: dict[int, tuple[int, int]] = {}
    for directive_id, status, count in rows:
        ends, stands = counted.get(directive_id, (0, 0))
        counted[directive_id] = (ends, stands + count) if status == ACCEPTED else (ends + count, stands)
    return counted
