"""What tests of the office's pages start from and look at."""

from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import Event, Journal
from checklist.organizations.founding import found
from checklist.organizations.models import ASSOCIATION, Category
from checklist.organizations.queries import the_office
from checklist.tasks.models import Task
from checklist.tasks.submission import submit, take_back
from tests.cast import Cast


def status_of(task_id: int) -> str:
    return db.session.get_one(Task, task_id).status


def events_of(task_id: int) -> list[str]:
    """The names of the events of this task's notice, in order."""
    task = db.session.get_one(Task, task_id)
    return list(
        db.session.scalars(
            select(Event.name)
            .join(Journal)
            .where(Journal.kind == "notice", Journal.subject_id == task.notice_id)
            .order_by(Event.number)
        )
    )


def taken_back(task_id: int) -> None:
    """North takes its submission back."""
    with write_unit():
        take_back(db.session.get_one(Task, task_id), by=Cast().north, at=now())


def submitted_again(task_id: int) -> None:
    """North ticks the task off once more."""
    with write_unit():
        submit(db.session.get_one(Task, task_id), "这次补充了日期", by=Cast().north, at=now())


def more_associations(count: int) -> None:
    """So many more associations of the office, over all its categories."""
    with write_unit():
        office, categories = the_office(), list(db.session.scalars(select(Category)))
        for number in range(count):
            found(office, ASSOCIATION, f"示例省第{number}学会", [categories[number % 5]], by=None, at=now())
