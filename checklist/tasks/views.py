"""Handlers."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import LEADER, MEMBER, SECRETARY, STAFF
from checklist.clock import now
from checklist.comments.looking import look
from checklist.db import find
from checklist.files.queries import picked_uploads
from checklist.htmx import wants_fragment
from checklist.notices.queries import addressees_for
from checklist.notices.receiving import note_opened
from checklist.tasks.attaching import Others, attach_new, submit_with_new
from checklist.tasks.attachment import detach
from checklist.tasks.forms import OthersForm, TickForm
from checklist.tasks.listing import checklist_of, home_of
from checklist.tasks.pages import (
    changed_task,
    invalid_task,
    invalid_tick,
    sent_kind,
    sent_piece,
    task_page,
    upload_form,
)
from checklist.tasks.queries import (
    locked_tasks,
    own_tasks_for,
    received_notice,
    reviewed_tasks_for,
    task_with_record,
)
from checklist.tasks.submission import submit, take_back

bp = Blueprint("tasks", __name__)


@bp.get("/checklist")
@only(SECRETARY, MEMBER)
def list_checklists() -> str:
    return render_template("tasks/list_checklists.html", home=home_of(actor(), now()))


@bp.get("/notices/<int:notice_id>/checklist")
@only(SECRETARY, MEMBER)
def show_checklist(notice_id: int) -> str:
    addressee = received_notice(actor(), notice_id)
    if addressee.opened_at is None:
        with acting() as by:
            note_opened(find(addressees_for(by), addressee.id, locked=True), by=by, at=now())
    return render_template("tasks/show_checklist.html", checklist=checklist_of(actor(), notice_id, now()))


@bp.get("/tasks/<int:task_id>")
@only(SECRETARY, MEMBER, STAFF, LEADER)
def show_task(task_id: int) -> Any:
    by = actor()
    if by.organization.is_office:
        task = find(reviewed_tasks_for(by), task_id)
        return redirect(url_for("dashboards.show_cell", task_id=task.id), 303)
    page = task_page(task_id, kind=request.args.get("kind", ""))
    if "conversation" in page and page["conversation"].has_new:
        with acting() as by:
            look(task_id, page["conversation"].newest_id, by=by, at=now())
    return render_template("tasks/_task.html" if wants_fragment() else "tasks/show_task.html", **page)


@bp.post("/tasks/<int:task_id>/evidence")
@only(SECRETARY, MEMBER)
def create_evidence(task_id: int) -> Response:
    kind = sent_kind()
    piece, others = sent_piece(task_id, kind), OthersForm()
    if not piece.validate_on_submit():
        return invalid_task(task_id, kind=kind, piece=piece, others=others)
    with acting() as by:
        task, siblings = locked_tasks(by, task_id, others.others.data)
        piece.picked = picked_uploads(by, upload_form(task_id), piece.uploads.data or ())
        attach_new(task, kind, piece.piece(), Others(siblings), by=by, at=now())
    return changed_task(task_id, _("已附上，尚未上报。"))


@bp.post("/tasks/<int:task_id>/attachments/<int:evidence_id>/detachment")
@only(SECRETARY, MEMBER)
def create_detachment(task_id: int, evidence_id: int) -> Response:
    with acting() as by:
        detach(find(own_tasks_for(by), task_id, locked=True), evidence_id, by=by, at=now())
    return changed_task(task_id, _("已从这项任务移除。"))


@bp.post("/tasks/<int:task_id>/submission")
@only(SECRETARY)
def create_submission(task_id: int) -> Response:
    """With a piece of evidence in the form it is attached first; without, what is attached already is reported."""
    if "kind" not in request.form:
        return _tick(task_id)
    kind = sent_kind()
    piece, others = sent_piece(task_id, kind), OthersForm()
    if not piece.validate_on_submit():
        return invalid_task(task_id, kind=kind, piece=piece, others=others)
    with acting() as by:
        task, siblings = locked_tasks(by, task_id, others.others.data)
        piece.picked = picked_uploads(by, upload_form(task_id), piece.uploads.data or ())
        served = Others(siblings, others.submits_others.data)
        submit_with_new(task, kind, piece.piece(), served, by=by, at=now())
    return changed_task(task_id, _("已上报，等待审核。"))


def _tick(task_id: int) -> Response:
    form = TickForm()
    if not form.validate_on_submit():
        return invalid_tick(task_id, form)
    with acting() as by:
        submit(find(own_tasks_for(by), task_id, locked=True), form.note.data or "", by=by, at=now())
    return changed_task(task_id, _("已上报，等待审核。"))


@bp.get("/tasks/<int:task_id>/submission")
@only(SECRETARY, MEMBER)
def show_submission(task_id: int) -> Any:
    task = task_with_record(actor(), task_id)
    if task.submission is None:
        return redirect(url_for("tasks.show_task", task_id=task_id), 303)
    return render_template("tasks/show_submission.html", task=task, submission=task.submission)


@bp.post("/tasks/<int:task_id>/take-back")
@only(SECRETARY)
def create_take_back(task_id: int) -> Response:
    with acting() as by:
        take_back(find(own_tasks_for(by), task_id, locked=True), by=by, at=now())
    return changed_task(task_id, _("已撤回，可以修改后再上报。"))
