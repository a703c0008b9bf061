"""The association's own leader approves what is reported before the office sees it (审签), or sends it back.

The association's inner matter: its events stand in the organization's journal. Only what is approved becomes a
submission, in the leader's name.
"""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.accounts.queries import heads_of
from checklist.formatting import moment
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.attachment import refuse_unless_unfinished
from checklist.tasks.models import Approval, Submission, Task
from checklist.tasks.submission import reportable, submit


def ask(task: Task, note: str, *, by: Membership, at: datetime) -> Approval:
    """Ask the leader, with what is attached now and the note; nothing of it changes until there is a decision.

    The same person with the same note twice: what was asked already.
    """
    pending = task.pending_approval
    if pending is not None and (pending.asked_by_id, pending.note) == (by.id, note):
        return pending
    reportable(task, note)
    if not heads_of(by.organization_id):
        raise Refused(_("本会现在没有负责人账号，无法审签。请先在“本会设置”中关闭审签，再上报。"))
    approval = Approval(
        task_id=task.id,
        number=len(task.approvals) + 1,
        note=note,
        reason="",
        asked_at=at,
        asked_by_id=by.id,
    )
    task.approvals.append(approval)
    digest = approval.digest()
    record(
        ORGANIZATION,
        task.organization_id,
        "approval.asked",
        by=by.id,
        at=at,
        task=task.id,
        approval=approval.number,
        digest=digest,
    )
    return approval


def take_back(task: Task, *, by: Membership, at: datetime) -> None:
    """Undo what was asked before the leader decides; it stays in the record. Nothing was asked: nothing happens."""
    last = task.approvals[-1] if task.approvals else None
    if last is None or (last.taken_back_at is not None and last.taken_back_by_id == by.id):
        return
    _refuse_taken_back(last)
    if last.decided_at is not None:
        raise Refused(_already_decided(last))
    last.taken_back_at, last.taken_back_by_id = at, by.id
    record(
        ORGANIZATION, task.organization_id, "approval.taken_back", by=by.id, at=at, task=task.id, approval=last.number
    )


def approve(task: Task, number: int, version_ids: Collection[int], *, by: Membership, at: datetime) -> Submission:
    """Submit, in the leader's name, what was asked: `number`, and the ids of the versions that the leader was shown.

    By the same person twice: the submission there is. Refused when any of the evidence changed meanwhile.
    """
    approval = _asked(task, number)
    if _is_decided(approval, True, by) and approval.submission is not None:
        return approval.submission
    refuse_unless_unfinished(task)
    approval.is_approved, approval.decided_at, approval.decided_by_id = True, at, by.id
    record(ORGANIZATION, task.organization_id, "approval.given", by=by.id, at=at, task=task.id, approval=number)
    if {version.id for version in reportable(task, approval.note)} != set(version_ids):
        raise Refused(_("材料在您打开以后有变动。请重新打开，看过现在的材料再审签。"))
    approval.submission = submit(task, approval.note, by=by, at=at)
    return approval.submission


def send_back(task: Task, number: int, reason: str, *, by: Membership, at: datetime) -> None:
    """Do not let it out, and say why; the secretary sees the reason, the office nothing. Twice: once."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("请写明退回的理由。"))
    approval = _asked(task, number)
    if _is_decided(approval, False, by):
        return
    refuse_unless_unfinished(task)
    approval.is_approved, approval.reason = False, reason
    approval.decided_at, approval.decided_by_id = at, by.id
    digest = approval.digest()
    record(
        ORGANIZATION,
        task.organization_id,
        "approval.refused",
        by=by.id,
        at=at,
        task=task.id,
        approval=number,
        digest=digest,
    )


def _asked(task: Task, number: int) -> Approval:
    for approval in task.approvals:
        if approval.number == number:
            return approval
    raise Refused(_("没有这次审签，请刷新页面后再办理。"))


def _is_decided(approval: Approval, is_approved: bool, by: Membership) -> bool:
    """Whether this person decided just so already; refused when it was somebody else, or another decision."""
    _refuse_taken_back(approval)
    if approval.decided_at is None:
        return False
    if approval.decided_by_id == by.id and approval.is_approved == is_approved:
        return True
    raise Refused(_already_decided(approval))


def _refuse_taken_back(approval: Approval) -> None:
    if approval.taken_back_at is None or approval.taken_back_by is None:
        return
    raise Refused(
        _(
            "这次审签已由%(name)s于 %(moment)s 撤回。",
            name=approval.taken_back_by.person.name,
            moment=moment(approval.taken_back_at),
        )
    )


def _already_decided(approval: Approval) -> str:
    """The sentence that says who decided, when and how."""
    if approval.decided_at is None or approval.decided_by is None:
        raise AssertionError("there is a decision, and somebody who made it")
    return _(
        "这次审签已由%(name)s于 %(moment)s 办理（%(result)s）。",
        name=approval.decided_by.person.name,
        moment=moment(approval.decided_at),
        result=_("同意并上报") if approval.is_approved else _("退回"),
    )
