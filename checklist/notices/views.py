"""Handlers of notices: drafting, confirming, issuing, reading, signing for, and what is changed afterwards."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import HEAD, LEADER, MEMBER, SECRETARY, STAFF
from checklist.clock import now
from checklist.db import find
from checklist.htmx import invalid, leave_for, respond
from checklist.notices import confirming
from checklist.notices.adding import add
from checklist.notices.drafting import take_in
from checklist.notices.forms import (
    AddingForm,
    AddresseeForm,
    NoticeForm,
    PartForm,
    PositionForm,
    WithdrawalForm,
    audience_form,
    deadline_form,
    directive_form,
    letterhead_form,
)
from checklist.notices.issuing import add_addressee, issue
from checklist.notices.pages import (
    addressee_page,
    change_page,
    directive_page,
    draft_changed,
    draft_of,
    draft_page,
    found_words,
    invalid_draft,
    issuance_page,
    list_page,
    read_sent,
    text_page,
    ticked_starts,
)
from checklist.notices.queries import (
    addressee_of,
    directives_for,
    held,
    issued_by,
    issued_directives_for,
    notices_for,
    own_notices_for,
)
from checklist.notices.receiving import note_opened, sign
from checklist.organizations.queries import all_categories, associations_under
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
    place = "notices.edit_draft" if notice.is_draft else "dashboards.show_dashboard"
    name = place if by.organization.is_office else "tasks.show_checklist"
    return redirect(url_for(name, notice_id=notice_id), 303)  # type: ignore[return-value]


@bp.get("/notices/new")
@only(STAFF)
def new_notice() -> str:
    return render_template("notices/new_notice.html", form=NoticeForm())


@bp.post("/notices")
@only(STAFF)
def create_notice() -> Response:
    form = NoticeForm()
    sent = read_sent(form)
    if sent is None:
        return invalid("notices/_notice_form.html", "notices/new_notice.html", form=form)
    with acting() as by:
        notice = take_in(*sent, by=by, at=now())
        address, found = url_for("notices.edit_draft", notice_id=notice.id), len(notice.confirmed)
    return leave_for(address, message=found_words(found))


@bp.get("/notices/<int:notice_id>/draft")
@only(STAFF)
def edit_draft(notice_id: int) -> str | Response:
    if not find(notices_for(actor()), notice_id).is_draft:
        return leave_for(url_for("dashboards.show_dashboard", notice_id=notice_id))
    return draft_page(draft_of(actor(), notice_id, is_ticking="ticking" in request.args))


@bp.post("/notices/<int:notice_id>/draft")
@only(STAFF)
def update_draft(notice_id: int) -> Response:
    form = letterhead_form(find(notices_for(actor()), notice_id))
    if not form.validate_on_submit():
        draft = draft_of(actor(), notice_id)
        return invalid_draft("notices/_letterhead.html", draft, letterhead=form, opened="letterhead")
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        confirming.revise_letterhead(notice, form.letterhead(), by=by, at=now())
    return draft_changed("notices/on_letterhead_revised.html", actor(), notice_id)


@bp.post("/notices/<int:notice_id>/part")
@only(STAFF)
def update_part(notice_id: int) -> Response:
    form = PartForm()
    if not form.validate_on_submit():
        return invalid_draft("notices/_parts.html", draft_of(actor(), notice_id), part=form)
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        confirming.choose_part(notice, form.part.data, by=by, at=now())
    return leave_for(url_for("notices.edit_draft", notice_id=notice_id), message=_("已改为印发这一份。"))


@bp.post("/notices/<int:notice_id>/audience")
@only(STAFF)
def update_audience(notice_id: int) -> Response:
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        form = audience_form(notice, all_categories(), associations_under(notice.issuer_id))
        is_valid = form.validate_on_submit()
        if is_valid:
            confirming.address(notice, form.to_all, form.audience(), by=by, at=now())
    if not is_valid:
        draft = draft_of(actor(), notice_id)
        return invalid_draft("notices/_audience.html", draft, audience=form, opened="audience")
    return draft_changed("notices/on_addressed.html", actor(), notice_id)


@bp.post("/notices/<int:notice_id>/directives")
@only(STAFF)
def create_directive(notice_id: int) -> Response:
    form, ticked = AddingForm(), ticked_starts(request.form.getlist("sentence"))
    if not form.validate_on_submit() or not ticked:
        form.form_errors += [] if ticked else [_("请先在通知原文中勾选句子。")]
        draft = draft_of(actor(), notice_id, is_ticking=True)
        return invalid_draft("notices/_ticking.html", draft, adding=form, ticked=ticked)
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        added = add(notice, ticked, form.title.data, by=by, at=now())
        first_id, count = added[0].id, len(added)
    message = _("已添加 %(count)d 项任务事项，请核对。", count=count)
    return draft_changed("notices/on_directives_added.html", actor(), notice_id, first_id, message=message)


@bp.get("/directives/<int:directive_id>/edit")
@only(STAFF)
def edit_directive(directive_id: int) -> Response:
    return directive_page(actor(), directive_id)


@bp.post("/directives/<int:directive_id>")
@only(STAFF)
def update_directive(directive_id: int) -> Response:
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        notice_id = directive.notice_id
        form = directive_form(directive, all_categories(), associations_under(directive.notice.issuer_id))
        is_valid = form.validate_on_submit()
        if is_valid:
            confirming.edit(directive, form.wording(), form.audience(), by=by, at=now())
    if not is_valid:
        return directive_page(actor(), directive_id, form)
    return draft_changed("notices/on_directive_changed.html", actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/dropping")
@only(STAFF)
def create_dropping(directive_id: int) -> Response:
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        confirming.drop(directive, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("notices/on_directive_changed.html", actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/restoration")
@only(STAFF)
def create_restoration(directive_id: int) -> Response:
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        confirming.restore(directive, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("notices/on_directive_changed.html", actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/position")
@only(STAFF)
def update_position(directive_id: int) -> Response:
    form = PositionForm()
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        if not form.validate_on_submit():
            abort(400)
        confirming.move(directive, form.place.data, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("notices/on_directive_moved.html", actor(), notice_id, directive_id)


@bp.post("/notices/<int:notice_id>/discarding")
@only(STAFF)
def create_discarding(notice_id: int) -> Response:
    with acting() as by:
        confirming.discard(find(own_notices_for(by), notice_id, locked=True), by=by, at=now())
    return leave_for(url_for("notices.list_notices"), message=_("草稿已作废。"))


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
