"""What tests of comments start from: something that was said."""

from checklist.clock import now
from checklist.comments.queries import news_for
from checklist.comments.writing import comment, remark
from checklist.db import db, write_unit
from checklist.tasks.models import Task
from tests.cast import Cast


def said(task_id: int, text: str, by: str = "staff") -> int:
    """A comment that both sides read; returns its id."""
    with write_unit():
        return comment(db.session.get_one(Task, task_id), text, by=getattr(Cast(), by), at=now()).id


def remarked(task_id: int, text: str, by: str = "staff") -> int:
    """A remark that only the office reads; returns its id."""
    with write_unit():
        return remark(db.session.get_one(Task, task_id), text, by=getattr(Cast(), by), at=now()).id


def new_for(name: str, notice_id: int | None = None) -> dict[int, int]:
    """By task: how many comments that one of the cast has not seen."""
    return news_for(getattr(Cast(), name), notice_id).tasks
