"""Handlers: the association's own leader decides, its secretary takes back and says whether it is wanted at all."""

from flask import Blueprint, Response, abort, make_response, render_template, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import HEAD, SECRETARY
from checklist.accounts.queries import heads_of
from checklist.approvals.forms import OwnOrganizationForm
from checklist.approvals.requiring import lift, require
from checklist.clock import now
from checklist.db import find
from checklist.htmx import leave_for, wants_fragment
from checklist.refusals import Refused
from checklist.tasks.approval import approve, send_back, take_back
from checklist.tasks.forms import ApprovalForm, SendingBackForm
from checklist.tasks.pages import changed_task, invalid_sending_back
from checklist.tasks.queries import own_tasks_for

bp = Blueprint("approvals", __name__)


@bp.post("/tasks/<int:task_id>/approval")
@only(HEAD)
def create_approval(task_id: int) -> Response:
    form = ApprovalForm()
    if not form.validate():
        abort(400)
    with acting() as by:
        task = find(own_tasks_for(by), task_id, locked=True)
        approve(task, form.number.data or 0, form.versions.data or (), by=by, at=now())
    return changed_task(task_id, _("已同意并上报，等待审核。"))


@bp.post("/tasks/<int:task_id>/approval/refusal")
@only(HEAD)
def create_refusal(task_id: int) -> Response:
    form = SendingBackForm()
    if not form.validate():
        return invalid_sending_back(task_id, form)
    with acting() as by:
        task = find(own_tasks_for(by), task_id, locked=True)
        send_back(task, form.number.data or 0, form.reason.data or "", by=by, at=now())
    return changed_task(task_id, _("已退回，本单位秘书会看到理由。"))


@bp.post("/tasks/<int:task_id>/approval/take-back")
@only(SECRETARY)
def create_take_back(task_id: int) -> Response:
    with acting() as by:
        take_back(find(own_tasks_for(by), task_id, locked=True), by=by, at=now())
    return changed_task(task_id, _("审签已撤回，可以修改后再上报。"))


@bp.get("/own-organization")
@only(SECRETARY)
def edit_own_organization() -> Response:
    """What the association decides for itself."""
    needs_approval = actor().organization.needs_approval
    return _page(OwnOrganizationForm(formdata=None, needs_approval=needs_approval), 200)


@bp.post("/own-organization")
@only(SECRETARY)
def update_own_organization() -> Response:
    form = OwnOrganizationForm()
    if not form.validate():
        return _page(form, 422)
    change = require if form.needs_approval.data else lift
    try:
        with acting() as by:
            change(by.organization, by=by, at=now())
    except Refused as refusal:
        form.form_errors.append(str(refusal.sentence))
        return _page(form, 422)
    message = _("已开启。以后上报先由本会负责人审签。") if change is require else _("已关闭。以后上报直接报送。")
    return leave_for(url_for("approvals.edit_own_organization"), message=message)


def _page(form: OwnOrganizationForm, status: int) -> Response:
    is_form_alone = wants_fragment() and status != 200
    template = "approvals/_own_organization_form.html" if is_form_alone else "approvals/edit_own_organization.html"
    return make_response(render_template(template, form=form, heads=heads_of(actor().organization_id)), status)
