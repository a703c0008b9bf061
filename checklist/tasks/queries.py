"""Reads of tasks, each scoped to the actor."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Case, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.db import MOST_ID, db, find
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.notices.models import Addressee, DeadlineChange, Directive, Notice, Receipt
from checklist.notices.queries import addressees_for
from checklist.organizations.queries import own_organization_ids
from checklist.refusals import Missing
from checklist.tasks.models import (
    RETURNED,
    UNFINISHED,
    Approval,
    Attachment,
    Exemption,
    Reopening,
    Review,
    Submission,
    Task,
)
from checklist.tasks.waiting import is_waiting

# What a page says of a notice; never its long text.
LETTERHEAD = (
    Notice.title,
    Notice.document_number,
    Notice.issuer_name,
    Notice.dated_on,
    Notice.issued_at,
    Notice.closed_at,
    Notice.issuer_id,
    Notice.supplements_id,
)


def tasks_for(by: Membership) -> Select[Task]:
    """The tasks the actor may see: its own organization's, and those of the notices its organization issued."""
    return (
        select(Task)
        .join(Task.notice)
        .where(or_(Task.organization_id.in_(own_organization_ids(by)), Notice.issuer_id == by.organization_id))
    )


def own_tasks_for(by: Membership) -> Select[Task]:
    """The tasks that the actor's organization has to do."""
    return select(Task).where(Task.organization_id.in_(own_organization_ids(by)))


def reviewed_tasks_for(by: Membership) -> Select[Task]:
    """The tasks that the actor's organization reviews: those of the notices it issued."""
    return select(Task).join(Task.notice).where(Notice.issuer_id == by.organization_id)


def with_record(query: Select[Task]) -> Select[Task]:
    """The same tasks with all that happened to them: attachments, evidence, submissions, reviews, what was asked."""
    return query.options(
        joinedload(Task.directive),
        joinedload(Task.notice),
        joinedload(Task.organization),
        selectinload(Task.attachments)
        .joinedload(Attachment.evidence)
        .selectinload(Evidence.versions)
        .selectinload(EvidenceVersion.files),
        selectinload(Task.attachments).joinedload(Attachment.evidence).joinedload(Evidence.voiding),
        selectinload(Task.attachments).joinedload(Attachment.attached_by),
        selectinload(Task.submissions).joinedload(Submission.submitted_by),
        selectinload(Task.submissions).joinedload(Submission.review),
        selectinload(Task.submissions)
        .selectinload(Submission.evidence)
        .options(
            joinedload(EvidenceVersion.evidence).selectinload(Evidence.versions),
            joinedload(EvidenceVersion.evidence).joinedload(Evidence.voiding),
            selectinload(EvidenceVersion.files),
        ),
        selectinload(Task.exemptions).joinedload(Exemption.asked_by),
        selectinload(Task.exemptions).joinedload(Exemption.answered_by),
        selectinload(Task.reopenings).joinedload(Reopening.reopened_by),
    )


def received_notices(by: Membership) -> list[Addressee]:
    """The actor's organization as an addressee of every notice issued to it, the newest first, one for a notice."""
    found = db.session.scalars(
        addressees_for(by)
        .join(Addressee.notice)
        .order_by(Notice.issued_at.desc(), Notice.id.desc(), _own_first(by))
        .options(contains_eager(Addressee.notice).load_only(*LETTERHEAD), joinedload(Addressee.receipt))
    )
    return list({addressee.notice_id: addressee for addressee in reversed(found.all())}.values())[::-1]


def received_notice(by: Membership, notice_id: int) -> Addressee:
    """The actor's organization as an addressee of this notice, with the receipt; raises Missing."""
    found = db.session.scalars(
        addressees_for(by)
        .join(Addressee.notice)
        .where(Addressee.notice_id == notice_id)
        .order_by(_own_first(by))
        .options(
            contains_eager(Addressee.notice).load_only(*LETTERHEAD),
            joinedload(Addressee.receipt).joinedload(Receipt.signed_by),
        )
    ).first()
    if found is None:
        raise Missing
    return found


def _own_first(by: Membership) -> Case[int]:
    """After a merger an organization may have received a notice twice: under its own name comes first."""
    return case((Addressee.organization_id == by.organization_id, 0), else_=1)


def tasks_in_notice(by: Membership, notice_id: int) -> list[Task]:
    """The tasks of the actor's organization in one notice, in the notice's order, each with its directive."""
    return list(
        db.session.scalars(
            own_tasks_for(by)
            .join(Task.directive)
            .where(Task.notice_id == notice_id)
            .order_by(Directive.position, Directive.id, Task.period, Task.id)
            .options(contains_eager(Task.directive).joinedload(Directive.withdrawal))
        )
    )


def next_tasks(by: Membership, most: int) -> list[Task]:
    """What the actor's organization has to do first: what was returned, what falls due, and last what waits."""
    return list(
        db.session.scalars(
            own_tasks_for(by)
            .join(Task.notice)
            .join(Task.directive)
            .where(Task.status.in_(UNFINISHED), Notice.closed_at.is_(None))
            .order_by(
                case((is_waiting(), 2), (Task.status == RETURNED, 0), else_=1),
                case((Task.due_at.is_(None), 1), else_=0),
                Task.due_at,
                Notice.issued_at,
                Directive.position,
                Task.id,
            )
            .limit(most)
            .options(
                contains_eager(Task.directive).load_only(Directive.title, Directive.deadline_text),
                contains_eager(Task.notice).load_only(Notice.title, Notice.document_number),
            )
        )
    )


def own_tallies(by: Membership, at: datetime) -> Sequence[Row[Any]]:
    """By notice and status: how many tasks of the actor's organization, how many overdue, the next due moment."""
    unfinished = Task.status.in_(UNFINISHED)
    return db.session.execute(
        select(
            Task.notice_id,
            Task.status,
            func.count().label("total"),
            func.sum(case((and_(unfinished, Task.due_at < at), 1), else_=0)).label("late"),
            func.min(case((and_(unfinished, Task.due_at >= at), Task.due_at))).label("next_due_at"),
        )
        .where(Task.organization_id.in_(own_organization_ids(by)))
        .group_by(Task.notice_id, Task.status)
    ).all()


def return_reasons(tasks: Iterable[Task]) -> dict[int, Review | Reopening]:
    """By task: what the issuer said last, of those that are returned, and of those that were opened again."""
    ids = [task.id for task in tasks if task.status in UNFINISHED]
    returned = {task.id for task in tasks if task.status == RETURNED}
    said: dict[int, tuple[tuple[int, int], Review | Reopening]] = {}
    reviews = select(Submission.task_id, Submission.number, Review).join(Review.submission)
    for row in db.session.execute(reviews.where(Submission.task_id.in_(ids)).order_by(Submission.number)):
        said[row.task_id] = (row.number, 0), row.Review
    for reopening in db.session.scalars(select(Reopening).where(Reopening.task_id.in_(ids)).order_by(Reopening.number)):
        place = reopening.submission_number, reopening.number
        if reopening.task_id not in said or said[reopening.task_id][0] < place:
            said[reopening.task_id] = place, reopening
    return {id: word for id, (_place, word) in said.items() if id in returned or isinstance(word, Reopening)}


def moved_deadlines(tasks: Iterable[Task]) -> dict[int, list[DeadlineChange]]:
    """By directive: how its deadline was moved, oldest first."""
    moved: dict[int, list[DeadlineChange]] = {}
    changes = db.session.scalars(
        select(DeadlineChange)
        .where(DeadlineChange.directive_id.in_([task.directive_id for task in tasks]))
        .order_by(DeadlineChange.id)
    )
    for change in changes:
        moved.setdefault(change.directive_id, []).append(change)
    return moved


def open_siblings(task: Task) -> list[Task]:
    """The other tasks of the same organization and notice that it still has to do, in the notice's order."""
    return list(
        db.session.scalars(
            select(Task)
            .join(Task.directive)
            .where(
                Task.notice_id == task.notice_id,
                Task.organization_id == task.organization_id,
                Task.id != task.id,
                Task.status.in_(UNFINISHED),
                ~is_waiting(),
            )
            .order_by(Directive.position, Directive.id, Task.id)
            .options(contains_eager(Task.directive).load_only(Directive.title, Directive.evidence_kinds))
        )
    )


def task_with_record(by: Membership, task_id: int) -> Task:
    """A task of the actor's organization with all that happened to it; raises Missing."""
    query = with_record(own_tasks_for(by)).options(
        joinedload(Task.addressee),
        joinedload(Task.notice).defer(Notice.source_text),
        joinedload(Task.notice).defer(Notice.parts),
        selectinload(Task.submissions).joinedload(Submission.review).joinedload(Review.reviewed_by),
        # The association's inner matter: read for nobody else.
        selectinload(Task.approvals).joinedload(Approval.asked_by),
        selectinload(Task.approvals).joinedload(Approval.decided_by),
    )
    return find(query, task_id)


def locked_tasks(by: Membership, task_id: int, other_ids: Iterable[int] | None) -> tuple[Task, list[Task]]:
    """A task and others of its notice and organization, locked in the order of their ids; raises Missing."""
    ids = {task_id, *(other_ids or ())}
    if max(ids) > MOST_ID or min(ids) < 0:
        raise Missing
    query = own_tasks_for(by).where(Task.id.in_(ids)).order_by(Task.id).with_for_update(of=Task)
    query = query.options(joinedload(Task.directive))
    tasks = {task.id: task for task in db.session.scalars(query)}
    if tasks.keys() != ids or len({(task.notice_id, task.organization_id) for task in tasks.values()}) > 1:
        raise Missing
    return tasks.pop(task_id), list(tasks.values())
