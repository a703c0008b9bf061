"""The organization's own pieces are used for another task (用已有材料), and where asked it is ticked off with them."""

from collections.abc import Sequence
from datetime import datetime

from checklist.accounts.models import Membership
from checklist.evidence.models import Evidence
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import hold
from checklist.tasks.attachment import attach
from checklist.tasks.models import SUBMITTED, Approval, Submission, Task
from checklist.tasks.ticking import tick


def reuse(task: Task, pieces: Sequence[Evidence], *, by: Membership, at: datetime) -> None:
    """Let these pieces serve the task too. All or nothing; one that serves it already stays as it is."""
    for piece in pieces:
        attach(task, piece, by=by, at=at)


def submit_with_reused(
    task: Task, pieces: Sequence[Evidence], *, by: Membership, at: datetime
) -> Submission | Approval:
    """Attach these pieces and tick the task off. All or nothing.

    The same person with the same pieces twice: the submission, or the approval asked for, that there is.
    """
    if task.status == SUBMITTED and _are_among(pieces, task.submission):
        return tick(task, "", by=by, at=at)
    pending = task.pending_approval
    if pending is not None and pending.asked_by_id == by.id and {piece.id for piece in pieces} <= _attached(task):
        return pending
    if by.organization.needs_approval:
        hold(ORGANIZATION, task.organization_id)
    reuse(task, pieces, by=by, at=at)
    return tick(task, "", by=by, at=at)


def _are_among(pieces: Sequence[Evidence], submission: Submission | None) -> bool:
    submitted = {version.evidence_id for version in submission.evidence} if submission else set()
    return {piece.id for piece in pieces} <= submitted


def _attached(task: Task) -> set[int]:
    return {evidence.id for evidence in task.attached}
