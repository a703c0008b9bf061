"""Evidence is attached to a task, or detached again, as long as the association is at work on it."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from checklist.accounts.models import MEMBER, Membership
from checklist.db import db
from checklist.evidence.models import Evidence
from checklist.formatting import moment
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, EXEMPT, SUBMITTED, UNFINISHED, WITHDRAWN, Attachment, Task


def refuse_unless_unfinished(task: Task) -> None:
    """Refused, with who finished it and when, when the association cannot work on the task now."""
    if task.status not in UNFINISHED:
        raise Refused(_finished_words(task))


def _finished_words(task: Task) -> str:
    """Who brought the task to where it stands, and when. Of a withdrawal the association knows only the moment."""
    submission, exemption = task.submission, task.exemption
    if task.status == SUBMITTED and submission:
        name, at = submission.submitted_by.person.name, moment(submission.submitted_at)
        return _("这项任务已由%(name)s于 %(moment)s 上报，正在等待审核；如需修改，请先撤回。", name=name, moment=at)
    if task.status == ACCEPTED and submission and submission.review:
        name, at = submission.review.reviewed_by.person.name, moment(submission.review.reviewed_at)
        return _("这项任务已由%(name)s于 %(moment)s 审核办结，不再修改。", name=name, moment=at)
    if task.status == EXEMPT and exemption and exemption.answered_by and exemption.answered_at:
        name, at = exemption.answered_by.person.name, moment(exemption.answered_at)
        return _("%(name)s已于 %(moment)s 同意这项任务对本单位不适用，无需上报。", name=name, moment=at)
    if task.status == WITHDRAWN and task.directive.is_superseded:
        return _("这项任务已由补充通知改动，请到补充通知的任务中办理，原来附的材料已转过去。")
    if task.status == WITHDRAWN and task.directive.withdrawn_at:
        return _("这个任务事项已于 %(moment)s 被发文单位撤销，无需再办。", moment=moment(task.directive.withdrawn_at))
    raise AssertionError("a finished task has the row that finished it")


def refuse_while_approval_pends(task: Task) -> None:
    """Refused while the association's leader decides on what is attached: what is approved is what was shown."""
    if approval := task.pending_approval:
        raise Refused(
            _(
                "%(name)s已于 %(moment)s 报本会负责人审签，审签期间不能改动；如需修改，请先撤回审签。",
                name=approval.asked_by.person.name,
                moment=moment(approval.asked_at),
            )
        )


def attach(task: Task, evidence: Evidence, *, by: Membership, at: datetime) -> None:
    """Let a piece of the organization's evidence serve the task. It does already: nothing happens."""
    refuse_unless_unfinished(task)
    refuse_while_approval_pends(task)
    if evidence.organization_id != task.organization_id and evidence.organization.heir_id != task.organization.heir_id:
        raise ValueError("evidence serves the tasks of its own organization only")
    if evidence.voiding is not None:
        raise Refused(_("材料“%(title)s”已作废，不能再用。", title=evidence.current.title))
    if not is_wanted(task, evidence.kind):
        raise Refused(
            _(
                "“%(title)s”要的不是这种材料，请换一种附上。",
                title=task.directive.title,
            )
        )
    if _serving(task, evidence.id) is not None:
        return
    db.session.add(Attachment(task_id=task.id, evidence_id=evidence.id, attached_at=at, attached_by_id=by.id))
    record(NOTICE, task.notice_id, "evidence.attached", by=by.id, at=at, task=task.id, evidence=evidence.id)


def is_wanted(task: Task, kind: str) -> bool:
    """Whether the directive names this kind of evidence."""
    return kind in task.directive.evidence_kinds


def detach(task: Task, evidence_id: int, *, by: Membership, at: datetime) -> None:
    """Let a piece of evidence serve the task no more; the piece itself stays. Not attached: nothing happens.

    A member takes away only what that member attached; a secretary everything.
    """
    refuse_unless_unfinished(task)
    refuse_while_approval_pends(task)
    attachment = _serving(task, evidence_id)
    if attachment is None:
        return
    if by.role == MEMBER and attachment.attached_by_id != by.id:
        raise Refused(
            _(
                "这份材料由%(name)s附上，您只能移除自己附上的材料；如需移除，请与本单位秘书联系。",
                name=attachment.attached_by.person.name,
            )
        )
    attachment.detached_at, attachment.detached_by_id = at, by.id
    record(NOTICE, task.notice_id, "evidence.detached", by=by.id, at=at, task=task.id, evidence=evidence_id)


def lock_served(evidence_id: int) -> None:
    """Lock the tasks that a piece is attached to, in the order of their ids; also what it comes to serve meanwhile."""
    locked: set[int] = set()
    serving = select(Attachment.task_id).where(Attachment.evidence_id == evidence_id, Attachment.detached_at.is_(None))
    while ids := set(db.session.scalars(serving)) - locked:
        db.session.execute(select(Task.id).where(Task.id.in_(ids)).order_by(Task.id).with_for_update()).all()
        locked |= ids


def detach_voided(evidence_id: int, *, by: Membership, at: datetime) -> None:
    """Let a voided piece serve no task any more. None of them stands on it: the voiding has seen to that."""
    attached = db.session.execute(
        select(Attachment, Task.notice_id)
        .join(Attachment.task)
        .where(Attachment.evidence_id == evidence_id, Attachment.detached_at.is_(None))
        .order_by(Task.notice_id, Task.id)
    )
    for attachment, notice_id in attached.all():
        attachment.detached_at, attachment.detached_by_id = at, by.id
        record(NOTICE, notice_id, "evidence.detached", by=by.id, at=at, task=attachment.task_id, evidence=evidence_id)


def _serving(task: Task, evidence_id: int) -> Attachment | None:
    return db.session.scalars(
        select(Attachment).where(
            Attachment.task_id == task.id,
            Attachment.evidence_id == evidence_id,
            Attachment.detached_at.is_(None),
        )
    ).one_or_none()
