"""Reads of comments, each scoped to the actor: an association never gets a remark, in words, counts or marks."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.comments.models import Comment, Look
from checklist.db import db
from checklist.notices.models import Notice
from checklist.organizations.queries import own_organization_ids
from checklist.tasks.models import Task
from checklist.tasks.queries import own_tasks_for, reviewed_tasks_for


@dataclass(frozen=True)
class Conversation:
    """What is said about one task, the oldest first, and how far the reader had read it before."""

    comments: list[Comment]
    read_to: int
    reader_id: int

    def is_new(self, comment: Comment) -> bool:
        """Written by somebody else since the reader last looked."""
        return comment.id > self.read_to and comment.written_by_id != self.reader_id

    @property
    def has_new(self) -> bool:
        return any(self.is_new(comment) for comment in self.comments)

    @property
    def newest_id(self) -> int:
        return self.comments[-1].id if self.comments else 0


@dataclass(frozen=True)
class News:
    """What somebody has not seen yet: by task, how many comments; by notice, how many tasks with any."""

    tasks: dict[int, int]
    notices: dict[int, int]


def commented_tasks_for(by: Membership) -> Select[Task]:
    """The tasks that the actor can say something about: the office those it reviews, an association its own."""
    return reviewed_tasks_for(by) if by.organization.is_office else own_tasks_for(by)


def conversation_of(by: Membership, task_id: int) -> Conversation:
    """What the actor may read about a task; the task itself was found through the actor before. One query."""
    rows = db.session.execute(
        comments_for(by)
        .add_columns(Look.comment_id)
        .outerjoin(Look, and_(Look.task_id == Comment.task_id, Look.membership_id == by.id))
        .where(Comment.task_id == task_id)
        .order_by(Comment.id)
        .options(joinedload(Comment.written_by))
    ).all()
    return Conversation([comment for comment, _read_to in rows], (rows[0][1] if rows else None) or 0, by.id)


def comments_for(by: Membership) -> Select[Comment]:
    """All comments that the actor may read; remarks among them for the issuer's own people only."""
    issued = Notice.issuer_id == by.organization_id
    received = and_(Task.organization_id.in_(own_organization_ids(by)), Comment.is_internal.is_(False))
    return (
        select(Comment)
        .join(Task, Task.id == Comment.task_id)
        .join(Task.notice)
        .where(issued if by.organization.is_office else received)
    )


def news_for(by: Membership, notice_id: int | None = None) -> News:
    """What the actor has not seen yet of others' comments, in this notice or in all open ones; one query."""
    query = (
        comments_for(by)
        .with_only_columns(Comment.task_id, Task.notice_id, func.count().label("total"))
        .outerjoin(Look, and_(Look.task_id == Comment.task_id, Look.membership_id == by.id))
        .where(Comment.written_by_id != by.id, or_(Look.id.is_(None), Comment.id > Look.comment_id))
        .where(Notice.closed_at.is_(None) if notice_id is None else Task.notice_id == notice_id)
        .group_by(Comment.task_id, Task.notice_id)
    )
    if by.organization.is_office:
        # Who joins the office does not begin with years of comments; who takes over an association has to answer them.
        query = query.where(Comment.written_at >= by.started_at)
    rows = db.session.execute(query).all()
    return News({row.task_id: row.total for row in rows}, Counter(row.notice_id for row in rows))
