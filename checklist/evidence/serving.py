"""What a piece of evidence serves: the tasks that it is attached to, and the submissions that stand on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from checklist.db import db
from checklist.evidence.models import EvidenceVersion, Voiding
from checklist.notices.models import Directive, Notice
from checklist.tasks.models import (
    ACCEPTED,
    APPROVAL_PENDS,
    SUBMITTED,
    UNFINISHED,
    Approval,
    Attachment,
    Review,
    Submission,
    Task,
    submission_evidence,
)


@dataclass(frozen=True)
class Served:
    """A task that a piece serves.

    `version`: the number of the one in the submission that stands; None: in none. `awaits_approval`: the
    association's leader has been asked to let it out. `was_accepted`: with this piece, opened again since or not.
    """

    task_id: int
    status: str
    title: str
    notice: str
    version: int | None
    awaits_approval: bool
    was_accepted: bool


def tasks_served(evidence_id: int) -> list[Served]:
    """The tasks that this piece is attached to, or whose submission stands or was accepted with it; one query.

    Of a piece that was voided also those that it was taken off in that act.
    The newest first.
    """
    voided_at = select(Voiding.voided_at).where(Voiding.evidence_id == evidence_id).scalar_subquery()
    attached = select(Attachment.id).where(
        Attachment.task_id == Task.id,
        Attachment.evidence_id == evidence_id,
        or_(Attachment.detached_at.is_(None), Attachment.detached_at == voided_at),
    )
    later = aliased(Submission)
    version = (
        select(EvidenceVersion.number)
        .join(submission_evidence, submission_evidence.c.evidence_version_id == EvidenceVersion.id)
        .join(Submission, Submission.id == submission_evidence.c.submission_id)
        .where(
            EvidenceVersion.evidence_id == evidence_id,
            Submission.task_id == Task.id,
            Task.status.in_((SUBMITTED, ACCEPTED)),
            Submission.taken_back_at.is_(None),
            # Of the submission's task: named through Task, two levels up, it would be any task at all.
            ~select(later.id).where(later.task_id == Submission.task_id, later.number > Submission.number).exists(),
        )
        .correlate(Task)
        .scalar_subquery()
    )
    accepted = (
        select(Review.id)
        .join(Review.submission)
        .join(submission_evidence, submission_evidence.c.submission_id == Submission.id)
        .join(EvidenceVersion, EvidenceVersion.id == submission_evidence.c.evidence_version_id)
        .where(EvidenceVersion.evidence_id == evidence_id, Submission.task_id == Task.id, Review.is_accepted.is_(True))
        .correlate(Task)
    )
    pending = select(Approval.id).where(Approval.task_id == Task.id, APPROVAL_PENDS, Task.status.in_(UNFINISHED))
    once = select(Attachment.task_id).where(Attachment.evidence_id == evidence_id)
    rows = db.session.execute(
        select(
            Task.id,
            Task.status,
            Directive.title,
            Notice.document_number,
            Notice.title.label("notice"),
            version.label("version"),
            pending.exists().label("awaits_approval"),
            accepted.exists().label("was_accepted"),
        )
        .join(Task.directive)
        .join(Task.notice)
        # What was submitted with a piece had it attached once.
        .where(Task.id.in_(once), or_(attached.exists(), version.is_not(None), accepted.exists()))
        .order_by(Task.id.desc())
    )
    return [
        Served(
            row.id,
            row.status,
            row.title,
            row.document_number or row.notice,
            row.version,
            bool(row.awaits_approval),
            bool(row.was_accepted),
        )
        for row in rows
    ]


def serving_counts(evidence_ids: Iterable[int]) -> dict[int, int]:
    """By piece: how many tasks it is attached to."""
    counted = (
        select(Attachment.evidence_id, func.count())
        .where(Attachment.evidence_id.in_(list(evidence_ids)), Attachment.detached_at.is_(None))
        .group_by(Attachment.evidence_id)
    )
    return dict(db.session.execute(counted).all())
