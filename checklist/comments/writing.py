"""Writing a comment that both sides read, or a remark that only the office sees."""

from datetime import datetime, timedelta

from sqlalchemy import select

from checklist.accounts.models import Membership
from checklist.comments.models import Comment
from checklist.db import db
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.tasks.models import Task

# The same words of the same person within this time are one press that was made twice.
DOUBLE_PRESS = timedelta(minutes=1)


def comment(task: Task, text: str, *, by: Membership, at: datetime) -> Comment:
    """Say something about the task to the other side. The task is locked, so that comments keep their order."""
    return _write(task, text, by=by, at=at, is_internal=False)


def remark(task: Task, text: str, *, by: Membership, at: datetime) -> Comment:
    """Note something about the task that only the issuer's own people read."""
    if not by.organization.is_office:
        raise ValueError("remarks are the office's own")
    return _write(task, text, by=by, at=at, is_internal=True)


def _write(task: Task, text: str, *, by: Membership, at: datetime, is_internal: bool) -> Comment:
    said = _said_already(task, text, is_internal, by, at)
    if said is not None:
        return said
    written = Comment(task_id=task.id, text=text, is_internal=is_internal, written_at=at, written_by_id=by.id)
    digest = written.digest()
    db.session.add(written)
    db.session.flush()
    # The name of a remark's event is what keeps it from the association: see journal.queries.
    record(
        NOTICE,
        task.notice_id,
        "remark.written" if is_internal else "comment.written",
        by=by.id,
        at=at,
        task=task.id,
        comment=written.id,
        digest=digest,
    )
    return written


def _said_already(task: Task, text: str, is_internal: bool, by: Membership, at: datetime) -> Comment | None:
    return db.session.scalars(
        select(Comment)
        .where(
            Comment.task_id == task.id,
            Comment.written_by_id == by.id,
            Comment.is_internal.is_(is_internal),
            Comment.written_at > at - DOUBLE_PRESS,
            Comment.text == text,
        )
        .order_by(Comment.id)
    ).first()
