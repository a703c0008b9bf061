"""The review queue: what waits under some filters, the oldest submission first, and what stands next to what."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import url_for

from checklist.accounts.models import Membership
from checklist.comments.queries import news_for
from checklist.dashboards.filtering import Filters
from checklist.dashboards.queries import AnyRow
from checklist.notices.models import Notice
from checklist.reviewing.queries import reviewed_notice, waiting_tasks

# Where a task stands in the queue: when what waits was submitted, and the task's id.
Place = tuple[datetime, int]


@dataclass(frozen=True)
class Queue:
    """What waits in one notice, or in all open ones (`notice` None)."""

    notice: Notice | None
    filters: Filters
    waiting: Sequence[AnyRow]
    # By task: how many comments the reviewer has not seen.
    news: dict[int, int]

    @property
    def total(self) -> int:
        return len(self.waiting)

    @property
    def first_id(self) -> int | None:
        return self.waiting[0].id if self.waiting else None

    def number_of(self, task_id: int) -> int | None:
        """Which one in the queue the task is, from 1; None: it does not wait, or not under these filters."""
        return next((number for number, row in enumerate(self.waiting, 1) if row.id == task_id), None)

    def next_id(self, place: Place) -> int | None:
        """What comes after this place, from the end on to the beginning; None: nothing else waits."""
        places = self._places
        after = bisect_right(places, place)
        following = places[after][1] if after < len(places) else self.first_id
        return following if following != place[1] else None

    def previous_id(self, place: Place) -> int | None:
        """What comes before this place; None at the beginning."""
        before = bisect_left(self._places, place)
        return self._places[before - 1][1] if before else None

    @cached_property
    def _places(self) -> list[Place]:
        return [(row.submitted_at, row.id) for row in self.waiting]

    def url(self, task_id: int | None = None, **args: Any) -> str:
        """The address of the queue, at this task."""
        args |= self.filters.as_args() | {"task": task_id}
        if self.notice is None:
            return url_for("reviewing.list_open_reviews", **args)
        return url_for("reviewing.list_reviews", notice_id=self.notice.id, **args)

    def act_url(self, endpoint: str, task_id: int) -> str:
        """The address of an act on a task, from which the same queue is gone on with."""
        notice_id = self.notice.id if self.notice else None
        return url_for(endpoint, task_id=task_id, notice=notice_id, **self.filters.as_args())


def queue_of(by: Membership, notice_id: int | None, filters: Filters) -> Queue:
    """The queue for this actor; raises Missing when the notice is not the actor's to review."""
    filters = replace(filters, state="", opened="")  # everything here is submitted
    notice = reviewed_notice(by, notice_id) if notice_id is not None else None
    news = news_for(by, notice_id).tasks
    rows = waiting_tasks(by, notice_id, filters)
    return Queue(notice, filters, [row for row in rows if filters.takes(row, [row], row.submitted_at, news)], news)
