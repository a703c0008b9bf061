"""Associations that report for a task, as tests of sums start from."""

from datetime import date

from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import SECRETARY, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, give
from checklist.organizations.models import Organization
from checklist.tasks.attachment import attach
from checklist.tasks.models import Task
from checklist.tasks.review import accept
from checklist.tasks.submission import submit
from tests.builders import tasks_of
from tests.cast import NORTH_NAME, Cast


def secretary_of(name: str) -> Membership:
    """Somebody who acts for the association of that name."""
    organization = db.session.scalars(select(Organization).where(Organization.name == name)).one()
    found = db.session.scalars(
        select(Membership).where(Membership.organization_id == organization.id, Membership.role == SECRETARY)
    ).first()
    return found or join(
        organization, SECRETARY, name="某人", sign_in_name=name, telephone="13800009999", by=None, at=now()
    )


def reported(
    notice_id: int,
    kind: str,
    *contents: dict,
    organization: str = NORTH_NAME,
    number: int = 0,
    is_accepted: bool = False,
    title: str = "材料",
) -> int:
    """That association ticks its task with this number off with such pieces; returns the task's id."""
    task_id = tasks_of(notice_id, organization)[number].id
    with write_unit():
        task, by = db.session.get_one(Task, task_id), secretary_of(organization)
        for content in contents:
            piece = Piece(title, date(2026, 11, 20), content=content)
            attach(task, give(task.organization_id, kind, piece, by=by, at=now()), by=by, at=now())
        submit(task, "", by=by, at=now())
        if is_accepted:
            accept(task, 1, by=Cast().staff, at=now())
    return task_id


def link(url: str = "https://a.example/1", reads: int | None = None) -> dict:
    return {"url": url, "channel": "website"} | ({} if reads is None else {"reads": reads})


def figure(amount: str, definition: str = "参加科普讲座的人次", unit: str = "人") -> dict:
    return {"amount": amount, "unit": unit, "definition": definition}
