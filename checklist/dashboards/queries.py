"""What the office reads of the notices it issued: columns, not entities, because a matrix has thousands of cells."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, func, select
from sqlalchemy.orm import aliased, defer, joinedload, load_only, selectinload

from checklist.accounts.models import Membership
from checklist.db import MOST_ID, db, find
from checklist.journal.models import NOTICE, Journal
from checklist.notices.models import Addressee, Directive, Notice, Receipt, Withdrawal
from checklist.notices.queries import drafts_for, issued_by
from checklist.notices.supplementing import issued_with
from checklist.organizations.models import Organization
from checklist.refusals import Missing
from checklist.tasks.models import SUBMITTED, UNFINISHED, Review, Submission, Task
from checklist.tasks.queries import reviewed_tasks_for, with_record

# A row of columns; the queries below say which.
AnyRow = Row[*tuple[Any, ...]]


def notice_with_head(by: Membership, notice_id: int) -> tuple[Notice, int]:
    """A notice that the actor's organization issued, without its long text, and the number of its last event."""
    if notice_id > MOST_ID:
        raise Missing
    row = db.session.execute(
        issued_by(by)
        .add_columns(Journal.number)
        .join(Journal, and_(Journal.kind == NOTICE, Journal.subject_id == Notice.id))
        .where(Notice.id == notice_id)
        .options(defer(Notice.source_text), defer(Notice.parts))
    ).one_or_none()
    if row is None:
        raise Missing
    return row[0], row[1]


def directives_of(notice: Notice) -> list[Directive]:
    """What was issued with the notice, withdrawn or not, in its order."""
    return list(
        db.session.scalars(
            select(Directive)
            .where(*issued_with(notice))
            .order_by(Directive.position, Directive.id)
            .options(
                load_only(
                    Directive.title,
                    Directive.heading_path,
                    Directive.applies_to_text,
                    Directive.deadline_text,
                    Directive.due_at,
                    Directive.withdrawn_at,
                    Directive.supersedes_id,
                ),
                joinedload(Directive.supersedes).load_only(Directive.title, Directive.notice_id),
                joinedload(Directive.withdrawal)
                .joinedload(Withdrawal.superseded_by)
                .load_only(Directive.title, Directive.notice_id),
            )
        )
    )


def addressees_of(notice_id: int) -> Sequence[AnyRow]:
    """The organizations of a notice by name: their names and categories as they then were, opened, signed for."""
    return db.session.execute(
        select(
            Addressee.id,
            Addressee.organization_id,
            Addressee.name,
            Addressee.category_names,
            Addressee.opened_at,
            Receipt.signed_at,
        )
        .join(Addressee.organization)
        .outerjoin(Addressee.receipt)
        .where(Addressee.notice_id == notice_id)
        .order_by(Organization.sort_key, Addressee.id)
    ).all()


def tasks_of(notice_id: int) -> Sequence[AnyRow]:
    """Every task of a notice; `on_behalf` is the id of the submission that stands, where it was a 代报."""
    later = aliased(Submission)
    stands = (
        Submission.is_on_behalf,
        Submission.taken_back_at.is_(None),
        ~select(later.id).where(later.task_id == Submission.task_id, later.number > Submission.number).exists(),
    )
    return db.session.execute(
        select(
            Task.id,
            Task.addressee_id,
            Task.directive_id,
            Task.status,
            Task.due_at,
            Submission.id.label("on_behalf"),
        )
        .outerjoin(Submission, and_(Submission.task_id == Task.id, *stands))
        .where(Task.notice_id == notice_id)
        .order_by(Task.id)
    ).all()


def task_tallies(notice_ids: Sequence[int], at: datetime) -> Sequence[AnyRow]:
    """By notice and status: how many tasks, how many of them overdue, and when the next of them falls due."""
    unfinished = Task.status.in_(UNFINISHED)
    return db.session.execute(
        select(
            Task.notice_id,
            Task.status,
            func.count().label("total"),
            func.sum(case((and_(unfinished, Task.due_at < at), 1), else_=0)).label("late"),
            func.min(case((and_(unfinished, Task.due_at >= at), Task.due_at))).label("next_due_at"),
        )
        .where(Task.notice_id.in_(notice_ids))
        .group_by(Task.notice_id, Task.status)
    ).all()


def addressee_tallies(notice_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By notice: how many addressees signed for it, of how many."""
    rows = db.session.execute(
        select(Addressee.notice_id, func.count(Receipt.id), func.count())
        .outerjoin(Addressee.receipt)
        .where(Addressee.notice_id.in_(notice_ids))
        .group_by(Addressee.notice_id)
    )
    return {notice_id: (signed, total) for notice_id, signed, total in rows}


def open_notices(by: Membership) -> list[Notice]:
    """The notices of the actor's organization that are issued and not closed, the newest first."""
    return _listed(issued_by(by).where(Notice.closed_at.is_(None)).order_by(Notice.issued_at.desc(), Notice.id.desc()))


def drafts_in_work(by: Membership) -> list[Notice]:
    """The drafts of the actor's organization, the newest first."""
    return _listed(drafts_for(by).order_by(Notice.id.desc()))


def reviewed_task(by: Membership, task_id: int) -> Task:
    """A task of a notice that the actor's organization issued, with all that happened to it; raises Missing."""
    query = with_record(reviewed_tasks_for(by)).options(
        joinedload(Task.notice).defer(Notice.source_text),
        joinedload(Task.addressee),
        selectinload(Task.submissions).joinedload(Submission.review).joinedload(Review.reviewed_by),
    )
    return find(query, task_id)


def next_waiting(task: Task) -> int | None:
    """The id of the next task of the same notice that waits for review, from this one on and around; None: none."""
    return db.session.scalars(
        select(Task.id)
        .where(Task.notice_id == task.notice_id, Task.status == SUBMITTED, Task.id != task.id)
        .order_by(case((Task.id > task.id, 0), else_=1), Task.id)
        .limit(1)
    ).one_or_none()


def _listed(query: Any) -> list[Notice]:
    return list(db.session.scalars(query.options(defer(Notice.source_text), defer(Notice.parts))))
