"""Somebody without an account gives material for a task, within what the link allows."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import insert, select

from checklist.accounts.throttling import TooManyAttempts, refuse_more_files
from checklist.db import db
from checklist.evidence.giving import Piece
from checklist.evidence.kinds import KINDS
from checklist.files.models import Upload
from checklist.formatting import day
from checklist.helping.models import EXPIRED, REVOKED, RUNNING, Contribution, HelperLink, contribution_files
from checklist.helping.queries import given_since
from checklist.journal.models import ORGANIZATION, new_salt
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.models import UNFINISHED, WITHDRAWN, Task

# What somebody can know who is no officer of the association; figures, rosters and reports are its own to give.
HELPED_KINDS = ("link", "post", "file", "statement", "story")
RATE, RATE_OVER = 20, timedelta(hours=1)


def helped_kinds(task: Task) -> list[str]:
    """The kinds of evidence that a helper can give for the task, in the directive's order."""
    return [kind for kind in task.directive.evidence_kinds if kind in HELPED_KINDS and kind in KINDS]


def refusal_of(link: HelperLink, at: datetime) -> str | None:
    """Why nothing can be given through the link now, and whom to ask; None when something can."""
    state, organization = link.state(at), link.organization.name
    if state == REVOKED:
        return _("这个链接已停用。如要提供材料，请与%(organization)s联系。", organization=organization)
    if state == EXPIRED:
        return _(
            "这个链接已于 %(day)s 到期。如要提供材料，请向%(organization)s要新的链接。",
            day=day(link.expires_at),
            organization=organization,
        )
    if link.notice.closed_at is not None:
        return _("这份通知已办理结束，不再收材料。谢谢您的帮助。")
    if state != RUNNING:
        return _(
            "通过这个链接收到的材料已满。如还要提供材料，请向%(organization)s要新的链接。", organization=organization
        )
    return None


def task_refusal_of(task: Task, organization: str) -> str | None:
    """Why nothing can be given for the task now; None when something can."""
    if task.status == WITHDRAWN:
        return _("这个任务事项已撤销，不再需要材料。谢谢您的帮助。")
    if task.status not in UNFINISHED:
        return _("这项任务已经上报，不再需要材料。如有补充，请与%(organization)s联系。", organization=organization)
    if not helped_kinds(task):
        return _("这项任务的材料由%(organization)s自己填报，不需要另外提供。", organization=organization)
    return None


def contribute(
    link: HelperLink, task: Task, kind: str, piece: Piece, contributor: str, *, at: datetime
) -> Contribution:
    """Give a piece for a task of the link, which is locked. The same of the same name again: the one that waits."""
    given = _waiting_same(link, task, kind, piece, contributor)
    if given is not None:
        return given
    refuse_ended(link, task, at=at)
    if kind not in helped_kinds(task):
        raise Refused(_("这项任务要的不是这种材料，请换一种。"))
    if given_since(link, at - RATE_OVER) >= RATE:
        raise Refused(_("最近一小时收到的材料太多，暂时不能再收。请过一会儿再交一次。"))
    link.contributions += 1
    return _add(link, task, kind, piece, contributor, at)


def refuse_file(link: HelperLink, size: int, *, at: datetime) -> None:
    """Refused when the link does not take in one more file of this size now."""
    if link.files + 1 > link.most_files or link.bytes + size > link.most_bytes:
        raise Refused(
            _(
                "通过这个链接收到的文件已满，这个文件没有收下。请向%(organization)s要新的链接。",
                organization=link.organization.name,
            )
        )
    try:
        refuse_more_files(link.id, at=at)
    except TooManyAttempts as problem:
        raise Refused(_("通过这个链接传来的文件有太多收不下，请过一会儿再传。")) from problem


def count_upload(link: HelperLink, upload: Upload, *, at: datetime) -> None:
    """Count this new file on the link, which is locked."""
    refuse_file(link, upload.file.size, at=at)
    link.files, link.bytes = link.files + 1, link.bytes + upload.file.size


def refuse_ended(link: HelperLink, task: Task, *, at: datetime) -> None:
    """Refused, with the sentence that fits, when nothing can be given for the task through the link."""
    sentence = refusal_of(link, at) or task_refusal_of(task, link.organization.name)
    if sentence is not None:
        raise Refused(sentence)


def _waiting_same(link: HelperLink, task: Task, kind: str, piece: Piece, contributor: str) -> Contribution | None:
    waiting = select(Contribution).where(
        Contribution.link_id == link.id,
        Contribution.task_id == task.id,
        Contribution.kind == kind,
        Contribution.contributor == contributor,
        Contribution.is_taken.is_(None),
    )
    for given in db.session.scalars(waiting.order_by(Contribution.id)):
        if given.title == piece.title and KINDS[kind].is_same(given.content, piece.kept_content):
            return given
    return None


def _add(link: HelperLink, task: Task, kind: str, piece: Piece, contributor: str, at: datetime) -> Contribution:
    contribution = Contribution(
        link_id=link.id,
        task_id=task.id,
        kind=kind,
        title=piece.title,
        happened_on=piece.happened_on,
        note=piece.note,
        content=piece.kept_content,
        contributor=contributor,
        given_at=at,
        reason="",
        salt=new_salt(),
    )
    db.session.add(contribution)
    db.session.flush()
    for position, upload in enumerate(piece.picked):
        values = {"contribution_id": contribution.id, "position": position, "file_id": upload.file_id}
        db.session.execute(insert(contribution_files), values)
    for upload in (*piece.picked, *piece.read):
        upload.used_at = upload.used_at or at
    record(
        ORGANIZATION,
        link.organization_id,
        "contribution.given",
        by=None,
        at=at,
        organization=link.organization_id,
        task=task.id,
        link=link.id,
        contribution=contribution.id,
        kind=kind,
        digest=contribution.digest(),
    )
    return contribution
