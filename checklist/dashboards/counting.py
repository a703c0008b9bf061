"""How a notice stands, in numbers: by state and overdue. Nobody is compared with anybody."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checklist.accounts.models import Membership
from checklist.comments.queries import news_for
from checklist.dashboards.queries import addressee_tallies, drafts_in_work, open_notices, task_tallies
from checklist.notices.models import Notice
from checklist.tasks.models import ACCEPTED, EXEMPT, STATES, SUBMITTED, WITHDRAWN
from checklist.tasks.waiting import exemptions_waiting


@dataclass
class Counts:
    """The tasks of one notice: how many in each state, how many overdue, when the next falls due."""

    by_state: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    late: int = 0
    # The tasks whose exemption waits for an answer.
    asked: set[int] = field(default_factory=set)
    next_due_at: datetime | None = None

    @property
    def waiting(self) -> int:
        return self.by_state[SUBMITTED]

    @property
    def done(self) -> int:
        return self.by_state[ACCEPTED]

    @property
    def total(self) -> int:
        """All there is to do: what does not apply, or was withdrawn, is not counted."""
        return sum(self.by_state.values()) - self.by_state[EXEMPT] - self.by_state[WITHDRAWN]


@dataclass(frozen=True)
class Standing:
    """One line of the office's page: a notice and its numbers."""

    notice: Notice
    counts: Counts
    signed: int
    addressees: int
    # How many of its tasks have comments that the reader has not seen.
    news: int


@dataclass(frozen=True)
class Office:
    """What the office has in hand: the open notices, and the drafts in work."""

    standings: list[Standing]
    drafts: list[Notice]


def counts_of(notice_ids: Sequence[int], at: datetime) -> dict[int, Counts]:
    """The counts of these notices, by notice."""
    counts: dict[int, Counts] = defaultdict(Counts)
    for row in task_tallies(notice_ids, at):
        found = counts[row.notice_id]
        found.by_state[row.status] = row.total
        found.late += row.late
        found.next_due_at = min(filter(None, (found.next_due_at, row.next_due_at)), default=None)
    for notice_id, asked in exemptions_waiting(notice_ids).items():
        counts[notice_id].asked = asked
    return counts


def office_of(by: Membership, at: datetime) -> Office:
    """The office's page for this actor."""
    notices = open_notices(by)
    ids = [notice.id for notice in notices]
    counts, signed, news = counts_of(ids, at), addressee_tallies(ids), news_for(by).notices
    standings = [
        Standing(notice, counts[notice.id], *signed.get(notice.id, (0, 0)), news.get(notice.id, 0))
        for notice in notices
    ]
    return Office(standings, drafts_in_work(by))
