"""What the handlers answer with: the queue at one task, and the list for one decision on many."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from checklist.access import actor
from checklist.comments.pages import comments_on
from checklist.dashboards.filtering import Filters, read_filters, read_id
from checklist.dashboards.forms import ReturnForm
from checklist.dashboards.queries import reviewed_task
from checklist.evidence.kinds import KINDS
from checklist.htmx import invalid, respond, wants_fragment
from checklist.refusals import Missing
from checklist.reviewing.deciding import MOST_AT_ONCE
from checklist.reviewing.forms import BulkForm
from checklist.reviewing.queries import filter_choices, listed_tasks
from checklist.reviewing.queue import Place, Queue, queue_of
from checklist.tasks.comparing import differences
from checklist.tasks.models import Task

PAGE = 50


@dataclass(frozen=True)
class Lines:
    """A page of the list, by its number from 1; with `is_whole` as much as one decision can be made on."""

    notice_id: int
    queue: Queue
    tasks: list[Task]
    number: int
    is_whole: bool

    @property
    def has_next(self) -> bool:
        return not self.is_whole and self.number * PAGE < self.queue.total

    def url(self, page: int | None = None, scope: str | None = None) -> str:
        """The address of the list, at this page or of the whole of it."""
        return bulk_url(self.notice_id, self.queue.filters, page=page, scope=scope)

    @property
    def act_url(self) -> str:
        """Where the decision is sent, so that the same list comes back when it does not hold."""
        scope, page = ("all", None) if self.is_whole else (None, self.number)
        return bulk_url(self.notice_id, self.queue.filters, "create_bulk_review", page=page, scope=scope)


def sent_queue() -> Queue:
    """The queue that an act was sent from, by its address; raises Missing."""
    return queue_of(actor(), read_id(request.args.get("notice", "")), read_filters(request.args))


def queue_page(queue: Queue, task_id: int | None, **forms: Any) -> dict[str, Any]:
    """What the queue shows at this task; without one: nothing waits. A task may have been decided on meanwhile."""
    page = {"queue": queue, "task": None, **_choices(queue)}
    if task_id is None:
        return page
    task = reviewed_task(actor(), task_id)
    if queue.notice is not None and task.notice_id != queue.notice.id:
        raise Missing
    place = place_of(task)
    return page | {
        "task": task,
        "number": queue.number_of(task.id),
        "previous_id": queue.previous_id(place) if place else None,
        "next_id": queue.next_id(place) if place else queue.first_id,
        "kinds": KINDS,
        "differences": differences(task.submissions),
        "return_form": ReturnForm(formdata=None),
        **comments_on(task_id),
        **forms,
    }


def place_of(task: Task) -> Place | None:
    """Where the task stands, or stood, in a queue; None: nothing was ever submitted."""
    return (task.submissions[-1].submitted_at, task.id) if task.submissions else None


def invalid_return(queue: Queue, task_id: int, form: ReturnForm) -> Response:
    """The same task with what was typed and what is wrong with it."""
    page = queue_page(queue, task_id, return_form=form)
    return invalid("reviewing/_queue.html", "reviewing/list_reviews.html", **page)


def gone_on(queue: Queue, page: dict[str, Any], message: str) -> Response:
    """The next task in the place of the one that was decided on."""
    task_id = page["task"].id if page["task"] else None
    address = queue.url(task_id)
    return respond("reviewing/on_decided.html", otherwise=address, message=message, is_elsewhere=True, **page)


def bulk_page(notice_id: int, form: BulkForm | None = None) -> dict[str, Any]:
    """The list of what waits, one page of it or as much as one decision can be made on; raises Missing."""
    queue = queue_of(actor(), notice_id, read_filters(request.args))
    is_whole = request.args.get("scope") == "all"
    number = 1 if is_whole else max(read_id(request.args.get("page", "")) or 1, 1)
    start, size = (0, MOST_AT_ONCE) if is_whole else ((number - 1) * PAGE, PAGE)
    ids = [row.id for row in queue.waiting[start : start + size]]
    tasks = listed_tasks(actor(), ids)
    if form is None:
        form = BulkForm(formdata=None)
        form.pair.data = [(task.id, task.submissions[-1].number) for task in tasks] if is_whole else []
    return {
        "queue": queue,
        "lines": Lines(notice_id, queue, tasks, number, is_whole),
        "form": form,
        "chosen": set(form.pair.data or ()),
        **_choices(queue),
    }


def bulk_url(notice_id: int, filters: Filters, endpoint: str = "new_bulk_review", **args: Any) -> str:
    """The address of the list under these filters."""
    return url_for(f"reviewing.{endpoint}", notice_id=notice_id, **args, **filters.as_args())


def _choices(queue: Queue) -> dict[str, Any]:
    """The filters stand beside what is swapped."""
    return {} if wants_fragment() else {"choices": filter_choices(queue.notice)}
