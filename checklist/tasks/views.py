"""Handlers."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import LEADER, MEMBER, SECRETARY, STAFF
from checklist.clock import now
from checklist.db import find
from checklist.evidence.kinds import KINDS
from checklist.htmx import invalid, respond, wants_fragment
from checklist.notices.queries import addressees_for
from checklist.notices.receiving import note_opened
from checklist.tasks.attachment import detach, refuse_unless_unfinished
from checklist.tasks.forms import AttachmentForm
from checklist.tasks.linking import Others, attach_link, submit_with_link
from checklist.tasks.listing import checklist_of, home_of
from checklist.tasks.queries import (
    lacks_evidence,
    locked_tasks,
    moved_deadlines,
    open_siblings,
    own_tasks_for,
    received_notice,
    reviewed_tasks_for,
    task_with_record,
    withdrawal_of,
)
from checklist.tasks.submission import take_back

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
    return render_template("tasks/show_task.html", **_page(task_id, AttachmentForm()))


@bp.post("/tasks/<int:task_id>/evidence")
@only(SECRETARY, MEMBER)
def create_evidence(task_id: int) -> Response:
    form = AttachmentForm()
    link = form.link() if form.validate_on_submit() else None
    if link is None:
        return _invalid(task_id, form)
    with acting() as by:
        task, others = locked_tasks(by, task_id, form.others.data)
        attach_link(task, link, Others(others), by=by, at=now())
    return _changed(task_id, _("已附上，尚未上报。"))


@bp.post("/tasks/<int:task_id>/attachments/<int:evidence_id>/detachment")
@only(SECRETARY, MEMBER)
def create_detachment(task_id: int, evidence_id: int) -> Response:
    with acting() as by:
        detach(find(own_tasks_for(by), task_id, locked=True), evidence_id, by=by, at=now())
    return _changed(task_id, _("已从这项任务移除。"))


@bp.post("/tasks/<int:task_id>/submission")
@only(SECRETARY)
def create_submission(task_id: int) -> Response:
    form = AttachmentForm(needs_url=lacks_evidence(find(own_tasks_for(actor()), task_id)))
    if not form.validate_on_submit():
        return _invalid(task_id, form)
    link = form.link()
    note = "" if link else form.note.data
    with acting() as by:
        task, others = locked_tasks(by, task_id, form.others.data)
        submit_with_link(task, link, note, Others(others, form.submits_others.data), by=by, at=now())
    return _changed(task_id, _("已上报，等待审核。"))


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
    return _changed(task_id, _("已撤回，可以修改后再上报。"))


def _page(task_id: int, form: AttachmentForm) -> dict[str, Any]:
    """What a task's page shows, with this form on it."""
    task = task_with_record(actor(), task_id)
    siblings = open_siblings(task)
    form.offer(siblings)
    return {
        "task": task,
        "siblings": siblings,
        "form": form,
        "moved": moved_deadlines([task]).get(task.directive_id, []),
        "withdrawal": withdrawal_of(task),
        "kinds": KINDS,
    }


def _invalid(task_id: int, form: AttachmentForm) -> Response:
    """The form again; where the task was finished meanwhile there is none, and the sentence says so."""
    page = _page(task_id, form)
    refuse_unless_unfinished(page["task"])
    return invalid("tasks/_task.html", "tasks/show_task.html", **page)


def _changed(task_id: int, message: str) -> Response:
    """The task as it is now, in the place of the one that was acted on, with an empty form."""
    page = _page(task_id, AttachmentForm(formdata=None)) if wants_fragment() else {}
    otherwise = url_for("tasks.show_task", task_id=task_id)
    return respond("tasks/on_changed.html", otherwise=otherwise, message=message, **page)
