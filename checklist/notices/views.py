"""Handlers of notices: drafting, confirming, issuing, reading, signing for, and what is changed afterwards."""

from flask import Blueprint, Response, redirect, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import HEAD, LEADER, MEMBER, SECRETARY, STAFF
from checklist.clock import now
from checklist.db import find
from checklist.htmx import leave_for, respond
from checklist.notices.forms import (
    AddresseeForm,
    WithdrawalForm,
    deadline_form,
)
from checklist.notices.issuing import add_addressee, issue
from checklist.notices.originals import original_download, original_page
from checklist.notices.pages import (
    addressee_page,
    change_page,
    issuance_page,
    list_page,
    text_page,
)
from checklist.notices.queries import (
    addressee_of,
    held,
    issued_by,
    issued_directives_for,
    notices_for,
)
from checklist.notices.receiving import note_opened, sign
from checklist.organizations.queries import associations_under
from checklist.tasks.deadline import move_deadline
from checklist.tasks.withdrawal import withdraw

bp = Blueprint("notices", __name__)


@bp.get("/notices")
@only(STAFF, LEADER, SECRETARY, MEMBER, HEAD)
def list_notices() -> str:
    return list_page(actor())


@bp.get("/notices/<int:notice_id>")
@only(STAFF, LEADER, SECRETARY, MEMBER, HEAD)
def show_notice(notice_id: int) -> Response:
    """The address that people share leads each to where that person works."""
    by = actor()
    notice = find(notices_for(by), notice_id)
    place = "drafting.edit_draft" if notice.is_draft else "dashboards.show_dashboard"
    name = place if by.organization.is_office else "tasks.show_checklist"
    return redirect(url_for(name, notice_id=notice_id), 303)  # type: ignore[return-value]


@bp.get("/notices/<int:notice_id>/issuance")
@only(STAFF)
def new_issuance(notice_id: int) -> str:
    return issuance_page(actor(), notice_id)


@bp.post("/notices/<int:notice_id>/issuance")
@only(STAFF)
def create_issuance(notice_id: int) -> Response:
    with acting() as by:
        issue(find(notices_for(by), notice_id, locked=True), by=by, at=now())
    address = url_for("dashboards.show_dashboard", notice_id=notice_id)
    return leave_for(address, message=_("通知已印发，各单位现在就能看到。"))


@bp.get("/notices/<int:notice_id>/text")
@only(STAFF, LEADER, SECRETARY, MEMBER, HEAD)
def show_text(notice_id: int) -> str:
    by = actor()
    if not by.organization.is_office and addressee_of(by, notice_id).opened_at is None:
        with acting() as opener:
            note_opened(addressee_of(opener, notice_id, locked=True), by=opener, at=now())
    return text_page(actor(), notice_id)


@bp.get("/notices/<int:notice_id>/original")
@only(STAFF, LEADER)
def show_original(notice_id: int) -> Response:
    """The whole file, which may hold more than the part that is issued: for the office alone."""
    return original_download(actor(), notice_id)


@bp.get("/notices/<int:notice_id>/original/pages/<int:page>.jpg")
@only(STAFF, LEADER)
def show_original_page(notice_id: int, page: int) -> Response:
    return original_page(actor(), notice_id, page)


@bp.post("/notices/<int:notice_id>/receipt")
@only(SECRETARY)
def create_receipt(notice_id: int) -> Response:
    with acting() as by:
        sign(addressee_of(by, notice_id, locked=True), by=by, at=now())
    addressee = addressee_of(actor(), notice_id)
    address = url_for("tasks.show_checklist", notice_id=notice_id)
    return respond(
        "notices/on_signed.html", otherwise=address, message=_("已签收。"), addressee=addressee, notice=addressee.notice
    )


@bp.get("/notices/<int:notice_id>/addressees/new")
@only(STAFF)
def new_addressee(notice_id: int) -> Response:
    return addressee_page(actor(), notice_id)


@bp.post("/notices/<int:notice_id>/addressees")
@only(STAFF)
def create_addressee(notice_id: int) -> Response:
    form = AddresseeForm()
    with acting() as by:
        notice = find(issued_by(by), notice_id, locked=True)
        form.offer(associations_under(notice.issuer_id))
        is_valid = form.validate_on_submit()
        if is_valid:
            add_addressee(notice, form.chosen, by=by, at=now())
    if not is_valid:
        return addressee_page(actor(), notice_id, form)
    address = url_for("dashboards.show_dashboard", notice_id=notice_id)
    return leave_for(address, message=_("已增加主送对象：%(name)s。", name=form.chosen.name))


@bp.get("/directives/<int:directive_id>/withdrawal")
@only(STAFF)
def new_withdrawal(directive_id: int) -> Response:
    return change_page("notices/new_withdrawal.html", actor(), directive_id, WithdrawalForm())


@bp.post("/directives/<int:directive_id>/withdrawal")
@only(STAFF)
def create_withdrawal(directive_id: int) -> Response:
    form = WithdrawalForm()
    if not form.validate_on_submit():
        return change_page("notices/new_withdrawal.html", actor(), directive_id, form, is_invalid=True)
    with acting() as by:
        directive = held(issued_directives_for(by), directive_id)
        withdraw(directive, form.reason.data, by=by, at=now())
        address = url_for("dashboards.show_dashboard", notice_id=directive.notice_id)
    return leave_for(address, message=_("任务事项已撤销；已上报的内容仍可查看。"))


@bp.get("/directives/<int:directive_id>/deadline")
@only(STAFF)
def edit_deadline(directive_id: int) -> Response:
    form = deadline_form(find(issued_directives_for(actor()), directive_id))
    return change_page("notices/edit_deadline.html", actor(), directive_id, form)


@bp.post("/directives/<int:directive_id>/deadline")
@only(STAFF)
def update_deadline(directive_id: int) -> Response:
    form = deadline_form(find(issued_directives_for(actor()), directive_id))
    if not form.validate_on_submit():
        return change_page("notices/edit_deadline.html", actor(), directive_id, form, is_invalid=True)
    with acting() as by:
        directive = held(issued_directives_for(by), directive_id)
        move_deadline(directive, form.due_at, form.reason.data, by=by, at=now())
        address = url_for("dashboards.show_dashboard", notice_id=directive.notice_id)
    return leave_for(address, message=_("期限已调整。"))
