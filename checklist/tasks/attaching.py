"""A new piece serves several tasks at once: given, attached to all of them and, where asked, they are ticked off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.evidence.giving import Piece, give
from checklist.evidence.kinds import KINDS
from checklist.evidence.models import Evidence
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import hold
from checklist.refusals import Refused
from checklist.tasks.attachment import attach, is_wanted, refuse_unless_unfinished
from checklist.tasks.models import SUBMITTED, UNFINISHED, Approval, Submission, Task
from checklist.tasks.ticking import tick


@dataclass(frozen=True)
class Others:
    """Further tasks of the same notice that the piece serves too; `are_submitted`: they are ticked off with it."""

    tasks: Sequence[Task] = ()
    are_submitted: bool = False


def attach_new(task: Task, kind: str, piece: Piece, others: Others, *, by: Membership, at: datetime) -> Evidence:
    """Give a piece and attach it to the task and the others. One that serves the task already is used again."""
    refuse_unless_unfinished(task)
    for other in others.tasks:
        _refuse_other(other, kind)
    evidence = _serving(task, kind, piece) or give(task.organization_id, kind, piece, by=by, at=at)
    for each in (task, *others.tasks):
        attach(each, evidence, by=by, at=at)
    return evidence


def submit_with_new(
    task: Task, kind: str, piece: Piece, others: Others, *, by: Membership, at: datetime
) -> Submission | Approval:
    """Attach a new piece and tick the task off, and the others where that is asked.

    The same person with the same piece twice: the submission, or the approval asked for, that there is. All or nothing.
    """
    if task.status == SUBMITTED and not _is_another_of(task, kind, piece, by):
        return tick(task, "", by=by, at=at)
    pending = task.pending_approval
    if pending is not None and pending.asked_by_id == by.id and _serving(task, kind, piece) is not None:
        return pending
    if by.organization.needs_approval:
        hold(ORGANIZATION, task.organization_id)
    attach_new(task, kind, piece, others, by=by, at=at)
    for other in others.tasks if others.are_submitted else ():
        tick(other, "", by=by, at=at)
    return tick(task, "", by=by, at=at)


def _refuse_other(task: Task, kind: str) -> None:
    if task.status not in UNFINISHED or task.pending_approval or not is_wanted(task, kind):
        raise Refused(_("所选的“%(title)s”现在不能再附这份材料，请取消勾选后重试。", title=task.directive.title))


def _serving(task: Task, kind: str, piece: Piece) -> Evidence | None:
    """The evidence now attached that is the same piece."""
    return next(
        (
            evidence
            for evidence in task.attached
            if evidence.kind == kind and KINDS[kind].is_same(evidence.current.content, piece.kept_content)
        ),
        None,
    )


def _is_another_of(task: Task, kind: str, piece: Piece, by: Membership) -> bool:
    """Whether somebody who submitted the task already comes with a piece that is not part of that submission."""
    submission = task.submission
    if submission is None or submission.submitted_by_id != by.id:
        return False
    return not any(
        version.evidence.kind == kind and KINDS[kind].is_same(version.content, piece.kept_content)
        for version in submission.evidence
    )
