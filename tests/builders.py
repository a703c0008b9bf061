"""Small builders of what a test starts from, made through the domain's own methods, each a transaction of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage

from checklist.accounts.models import Membership
from checklist.approvals.requiring import require
from checklist.clock import due_moment, now
from checklist.db import db, write_unit
from checklist.drafting.proposing import draft
from checklist.evidence.giving import Piece, give
from checklist.files.uploading import take_uploads
from checklist.notices.issuing import issue
from checklist.notices.models import Notice
from checklist.reading import understand
from checklist.tasks import exemption
from checklist.tasks.attachment import attach
from checklist.tasks.models import Task
from checklist.tasks.reopening import reopen
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit
from checklist.tasks.ticking import tick
from tests.cast import NORTH_NAME, Cast

TEXT = """示例省科学技术协会文件

示科协发〔2026〕7号

关于做好科普周工作的通知

各省级学会：

现将有关事项通知如下。

一、加强组织领导

各学会要制定科普周工作方案。各学会要召开一次理事会专题会议。

二、做好宣传

各学会要利用公众号发布科普文章。医药类学会要编写健康科普手册。

示例省科学技术协会

2026年11月20日
"""


def a_draft(text: str = TEXT) -> int:
    """A draft of the office, made by its staff; returns the notice's id."""
    with write_unit():
        return draft(understand(text), "通知.txt", by=Cast().staff, at=now()).id


def a_notice(
    text: str = TEXT, due: datetime | None = None, kinds: Sequence[str] = ("link", "file"), least: int = 1
) -> int:
    """A notice issued to all associations; every directive is due at `due` and wants these kinds of evidence, so many
    pieces at least. Returns the notice's id."""
    notice_id = a_draft(text)
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        for directive in notice.directives:
            directive.due_at = due or directive.due_at
            directive.evidence_kinds, directive.least_evidence = list(kinds), least
        issue(notice, by=Cast().staff, at=now())
    return notice_id


def a_task(organization: str = NORTH_NAME, number: int = 0, notice_id: int | None = None) -> int:
    """The id of a task of that organization: of a new notice, or the one with that number in a notice there is."""
    notice_id = notice_id or a_notice()
    return tasks_of(notice_id, organization)[number].id


def tasks_of(notice_id: int, organization: str = NORTH_NAME) -> list[Task]:
    """The tasks of an organization in a notice, in the notice's order."""
    return list(
        db.session.scalars(
            select(Task)
            .join(Task.directive)
            .join(Task.organization)
            .where(Task.notice_id == notice_id, Task.organization.has(name=organization))
            .order_by(Task.id)
            .options(joinedload(Task.directive))
        )
    )


def a_link(url: str = "https://north.example/a/1", title: str = "工作方案") -> Piece:
    """A link as its form gives it."""
    return Piece(title, content={"url": url, "channel": "website"})


def attached_link(task_id: int, url: str = "https://north.example/a/1", by: str = "north") -> int:
    """A link given and attached to the task; returns the evidence's id."""
    with write_unit():
        task, actor = db.session.get_one(Task, task_id), getattr(Cast(), by)
        evidence = give(task.organization_id, "link", a_link(url), by=actor, at=now())
        attach(task, evidence, by=actor, at=now())
        return evidence.id


def an_upload(task_id: int, content: bytes = b"2026", name: str = "north.example.txt", by: str = "north") -> int:
    """A file that waits for the form of a task; returns the upload's id."""

    @contextmanager
    def unit() -> Iterator[Membership]:
        with write_unit():
            yield getattr(Cast(), by)

    return take_uploads([FileStorage(BytesIO(content), name)], f"task-{task_id}", unit, at=now()).ids[0]


def a_submitted_task(by: str = "north", **which: object) -> int:
    """A task ticked off with one link; returns its id."""
    task_id = a_task(**which)  # type: ignore[arg-type]
    attached_link(task_id, by=by)
    with write_unit():
        submit(db.session.get_one(Task, task_id), "", by=getattr(Cast(), by), at=now())
    return task_id


def an_accepted_task() -> int:
    """A task of north, submitted and accepted; returns its id."""
    task_id = a_submitted_task()
    with write_unit():
        accept(db.session.get_one(Task, task_id), 1, by=Cast().staff, at=now())
    return task_id


def a_returned_task(reason: str = "请补充会议日期。") -> int:
    """A task of north, submitted and returned; returns its id."""
    task_id = a_submitted_task()
    with write_unit():
        return_(db.session.get_one(Task, task_id), 1, reason, by=Cast().staff, at=now())
    return task_id


def an_asked_exemption(reason: str = "本会没有这类会员。", by: str = "north", **which: object) -> int:
    """A task whose association asked not to have to do it; returns its id."""
    task_id = a_task(**which)  # type: ignore[arg-type]
    with write_unit():
        exemption.ask(db.session.get_one(Task, task_id), reason, by=getattr(Cast(), by), at=now())
    return task_id


def an_exempt_task() -> int:
    """A task of north that the office agreed does not apply; returns its id."""
    task_id = an_asked_exemption()
    with write_unit():
        exemption.grant(db.session.get_one(Task, task_id), 1, "", by=Cast().staff, at=now())
    return task_id


def a_reopened_task(reason: str = "数据有误，请重新核对。") -> int:
    """A task of north that was accepted and opened again; returns its id."""
    task_id = an_accepted_task()
    with write_unit():
        reopen(db.session.get_one(Task, task_id), 1, reason, by=Cast().staff, at=now())
    return task_id


def approval_wanted() -> None:
    """North wants its own leader to approve what it reports."""
    with write_unit():
        require(Cast().north.organization, by=Cast().north, at=now())


def an_asked_approval(note: str = "", **which: object) -> int:
    """A task of north, with one link, that waits for north's own leader; returns its id."""
    if not Cast().north.organization.needs_approval:
        approval_wanted()
    task_id = a_task(**which)  # type: ignore[arg-type]
    attached_link(task_id)
    with write_unit():
        tick(db.session.get_one(Task, task_id), note, by=Cast().north, at=now())
    return task_id


def day_off(days: int) -> datetime:
    """The due moment so many days from today, in Beijing."""
    from datetime import timedelta

    from checklist.clock import today

    return due_moment(today() + timedelta(days=days))
