"""One decision on many submissions at once: each task has its own review and its own event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from checklist.accounts.models import Membership
from checklist.refusals import Refused
from checklist.tasks.models import Task
from checklist.tasks.review import accept, return_

# All of it is one transaction, in which other writers wait.
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Skipped:
    """A task that was not decided on, and what happened to it meanwhile."""

    task_id: int
    organization: str
    title: str
    sentence: str


@dataclass
class Decided:
    """How many were decided on as asked, and what was left as it is."""

    is_accepted: bool
    done: int = 0
    # Decided on by the same person before, as asked now: in another window, or by pressing twice.
    before: int = 0
    skipped: list[Skipped] = field(default_factory=list)


def decide(
    tasks: Mapping[int, Task],
    read: Mapping[int, int],
    is_accepted: bool,
    reason: str,
    *,
    by: Membership,
    at: datetime,
) -> Decided:
    """Accept or return, of each locked task, the submission that was read (`read`: its number, by task).

    What changed meanwhile is left as it is. By the same person twice: the reviews there are.
    """
    decided = Decided(is_accepted)
    for task_id in sorted(read):
        task = tasks[task_id]
        was_reviewed = any(each.number == read[task_id] and each.review for each in task.submissions)
        try:
            if is_accepted:
                accept(task, read[task_id], by=by, at=at)
            else:
                return_(task, read[task_id], reason, by=by, at=at)
        except Refused as refusal:
            skipped = Skipped(task_id, task.addressee.name, task.directive.title, str(refusal.sentence))
            decided.skipped.append(skipped)
        else:
            decided.before += was_reviewed
            decided.done += not was_reviewed
    return decided
