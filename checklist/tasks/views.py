"""Handlers."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import HEAD, LEADER, MEMBER, SECRETARY, STAFF
from checklist.bodies import takes_files
from checklist.clock import now
from checklist.comments.looking import look
from checklist.db import find, if_room
from checklist.evidence.giving import known_id
from checklist.evidence.queries import locked_evidence
from checklist.files.queries import picked_uploads
from checklist.htmx import invalid, leave_for, wants_fragment
from checklist.notices.queries import addressees_for
from checklist.notices.receiving import note_opened
from checklist.supplements.queries import kin_of
from checklist.tasks import exemption
from checklist.tasks.attaching import Others, attach_new, submit_with_new
from checklist.tasks.attachment import detach
from checklist.tasks.forms import ExemptionForm, OthersForm, ReuseForm, TickForm
from checklist.tasks.listing import checklist_of, home_of
from checklist.tasks.models import UNFINISHED
from checklist.tasks.pages import (
    changed_task,
    invalid_reuse,
    invalid_task,
    invalid_tick,
    reuse_page,
    sent_kind,
    sent_piece,
    task_page,
    ticked_words,
    upload_form,
)
from checklist.tasks.queries import (
    locked_tasks,
    own_tasks_for,
    received_notice,
    reviewed_tasks_for,
    task_with_record,
)
from checklist.tasks.reusing import reuse, submit_with_reused
from checklist.tasks.submission import take_back
from checklist.tasks.ticking import tick

bp = Blueprint("tasks", __name__)


@bp.get("/checklist")
@only(SECRETARY, MEMBER, HEAD)
def list_checklists() -> str:
    return render_template("tasks/list_checklists.html", home=home_of(actor(), now()))


@bp.get("/notices/<int:notice_id>/checklist")
@only(SECRETARY, MEMBER, HEAD)
def show_checklist(notice_id: int) -> str:
    addressee = received_notice(actor(), notice_id)
    if addressee.opened_at is None:
        with if_room(), acting() as by:
            note_opened(find(addressees_for(by), addressee.id, locked=True), by=by, at=now())
    by = actor()
    checklist = checklist_of(by, notice_id, now())
    kin = kin_of(by, checklist.addressee.notice)
    return render_template("tasks/show_checklist.html", checklist=checklist, kin=kin)


@bp.get("/tasks/<int:task_id>")
@only(SECRETARY, MEMBER, HEAD, STAFF, LEADER)
def show_task(task_id: int) -> Any:
    by = actor()
    if by.organization.is_office:
        task = find(reviewed_tasks_for(by), task_id)
        return redirect(url_for("dashboards.show_cell", task_id=task.id), 303)
    page = task_page(task_id, kind=request.args.get("kind", ""))
    answer = render_template("tasks/_task.html" if wants_fragment() else "tasks/show_task.html", **page)
    if "conversation" in page and page["conversation"].has_new:
        # After it was rendered: what was loaded for it is let go of here.
        with if_room(), acting() as by:
            look(task_id, page["conversation"].newest_id, by=by, at=now())
    return answer


@bp.post("/tasks/<int:task_id>/evidence")
@only(SECRETARY, MEMBER)
@takes_files
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


@bp.get("/tasks/<int:task_id>/reuse")
@only(SECRETARY, MEMBER)
def new_reuse(task_id: int) -> str:
    """The organization's own pieces to choose from; those in the address are chosen already."""
    page = reuse_page(task_id, ReuseForm(formdata=None), request.args.getlist("evidence", known_id))
    return render_template("tasks/_task.html" if wants_fragment() else "tasks/show_task.html", **page)


@bp.post("/tasks/<int:task_id>/reuse")
@only(SECRETARY, MEMBER)
def create_reuse(task_id: int) -> Response:
    """Attach pieces that the organization has; `submits`: and tick the task off, which is the secretary's to do."""
    form, chosen = ReuseForm(), request.form.getlist("evidence", known_id)
    if form.submits.data and actor().role != SECRETARY:
        abort(403)
    if not form.validate_on_submit():
        return invalid_reuse(task_id, form)
    with acting() as by:
        pieces = locked_evidence(by, chosen)
        task = find(own_tasks_for(by), task_id, locked=True)
        if form.submits.data:
            message = ticked_words(submit_with_reused(task, pieces, by=by, at=now()))
        else:
            reuse(task, pieces, by=by, at=now())
            message = _("已附上，尚未上报。")
    return changed_task(task_id, message)


@bp.post("/tasks/<int:task_id>/attachments/<int:evidence_id>/detachment")
@only(SECRETARY, MEMBER)
def create_detachment(task_id: int, evidence_id: int) -> Response:
    with acting() as by:
        detach(find(own_tasks_for(by), task_id, locked=True), evidence_id, by=by, at=now())
    return changed_task(task_id, _("已从这项任务移除。"))


@bp.post("/tasks/<int:task_id>/submission")
@only(SECRETARY)
@takes_files
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
        done = submit_with_new(task, kind, piece.piece(), served, by=by, at=now())
    return changed_task(task_id, ticked_words(done))


def _tick(task_id: int) -> Response:
    form = TickForm()
    if not form.validate_on_submit():
        return invalid_tick(task_id, form)
    with acting() as by:
        done = tick(find(own_tasks_for(by), task_id, locked=True), form.note.data or "", by=by, at=now())
    return changed_task(task_id, ticked_words(done))


@bp.get("/tasks/<int:task_id>/submission")
@only(SECRETARY, MEMBER, HEAD)
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


@bp.get("/tasks/<int:task_id>/exemption")
@only(SECRETARY)
def new_exemption(task_id: int) -> Any:
    task = task_with_record(actor(), task_id)
    if task.pending_exemption or task.pending_approval or task.status not in UNFINISHED:
        return redirect(url_for("tasks.show_task", task_id=task_id), 303)
    return render_template("tasks/new_exemption.html", task=task, form=ExemptionForm(formdata=None))


@bp.post("/tasks/<int:task_id>/exemption")
@only(SECRETARY)
def create_exemption(task_id: int) -> Response:
    form = ExemptionForm()
    if not form.validate():
        task = task_with_record(actor(), task_id)
        return invalid("tasks/_exemption_form.html", "tasks/new_exemption.html", task=task, form=form)
    with acting() as by:
        exemption.ask(find(own_tasks_for(by), task_id, locked=True), form.reason.data or "", by=by, at=now())
    return leave_for(url_for("tasks.show_task", task_id=task_id), message=_("已申请不适用，等待答复。"))


@bp.post("/tasks/<int:task_id>/exemption/take-back")
@only(SECRETARY)
def create_exemption_take_back(task_id: int) -> Response:
    with acting() as by:
        exemption.take_back(find(own_tasks_for(by), task_id, locked=True), by=by, at=now())
    return changed_task(task_id, _("申请已撤回，可以继续办理。"))
