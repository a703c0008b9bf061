"""What association and office say to each other about a task, what the office notes for itself, and who has read it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.journal.models import Sealed
from checklist.tasks.models import Task


class Comment(Base, Sealed):
    """A 留言 on a task, read by the association and the office; `is_internal`: a 备注 that only the office ever sees.

    Never edited and never deleted: what was said stays said.
    """

    __tablename__ = "comments"
    sealed = ("text", "is_internal")

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id), index=True)
    text: Mapped[str]
    is_internal: Mapped[bool]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    written_by: Mapped[Membership] = relationship()


class Look(Base):
    """How far somebody has read what is said about a task: `comment_id` is the newest comment that was on the page.

    By the comment and not by the clock, so that what arrives while a page is being made is still new on the next.
    """

    __tablename__ = "looks"
    __table_args__ = (UniqueConstraint("task_id", "membership_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id))
    membership_id: Mapped[int] = mapped_column(ForeignKey(Membership.id), index=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey(Comment.id))
    looked_at: Mapped[datetime]
