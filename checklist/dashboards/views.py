"""Handlers."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only, public, signed_in_actor
from checklist.accounts.models import ADMINISTRATOR, LEADER, STAFF
from checklist.clock import now, today
from checklist.comments.looking import look
from checklist.comments.queries import news_for
from checklist.dashboards.assembling import board_of, stage_words
from checklist.dashboards.counting import office_of
from checklist.dashboards.filtering import read_filters
from checklist.dashboards.forms import AcceptanceForm, AnswerForm, ReopeningForm, ReportForm, ReturnForm
from checklist.dashboards.matrix import cell_of, state_words
from checklist.dashboards.pages import invalid_record, record_of, reviewed
from checklist.dashboards.queries import notice_with_head
from checklist.dashboards.summing import sums_of
from checklist.db import find, if_room
from checklist.htmx import invalid, leave_for, wants_fragment
from checklist.supplements.queries import family_of
from checklist.tasks.exemption import grant, refuse
from checklist.tasks.models import ACCEPTED, EXEMPT
from checklist.tasks.queries import reviewed_tasks_for
from checklist.tasks.reopening import reopen
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
    board = board_of(notice, read_filters(request.args), now(), news_for(actor(), notice_id).tasks)
    template = "dashboards/on_changed.html" if wants_fragment() else "dashboards/show_dashboard.html"
    return make_response(
        render_template(
            template,
            notice=notice,
            board=board,
            family=family_of(notice),
            stand=stand,
            words=state_words(),
            stages=stage_words(),
        )
    )


@bp.get("/notices/<int:notice_id>/sums")
@only(STAFF, LEADER)
def show_sums(notice_id: int) -> str:
    notice, _head = notice_with_head(actor(), notice_id)
    return render_template("dashboards/show_sums.html", notice=notice, sums=sums_of(notice, read_filters(request.args)))


@bp.get("/dashboard/tasks/<int:task_id>")
@only(STAFF, LEADER)
def show_cell(task_id: int) -> str:
    record = record_of(task_id)
    has_new = record["conversation"].has_new
    if has_new:
        record["cell"] = cell_of(record["task"], now())
    answer = render_template("dashboards/_cell.html" if wants_fragment() else "dashboards/show_cell.html", **record)
    if has_new:
        # After it was rendered: what was loaded for it is let go of here.
        with if_room(), acting() as by:
            look(task_id, record["conversation"].newest_id, by=by, at=now())
    return answer


@bp.post("/tasks/<int:task_id>/acceptance")
@only(STAFF)
def create_acceptance(task_id: int) -> Response:
    form = AcceptanceForm()
    if not form.validate():
        abort(400)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        accept(task, form.submission.data or 0, by=by, at=now())
    return reviewed(task_id, _("已办结。"))


@bp.post("/tasks/<int:task_id>/return")
@only(STAFF)
def create_return(task_id: int) -> Response:
    form = ReturnForm()
    if not form.validate():
        return invalid_record(task_id, return_form=form)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        return_(task, form.submission.data or 0, form.reason.data or "", by=by, at=now())
    return reviewed(task_id, _("已退回，对方会看到理由。"))


@bp.post("/tasks/<int:task_id>/report-on-behalf")
@only(STAFF)
def create_report_on_behalf(task_id: int) -> Response:
    form = ReportForm()
    if not form.validate():
        return invalid_record(task_id, report_form=form)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        submit_on_behalf(task, (form.note.data or "").strip(), by=by, at=now())
    return reviewed(task_id, _("已代报，记录中会注明是代报。"))


@bp.post("/tasks/<int:task_id>/exemption/answer")
@only(STAFF)
def create_exemption_answer(task_id: int) -> Response:
    form = AnswerForm()
    if not form.validate():
        return invalid_record(task_id, answer_form=form)
    answer = grant if form.is_granted else refuse
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        answer(task, form.number.data or 0, form.words.data or "", by=by, at=now())
    return reviewed(
        task_id, _("已同意，这项任务对该单位不适用。") if form.is_granted else _("已答复不同意，对方会看到理由。")
    )


@bp.get("/tasks/<int:task_id>/reopening")
@only(STAFF)
def new_reopening(task_id: int) -> Any:
    record = record_of(task_id)
    if record["task"].status not in (ACCEPTED, EXEMPT):
        return redirect(url_for("dashboards.show_cell", task_id=task_id), 303)
    return render_template(
        "dashboards/_new_reopening.html" if wants_fragment() else "dashboards/new_reopening.html", **record
    )


@bp.post("/tasks/<int:task_id>/reopening")
@only(STAFF)
def create_reopening(task_id: int) -> Response:
    form = ReopeningForm()
    if not form.validate():
        record = record_of(task_id, reopening_form=form)
        return invalid("dashboards/_reopening.html", "dashboards/new_reopening.html", **record)
    with acting() as by:
        task = find(reviewed_tasks_for(by), task_id, locked=True)
        reopen(task, form.number.data or 0, form.reason.data or "", by=by, at=now())
    return leave_for(url_for("dashboards.show_cell", task_id=task_id), message=_("已重新打开，对方会看到理由。"))
