"""What the office reads of the evidence that was reported for a notice, to add it up: columns, not entities."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from checklist.dashboards.queries import AnyRow
from checklist.db import db
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.tasks.models import ACCEPTED, SUBMITTED, Submission, Task, submission_evidence

# A task in one of these states has a submission that stands.
STANDING = (SUBMITTED, ACCEPTED)


def reported_versions(notice_id: int, directive_id: int | None) -> Sequence[AnyRow]:
    """The exact versions that the submissions which stand point at, by task; of one directive, or of all.

    Waiting for review or accepted; what was returned, taken back or only attached is not among them.
    """
    later = aliased(Submission)
    query = (
        select(
            Task.id.label("task_id"),
            EvidenceVersion.evidence_id,
            Evidence.kind,
            EvidenceVersion.title,
            EvidenceVersion.content,
        )
        .join(Submission, and_(Submission.task_id == Task.id, Submission.taken_back_at.is_(None)))
        .join(submission_evidence, submission_evidence.c.submission_id == Submission.id)
        .join(EvidenceVersion, EvidenceVersion.id == submission_evidence.c.evidence_version_id)
        .join(EvidenceVersion.evidence)
        .where(
            Task.notice_id == notice_id,
            Task.status.in_(STANDING),
            ~select(later.id).where(later.task_id == Task.id, later.number > Submission.number).exists(),
        )
        .order_by(Task.id, EvidenceVersion.id)
    )
    if directive_id is not None:
        query = query.where(Task.directive_id == directive_id)
    return db.session.execute(query).all()
