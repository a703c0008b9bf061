"""Noting what somebody has read, so that lists can say what is new. A reading position, no change: no event."""

from datetime import datetime

from sqlalchemy import bindparam, text, update

from checklist.accounts.models import Membership
from checklist.comments.models import Look
from checklist.db import UtcDateTime, db

# Two pages of one person that open at once both write: the second finds the row, and it never goes back.
BEGIN_LOOK = text(
    "INSERT INTO looks (task_id, membership_id, comment_id, looked_at) VALUES (:task, :membership, :comment, :at) "
    "ON CONFLICT (task_id, membership_id) DO NOTHING"
).bindparams(bindparam("at", type_=UtcDateTime))


def look(task_id: int, comment_id: int, *, by: Membership, at: datetime) -> None:
    """The actor has had everything about the task on the page up to this comment. Twice, or an older one: the same."""
    db.session.execute(BEGIN_LOOK, {"task": task_id, "membership": by.id, "comment": comment_id, "at": at})
    db.session.execute(
        update(Look)
        .where(Look.task_id == task_id, Look.membership_id == by.id, Look.comment_id < comment_id)
        .values(comment_id=comment_id, looked_at=at)
    )
