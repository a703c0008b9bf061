"""What an association sees: its notices with what to do first, and the tasks of one notice under its headings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from checklist.accounts.models import HEAD, Membership
from checklist.comments.queries import News, news_for
from checklist.helping.queries import waiting_count
from checklist.notices.models import Addressee, DeadlineChange, Notice
from checklist.tasks.models import (
    ACCEPTED,
    EXEMPT,
    RETURNED,
    SUBMITTED,
    UNFINISHED,
    WITHDRAWN,
    Approval,
    Reopening,
    Review,
    Task,
)
from checklist.tasks.queries import (
    moved_deadlines,
    next_tasks,
    own_tallies,
    received_notice,
    received_notices,
    return_reasons,
    tasks_in_notice,
)
from checklist.tasks.waiting import Wait, approvals_for, waits_of

NEXT_AT_MOST = 5


@dataclass
class Progress:
    """How far the organization is with a notice. What does not apply, or was withdrawn, is not counted."""

    done: int = 0
    total: int = 0
    returned: int = 0
    late: int = 0
    next_due_at: datetime | None = None

    @property
    def is_finished(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True)
class Received:
    """One notice that came in, and how far the organization is with it."""

    addressee: Addressee
    progress: Progress

    @property
    def notice(self) -> Notice:
        return self.addressee.notice

    @property
    def is_quiet(self) -> bool:
        """Nothing is left to do: closed by the issuer, or signed for and everything reported."""
        return self.notice.closed_at is not None or (self.progress.is_finished and self.addressee.receipt is not None)


@dataclass(frozen=True)
class Home:
    """The association's home: what to do first, the notices at work, the quiet ones; `left` counts all that is open."""

    # What waits for the association's leader; shown to the leader alone.
    approvals: list[Approval]
    first: list[Task]
    reasons: dict[int, Review | Reopening]
    # By task: what it waits for, or what was refused or sent back.
    waits: dict[int, Wait]
    left: int
    running: list[Received]
    quiet: list[Received]
    news: News
    # What people without an account gave and the secretary has not decided on.
    contributions: int


@dataclass(frozen=True)
class Section:
    """The tasks under one heading of the notice; no heading: the notice has none there."""

    heading: str
    tasks: list[Task]


@dataclass(frozen=True)
class Checklist:
    """One notice's tasks of one organization: what is open on top, what is done below, each under its headings."""

    addressee: Addressee
    open: list[Section]
    done: list[Section]
    progress: Progress
    news: News
    reasons: dict[int, Review | Reopening] = field(default_factory=dict)
    waits: dict[int, Wait] = field(default_factory=dict)
    moved: dict[int, list[DeadlineChange]] = field(default_factory=dict)


def home_of(by: Membership, at: datetime) -> Home:
    """What the actor's organization has received and what it has to do; a fixed number of queries."""
    progress = _progress_by_notice(by, at)
    received = [Received(addressee, progress[addressee.notice_id]) for addressee in received_notices(by)]
    running = [each for each in received if not each.is_quiet]
    first = next_tasks(by, NEXT_AT_MOST)
    left = sum(each.progress.total - each.progress.done for each in running)
    quiet = [each for each in received if each.is_quiet]
    return Home(
        approvals=approvals_for(by) if by.role == HEAD else [],
        first=first,
        reasons=return_reasons(first),
        waits=waits_of(first),
        left=left,
        running=running,
        quiet=quiet,
        news=news_for(by),
        contributions=waiting_count(by),
    )


def checklist_of(by: Membership, notice_id: int, at: datetime) -> Checklist:
    """The checklist of one notice; a fixed number of queries, however many tasks. Raises Missing."""
    addressee = received_notice(by, notice_id)
    tasks = tasks_in_notice(by, notice_id)
    return Checklist(
        addressee,
        _sections(task for task in tasks if task.status in UNFINISHED),
        _sections(task for task in tasks if task.status not in UNFINISHED),
        _progress_of(tasks, at),
        news_for(by, notice_id),
        return_reasons(tasks),
        waits_of(tasks),
        moved_deadlines(tasks),
    )


def _sections(tasks: Iterable[Task]) -> list[Section]:
    """Under the first heading of each task's path; headings and tasks in the notice's order."""
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        groups[next(iter(task.directive.heading_path), "")].append(task)
    return [Section(heading, group) for heading, group in groups.items()]


def _progress_of(tasks: Iterable[Task], at: datetime) -> Progress:
    counted = [task for task in tasks if task.status not in (EXEMPT, WITHDRAWN)]
    return Progress(
        done=sum(task.status in (SUBMITTED, ACCEPTED) for task in counted),
        total=len(counted),
        returned=sum(task.status == RETURNED for task in counted),
        late=sum(task.status in UNFINISHED and task.due_at is not None and task.due_at < at for task in counted),
    )


def _progress_by_notice(by: Membership, at: datetime) -> dict[int, Progress]:
    notices: dict[int, Progress] = defaultdict(Progress)
    for row in own_tallies(by, at):
        if row.status in (EXEMPT, WITHDRAWN):
            continue
        found = notices[row.notice_id]
        found.total += row.total
        found.late += row.late
        found.done += row.total if row.status in (SUBMITTED, ACCEPTED) else 0
        found.returned += row.total if row.status == RETURNED else 0
        found.next_due_at = min(filter(None, (found.next_due_at, row.next_due_at)), default=None)
    return notices
