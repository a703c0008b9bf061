"""A secretary's tick (上报): straight to the office, or first to the association's own leader (审签)."""

from datetime import datetime

from checklist.accounts.models import Membership
from checklist.tasks.approval import ask
from checklist.tasks.models import SUBMITTED, Approval, Submission, Task
from checklist.tasks.submission import submit


def tick(task: Task, note: str, *, by: Membership, at: datetime) -> Submission | Approval:
    """Tick the task off with the evidence now attached: the submission, or the approval that it waits for."""
    if by.organization.needs_approval and task.status != SUBMITTED:
        return ask(task, note, by=by, at=at)
    return submit(task, note, by=by, at=at)
