"""What tests of approvals start from and look at."""

from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import HEAD, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.tasks.models import Approval, Task
from tests.cast import Cast
from tests.pages import Pages


def approval_of(task_id: int) -> Approval:
    """The last approval of the task."""
    db.session.remove()
    return db.session.scalars(
        select(Approval).where(Approval.task_id == task_id).order_by(Approval.number.desc()).limit(1)
    ).one()


def shown_versions(task_id: int) -> list[int]:
    """The ids of the versions that the task's page shows to the leader."""
    return [evidence.current.id for evidence in db.session.get_one(Task, task_id).attached]


def approve(client: Pages, task_id: int, number: int = 1, versions: list[int] | None = None, *, htmx: bool = False):
    fields = {"number": str(number), "versions": shown_versions(task_id) if versions is None else versions}
    return client.post(f"/tasks/{task_id}/approval", data=fields, htmx=htmx)


def send_back(client: Pages, task_id: int, reason: str = "请补充名单。", number: int = 1, *, htmx: bool = False):
    fields = {"number": str(number), "reason": reason}
    return client.post(f"/tasks/{task_id}/approval/refusal", data=fields, htmx=htmx)


def another_head() -> Membership:
    """A second leader of north."""
    with write_unit():
        return join(Cast().north.organization, HEAD, name="何青", sign_in_name="he", by=None, at=now())
