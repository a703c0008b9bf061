"""Two weeks of plausible work on an issued notice: who opened it, ticked what off when, and what the office said.

Everything is decided by a seeded generator and done by the domain's own methods, in the order of time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import SECRETARY, Membership
from checklist.clock import beijing
from checklist.comments.writing import comment
from checklist.db import db, write_unit
from checklist.demo.wording import ANSWERS, EXEMPTIONS, ON_BEHALF, QUESTIONS, RETURNS, invented_piece
from checklist.evidence.giving import give
from checklist.notices.models import Addressee
from checklist.notices.receiving import note_opened, sign
from checklist.tasks import exemption
from checklist.tasks.attachment import attach
from checklist.tasks.models import Submission, Task
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit, submit_on_behalf, take_back

ACTS_A_UNIT = 400
DAYS = 14


@dataclass(frozen=True)
class Act:
    """One thing that somebody does at a moment, to an addressee or to a task."""

    at: datetime
    order: int
    verb: str
    addressee_id: int
    task_id: int = 0
    number: int = 0


def work_on(notice_id: int, staff_id: int, issued_at: datetime, seed: int, share: float = 1.0) -> None:
    """Let `share` of the addressees work on the notice for two weeks from its issue."""
    acts = sorted(_acts(notice_id, issued_at, Random(seed), share), key=lambda act: (act.at, act.order))  # noqa: S311
    for start in range(0, len(acts), ACTS_A_UNIT):
        _do(acts[start : start + ACTS_A_UNIT], notice_id, staff_id)


def _acts(notice_id: int, issued_at: datetime, random: Random, share: float) -> Iterator[Act]:
    tasks: dict[int, list[int]] = {}
    for addressee_id, task_id in db.session.execute(
        select(Task.addressee_id, Task.id).where(Task.notice_id == notice_id).order_by(Task.id)
    ):
        tasks.setdefault(addressee_id, []).append(task_id)
    db.session.remove()
    for addressee_id, task_ids in tasks.items():
        if random.random() >= share or random.random() < 0.02:
            continue  # does not work on it, or has not even opened it
        opened = _office_hour(issued_at + timedelta(minutes=random.randint(5, 3 * 24 * 60)), random)
        yield Act(opened, 0, "open", addressee_id)
        if random.random() < 0.04:
            continue
        yield Act(opened + timedelta(minutes=2), 1, "sign", addressee_id)
        diligence = random.betavariate(3, 2)
        for task_id in task_ids:
            if random.random() < diligence:
                yield from _course(addressee_id, task_id, opened, issued_at + timedelta(days=DAYS), random)


def _course(addressee_id: int, task_id: int, opened: datetime, end: datetime, random: Random) -> Iterator[Act]:
    """What becomes of one task that is worked on: submitted, perhaps taken back, reviewed, perhaps once more."""
    at = _office_hour(opened + timedelta(hours=random.triangular(1, 13 * 24, 100)), random)
    if at < end and random.random() < 0.03:
        yield Act(at, 2, "comment", addressee_id, task_id)
        yield Act(_office_hour(at + timedelta(hours=5), random), 2, "answer", addressee_id, task_id)
    if at < end and random.random() < 0.015:
        yield Act(at, 2, "ask_exemption", addressee_id, task_id)
        answered = _office_hour(at + timedelta(hours=random.randint(4, 60)), random)
        if answered < end:
            yield Act(answered, 4, "grant_exemption", addressee_id, task_id)
        return
    for number in (1, 2, 3):
        if at >= end:
            return
        if number == 1 and random.random() < 0.02:
            yield Act(at, 2, "on_behalf", addressee_id, task_id, number)
        else:
            yield Act(at, 2, "submit", addressee_id, task_id, number)
        if random.random() < 0.02:
            yield Act(at + timedelta(minutes=9), 3, "take_back", addressee_id, task_id, number)
            at += timedelta(minutes=40)
            continue
        reviewed = _office_hour(at + timedelta(hours=random.randint(4, 60)), random)
        if reviewed >= end:
            return
        if number > 1 or random.random() < 0.9:
            yield Act(reviewed, 4, "accept", addressee_id, task_id, number)
            return
        yield Act(reviewed, 4, "return", addressee_id, task_id, number)
        at = _office_hour(reviewed + timedelta(hours=random.randint(3, 70)), random)


def _office_hour(at: datetime, random: Random) -> datetime:
    """The same day in Beijing between eight and six, at a whole minute; never earlier than asked for."""
    hour = beijing(at).hour
    if hour < 8:
        at += timedelta(hours=8 - hour)
    elif hour >= 18:
        at += timedelta(hours=32 - hour)
    return (at + timedelta(minutes=random.randint(0, 59))).replace(second=0, microsecond=0)


def _do(acts: list[Act], notice_id: int, staff_id: int) -> None:
    """Do these acts in one write unit, with everything they touch loaded once."""
    with write_unit():
        staff = db.session.get_one(Membership, staff_id)
        addressees = {addressee.id: addressee for addressee in _addressees(acts)}
        secretaries = _secretaries({addressee.organization_id for addressee in addressees.values()})
        tasks = {task.id: task for task in _tasks(acts)}
        for act in acts:
            addressee = addressees[act.addressee_id]
            secretary = secretaries[addressee.organization_id]
            if act.verb in ON_ADDRESSEE:
                ON_ADDRESSEE[act.verb](addressee, by=secretary, at=act.at)
            else:
                ON_TASK[act.verb](tasks[act.task_id], act, secretary, staff)


def _addressees(acts: list[Act]) -> Iterator[Addressee]:
    ids = {act.addressee_id for act in acts}
    yield from db.session.scalars(select(Addressee).where(Addressee.id.in_(ids)))


def _secretaries(organization_ids: set[int]) -> dict[int, Membership]:
    memberships = db.session.scalars(
        select(Membership).where(Membership.organization_id.in_(organization_ids), Membership.role == SECRETARY)
    )
    return {membership.organization_id: membership for membership in memberships}


def _tasks(acts: list[Act]) -> Iterator[Task]:
    ids = {act.task_id for act in acts if act.task_id}
    yield from db.session.scalars(
        select(Task)
        .where(Task.id.in_(ids))
        .options(
            joinedload(Task.directive),
            selectinload(Task.submissions).joinedload(Submission.review),
            selectinload(Task.attachments),
            selectinload(Task.exemptions),
            selectinload(Task.approvals),
            selectinload(Task.reopenings),
        )
    )


def _submit(task: Task, act: Act, secretary: Membership, _staff: Membership) -> None:
    if task.directive.least_evidence and all(earlier.is_on_behalf for earlier in task.submissions):
        on = beijing(act.at).date()
        kind, piece = invented_piece(task, on)
        attach(task, give(task.organization_id, kind, piece, by=secretary, at=act.at), by=secretary, at=act.at)
    note = "已按意见补充。" if any(submission.review for submission in task.submissions) else ""
    submit(task, note, by=secretary, at=act.at)


def _on_behalf(task: Task, act: Act, _secretary: Membership, staff: Membership) -> None:
    submit_on_behalf(task, ON_BEHALF, by=staff, at=act.at)


def _take_back(task: Task, act: Act, secretary: Membership, _staff: Membership) -> None:
    take_back(task, by=secretary, at=act.at)


def _accept(task: Task, act: Act, _secretary: Membership, staff: Membership) -> None:
    accept(task, act.number, by=staff, at=act.at)


def _return(task: Task, act: Act, _secretary: Membership, staff: Membership) -> None:
    return_(task, act.number, RETURNS[task.id % len(RETURNS)], by=staff, at=act.at)


def _ask_exemption(task: Task, act: Act, secretary: Membership, _staff: Membership) -> None:
    exemption.ask(task, EXEMPTIONS[task.id % len(EXEMPTIONS)], by=secretary, at=act.at)


def _grant_exemption(task: Task, act: Act, _secretary: Membership, staff: Membership) -> None:
    exemption.grant(task, len(task.exemptions), "", by=staff, at=act.at)


def _comment(task: Task, act: Act, secretary: Membership, _staff: Membership) -> None:
    comment(task, QUESTIONS[task.id % len(QUESTIONS)], by=secretary, at=act.at)


def _answer(task: Task, act: Act, _secretary: Membership, staff: Membership) -> None:
    comment(task, ANSWERS[task.id % len(ANSWERS)], by=staff, at=act.at)


ON_ADDRESSEE: dict[str, Callable[..., object]] = {"open": note_opened, "sign": sign}
ON_TASK: dict[str, Callable[[Task, Act, Membership, Membership], None]] = {
    "submit": _submit,
    "on_behalf": _on_behalf,
    "take_back": _take_back,
    "accept": _accept,
    "return": _return,
    "ask_exemption": _ask_exemption,
    "grant_exemption": _grant_exemption,
    "comment": _comment,
    "answer": _answer,
}
