"""Handlers."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only, public, signed_in_actor
from checklist.accounts.models import ADMINISTRATOR, LEADER, STAFF, Membership
from checklist.clock import now, today
from checklist.comments.looking import look
from checklist.comments.pages import comments_on
from checklist.dashboards.assembling import board_of, stage_words
from checklist.dashboards.counting import counts_of, office_of
from checklist.dashboards.filtering import read_filters
from checklist.dashboards.forms import AcceptanceForm, ReportForm, ReturnForm
from checklist.dashboards.matrix import cell_of, state_words
from checklist.dashboards.queries import next_waiting, notice_with_head, reviewed_task
from checklist.db import find
from checklist.evidence.kinds import KINDS
from checklist.htmx import invalid, respond, wants_fragment
from checklist.tasks.comparing import differences
from checklist.tasks.queries import reviewed_tasks_for
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit_on_behalf

bp = Blueprint("dashboards", __name__)

HOMES = {
    STAFF: "dashboards.show_office",
    LEADER: "dashboards.show_office",
    ADMINISTRATOR: "organizations.list_organizations",
}


@bp.get("/")
@public
def show_home() -> Response:
    by = signed_in_actor()
    home = HOMES.get(by.role, "tasks.list_checklists") if by else "accounts.new_session"
    return redirect(url_for(home), 303)  # type: ignore[return-value]


@bp.get("/office")
@only(STAFF, LEADER)
def show_office() -> str:
    return render_template("dashboards/show_office.html", office=office_of(actor(), now()))


@bp.get("/notices/<int:notice_id>/dashboard")
@only(STAFF, LEADER)
def show_dashboard(notice_id: int) -> Response:
    notice, head = notice_with_head(actor(), notice_id)
    # Lights change at midnight without an event, so the day belongs to what the page stands on.
    stand = f"{head}-{today():%Y%m%d}"
    if wants_fragment() and request.args.get("since") == stand:
        return make_response("", 204)
    board = board_of(notice, read_filters(request.args), now())
    template = "dashboards/on_changed.html" if wants_fragment() else "dashboards/show_dashboard.html"
    return make_response(
        render_template(template, notice=notice, board=board, stand=stand, words=state_words(), stages=stage_words())
    )


@bp.get("/dashboard/tasks/<int:task_id>")
@only(STAFF, LEADER)
def show_cell(task_id: int) -> str:
    record = _record(actor(), task_id)
    if record["conversation"].has_new:
        with acting() as by:
            look(task_id, record["conversation"].newest_id, by=by, at=now())
    template = "dashboards/_cell.html" if wants_fragment() else "dashboards/show_cell.html"
    return render_template(template, **record)


@bp.post("/tasks/<int:task_id>/acceptance")
@only(STAFF)
def create_acceptance(task_id: int) -> Response:
    form = AcceptanceForm()
    if not form.validate():
        abort(400)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        accept(task, form.submission.data or 0, by=by, at=now())
    return _reviewed(task_id, _("已办结。"))


@bp.post("/tasks/<int:task_id>/return")
@only(STAFF)
def create_return(task_id: int) -> Response:
    form = ReturnForm()
    if not form.validate():
        record = _record(actor(), task_id, return_form=form)
        return invalid("dashboards/_record.html", "dashboards/show_cell.html", **record)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        return_(task, form.submission.data or 0, form.reason.data or "", by=by, at=now())
    return _reviewed(task_id, _("已退回，对方会看到理由。"))


@bp.post("/tasks/<int:task_id>/report-on-behalf")
@only(STAFF)
def create_report_on_behalf(task_id: int) -> Response:
    form = ReportForm()
    if not form.validate():
        record = _record(actor(), task_id, report_form=form)
        return invalid("dashboards/_record.html", "dashboards/show_cell.html", **record)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        submit_on_behalf(task, (form.note.data or "").strip(), by=by, at=now())
    return _reviewed(task_id, _("已代报，记录中会注明是代报。"))


def _record(by: Membership, task_id: int, **forms: Any) -> dict[str, Any]:
    """What the page of one task shows: the task, its forms, the next one that waits."""
    task = reviewed_task(by, task_id)
    blank = {"return_form": ReturnForm(formdata=None), "report_form": ReportForm(formdata=None)}
    return {
        "task": task,
        "next_id": next_waiting(task),
        "kinds": KINDS,
        "differences": differences(task.submissions),
        **comments_on(task_id),
        **blank,
        **forms,
    }


def _reviewed(task_id: int, message: str) -> Response:
    record = _record(actor(), task_id)
    task = record["task"]
    return respond(
        "dashboards/on_reviewed.html",
        otherwise=url_for("dashboards.show_cell", task_id=task_id),
        text=message,
        message=message,
        kind="success",
        notice=task.notice,
        counts=counts_of([task.notice_id], now())[task.notice_id],
        words=state_words(),
        cell=cell_of(task, now()),
        **record,
    )
