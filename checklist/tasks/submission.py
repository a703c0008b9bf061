"""A secretary ticks a task off (上报), and takes it back before the review; the issuer reports on behalf (代报)."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.formatting import moment
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.attachment import is_wanted, refuse_unless_unfinished, refuse_while_approval_pends
from checklist.tasks.models import OPEN, RETURNED, SUBMITTED, Attachment, Reopening, Review, Submission, Task


def submit(task: Task, note: str, *, by: Membership, at: datetime) -> Submission:
    """Tick the task off with the evidence now attached. By the same person twice: the submission there is.

    Refused when the directive needs evidence and none is attached, when somebody else was first, or when a return is
    answered neither by the evidence nor by the note.
    """
    if task.status == SUBMITTED:
        return _already_submitted(task, by)
    return _submit(task, reportable(task, note), note, is_on_behalf=False, by=by, at=at)


def reportable(task: Task, note: str) -> list[EvidenceVersion]:
    """What a tick with this note would report now: the newest version of every piece attached.

    Refused where it is not possible.
    """
    refuse_unless_unfinished(task)
    refuse_while_approval_pends(task)
    if exemption := task.pending_exemption:
        raise Refused(
            _(
                "%(name)s已于 %(moment)s 申请不适用，正在等待答复；如需上报，请先撤回申请。",
                name=exemption.asked_by.person.name,
                moment=moment(exemption.asked_at),
            )
        )
    versions = _versions_attached(task)
    _refuse_too_few(task, versions)
    if not note.strip() and is_unchanged(task, versions):
        raise Refused(_("退回后材料还没有改动。请先按退回理由补充或更换材料，或在说明中写明情况。"))
    return versions


def is_unchanged(task: Task, versions: Sequence[EvidenceVersion]) -> bool:
    """Whether these versions are still what was returned or opened again, or what the own leader sent back."""
    word, sent_back = task.unanswered, task.sent_back
    if word is not None:
        returned = next(each for each in task.submissions if _is_about(word, each))
        if {version.id for version in versions} == {version.id for version in returned.evidence}:
            return True
    return sent_back is not None and not _is_changed_since(task, versions, sent_back.decided_at)


def _is_about(word: Review | Reopening, submission: Submission) -> bool:
    if isinstance(word, Review):
        return word.submission_id == submission.id
    return word.submission_number == submission.number


def _is_changed_since(task: Task, versions: Sequence[EvidenceVersion], moment: datetime | None) -> bool:
    """Whether a piece was attached, detached or given in a newer version; nothing is while the leader decides."""
    changes = [version.created_at for version in versions]
    changes += [attachment.detached_at or attachment.attached_at for attachment in task.attachments]
    return moment is not None and any(change >= moment for change in changes)


def submit_on_behalf(task: Task, note: str, *, by: Membership, at: datetime) -> Submission:
    """Enter what an association said on the telephone; `note` says who called and what was said.

    Nothing of what is attached goes with it: the association has not reported that.
    """
    if task.status == SUBMITTED:
        return _already_submitted(task, by)
    refuse_unless_unfinished(task)
    if task.pending_exemption:
        raise Refused(_("这个单位已申请不适用。请先答复申请，再代报。"))
    return _submit(task, [], note, is_on_behalf=True, by=by, at=at)


def take_back(task: Task, *, by: Membership, at: datetime) -> None:
    """Undo the submission that waits for review; it stays in the record. Nothing waits: nothing happens."""
    submission = task.submission
    if task.status != SUBMITTED or submission is None:
        if task.status in (OPEN, RETURNED):
            return
        refuse_unless_unfinished(task)
        return
    submission.taken_back_at, submission.taken_back_by_id = at, by.id
    # Back to where it stood: with a reason of the issuer still to be answered, or without.
    task.status = RETURNED if task.unanswered else OPEN
    record(NOTICE, task.notice_id, "task.taken_back", by=by.id, at=at, task=task.id, submission=submission.number)


def _submit(
    task: Task, versions: list[EvidenceVersion], note: str, *, is_on_behalf: bool, by: Membership, at: datetime
) -> Submission:
    submission = Submission(
        task_id=task.id,
        number=len(task.submissions) + 1,
        note=note,
        is_on_behalf=is_on_behalf,
        submitted_at=at,
        submitted_by_id=by.id,
        evidence=versions,
    )
    digest = submission.digest()
    task.submissions.append(submission)
    task.status = SUBMITTED
    record(
        NOTICE,
        task.notice_id,
        "task.submitted_on_behalf" if is_on_behalf else "task.submitted",
        by=by.id,
        at=at,
        task=task.id,
        submission=submission.number,
        evidence=[[version.evidence_id, version.number] for version in versions],
        digest=digest,
    )
    return submission


def _already_submitted(task: Task, by: Membership) -> Submission:
    submission = task.submission
    if submission is None:
        raise AssertionError("a submitted task has a submission that stands")
    if submission.submitted_by_id == by.id:
        return submission
    raise Refused(
        _(
            "这项任务已由%(name)s于 %(moment)s 上报，无需重复。",
            name=submission.submitted_by.person.name,
            moment=moment(submission.submitted_at),
        )
    )


def _refuse_too_few(task: Task, versions: list[EvidenceVersion]) -> None:
    """Refused when the pieces of the kinds that the directive wants are fewer than the least that is enough."""
    missing = task.directive.least_evidence - sum(is_wanted(task, version.evidence.kind) for version in versions)
    if missing <= 0:
        return
    if not versions:
        raise Refused(_("请先附上佐证材料，再上报。"))
    raise Refused(
        _(
            "这项任务至少要 %(least)d 份材料，还差 %(missing)d 份。请先附上，再上报。",
            least=task.directive.least_evidence,
            missing=missing,
        )
    )


def _versions_attached(task: Task) -> list[EvidenceVersion]:
    """The newest version of every piece now attached."""
    attached = db.session.scalars(
        select(Evidence)
        .join(Attachment, Attachment.evidence_id == Evidence.id)
        .where(Attachment.task_id == task.id, Attachment.detached_at.is_(None))
        .order_by(Attachment.id)
        .options(selectinload(Evidence.versions).joinedload(EvidenceVersion.evidence))
    )
    return [evidence.current for evidence in attached]
