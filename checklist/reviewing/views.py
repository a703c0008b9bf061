"""Handlers."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from checklist.access import acting, actor, only
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.comments.looking import look
from checklist.dashboards.filtering import read_filters, read_id
from checklist.dashboards.forms import AcceptanceForm, ReturnForm
from checklist.db import find, if_room
from checklist.htmx import invalid, leave_for, wants_fragment
from checklist.reviewing.deciding import Decided, decide
from checklist.reviewing.forms import ACCEPT, BulkForm
from checklist.reviewing.pages import bulk_page, bulk_url, gone_on, invalid_return, place_of, queue_page, sent_queue
from checklist.reviewing.queries import locked_reviewed_tasks
from checklist.reviewing.queue import Place, Queue, queue_of
from checklist.tasks.models import Task
from checklist.tasks.queries import reviewed_tasks_for
from checklist.tasks.review import accept, return_

bp = Blueprint("reviewing", __name__)


@bp.get("/reviews")
@only(STAFF)
def list_open_reviews() -> str:
    return _shown(queue_of(actor(), None, read_filters(request.args)))


@bp.get("/notices/<int:notice_id>/reviews")
@only(STAFF)
def list_reviews(notice_id: int) -> str:
    return _shown(queue_of(actor(), notice_id, read_filters(request.args)))


@bp.post("/reviews/<int:task_id>/acceptance")
@only(STAFF)
def create_acceptance(task_id: int) -> Response:
    """Accept, and go on with the next of the queue that the address names."""
    form, queue = AcceptanceForm(), sent_queue()
    if not form.validate():
        return invalid_return(queue, task_id, ReturnForm(formdata=None))
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        accept(task, form.submission.data or 0, by=by, at=now())
        place, words = place_of(task), _names(task)
    return _next(place, _("已办结：%(words)s。", words=words))


@bp.post("/reviews/<int:task_id>/return")
@only(STAFF)
def create_return(task_id: int) -> Response:
    """Return with a reason, and go on with the next of the queue that the address names."""
    form, queue = ReturnForm(), sent_queue()
    if not form.validate():
        return invalid_return(queue, task_id, form)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        return_(task, form.submission.data or 0, form.reason.data or "", by=by, at=now())
        place, words = place_of(task), _names(task)
    return _next(place, _("已退回：%(words)s。对方会看到理由。", words=words))


@bp.get("/notices/<int:notice_id>/bulk-review")
@only(STAFF)
def new_bulk_review(notice_id: int) -> str:
    template = "reviewing/_bulk.html" if wants_fragment() else "reviewing/new_bulk_review.html"
    return render_template(template, **bulk_page(notice_id))


@bp.post("/notices/<int:notice_id>/bulk-review")
@only(STAFF)
def create_bulk_review(notice_id: int) -> Response:
    form = BulkForm()
    if not form.validate():
        return invalid("reviewing/_bulk.html", "reviewing/new_bulk_review.html", **bulk_page(notice_id, form))
    with acting() as by:
        tasks = locked_reviewed_tasks(by, notice_id, form.read)
        decided = decide(tasks, form.read, form.decision.data == ACCEPT, form.reason.data or "", by=by, at=now())
    back_url = bulk_url(notice_id, read_filters(request.args))
    if not decided.skipped:
        return leave_for(back_url, message=_done(decided))
    template = "reviewing/_outcome.html" if wants_fragment() else "reviewing/show_outcome.html"
    outcome = {"decided": decided, "done": _done(decided), "form": form, "back_url": back_url}
    return make_response(render_template(template, notice_id=notice_id, **outcome))


def _shown(queue: Queue) -> str:
    page = queue_page(queue, read_id(request.args.get("task", "")) or queue.first_id)
    answer = render_template("reviewing/_queue.html" if wants_fragment() else "reviewing/list_reviews.html", **page)
    _note_read(page)
    return answer


def _next(place: Place | None, message: str) -> Response:
    queue = sent_queue()
    page = queue_page(queue, queue.next_id(place) if place else queue.first_id)
    answer = gone_on(queue, page, message)
    _note_read(page)
    return answer


def _note_read(page: dict[str, Any]) -> None:
    """What is said about the task that is shown has been on the screen. After it was rendered."""
    if page["task"] and page["conversation"].has_new:
        with if_room(), acting() as by:
            look(page["task"].id, page["conversation"].newest_id, by=by, at=now())


def _names(task: Task) -> str:
    return _("%(organization)s“%(title)s”", organization=task.addressee.name, title=task.directive.title)


def _done(decided: Decided) -> str:
    if decided.before:
        counts = {"done": decided.done, "before": decided.before}
        if decided.is_accepted:
            return _("%(done)d 件已办结；另有 %(before)d 件此前已由您办结。", **counts)
        return _("%(done)d 件已退回；另有 %(before)d 件此前已由您退回。", **counts)
    if decided.is_accepted:
        return ngettext("%(num)d 件已办结。", "%(num)d 件已办结。", decided.done)
    return ngettext("%(num)d 件已退回，对方会看到理由。", "%(num)d 件已退回，对方会看到理由。", decided.done)
