"""Handlers of drafts: a notice is read, its directives confirmed, its receivers chosen, or it is given up."""

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import STAFF
from checklist.bodies import takes_files
from checklist.clock import now
from checklist.db import find
from checklist.drafting import confirming
from checklist.drafting.arranging import PAGES, SENTENCES, TEXT
from checklist.drafting.forms import (
    ImportForm,
    PartForm,
    audience_form,
    directive_form,
    letterhead_form,
)
from checklist.drafting.handing_in import handed_in_by, purpose_of, read_id
from checklist.drafting.importing import READ, begin
from checklist.drafting.pages import (
    directive_page,
    draft_changed,
    draft_of,
    draft_page,
    import_page,
    invalid_draft,
    invalid_import,
    new_import_page,
)
from checklist.drafting.queries import imports_for
from checklist.htmx import leave_for
from checklist.jobs.models import WAITING
from checklist.jobs.running import request_run
from checklist.notices.queries import directives_for, held, notices_for, own_notices_for
from checklist.organizations.queries import all_categories, associations_under

bp = Blueprint("drafting", __name__)


@bp.get("/imports/new")
@only(STAFF)
def new_import() -> str:
    return new_import_page(actor(), read_id(request.args.get("supplements")), read_id(request.args.get("copies")))


@bp.post("/imports")
@only(STAFF)
@takes_files
def create_import() -> Response:
    form = ImportForm()
    handed_in = handed_in_by(actor(), form)
    if handed_in is None:
        return invalid_import(actor(), form)
    with acting() as by:
        purpose = purpose_of(by, form.supplements.data, form.copies.data)
        started = begin(handed_in, form.name, is_pasted=form.is_pasted, purpose=purpose, by=by, at=now())
        import_id, is_ended = started.id, started.ended_at is not None
        job = None if is_ended else request_run(READ, subject=import_id, at=now())
    if job is not None and job.state == WAITING:
        from checklist.jobs.queueing import hand_over  # the queue's library is loaded where a run is asked for

        hand_over(job, current_app._get_current_object())  # type: ignore[attr-defined]
    return leave_for(url_for("drafting.show_import", import_id=import_id))


@bp.get("/imports/<int:import_id>")
@only(STAFF)
def show_import(import_id: int) -> Response:
    return import_page(find(imports_for(actor()), import_id))


@bp.get("/notices/<int:notice_id>/draft")
@only(STAFF)
def edit_draft(notice_id: int) -> str | Response:
    if not find(notices_for(actor()), notice_id).is_draft:
        return leave_for(url_for("dashboards.show_dashboard", notice_id=notice_id))
    beside = SENTENCES if "ticking" in request.args else PAGES if "pages" in request.args else TEXT
    return draft_page(draft_of(actor(), notice_id, beside=beside))


@bp.post("/notices/<int:notice_id>/draft")
@only(STAFF)
def update_draft(notice_id: int) -> Response:
    form = letterhead_form(find(notices_for(actor()), notice_id))
    if not form.validate_on_submit():
        draft = draft_of(actor(), notice_id)
        return invalid_draft("drafting/_letterhead.html", draft, letterhead=form, opened="letterhead")
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        confirming.revise_letterhead(notice, form.letterhead(), by=by, at=now())
    return draft_changed("drafting/on_letterhead_revised.html", actor(), notice_id)


@bp.post("/notices/<int:notice_id>/part")
@only(STAFF)
def update_part(notice_id: int) -> Response:
    form = PartForm()
    if not form.validate_on_submit():
        return invalid_draft("drafting/_parts.html", draft_of(actor(), notice_id), part=form)
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        confirming.choose_part(notice, form.part.data, by=by, at=now())
    return leave_for(url_for("drafting.edit_draft", notice_id=notice_id), message=_("已改为印发这一份。"))


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
        return invalid_draft("drafting/_audience.html", draft, audience=form, opened="audience")
    return draft_changed("drafting/on_addressed.html", actor(), notice_id)


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
    return draft_changed("drafting/on_directive_changed.html", actor(), notice_id, directive_id)


@bp.post("/notices/<int:notice_id>/discarding")
@only(STAFF)
def create_discarding(notice_id: int) -> Response:
    with acting() as by:
        confirming.discard(find(own_notices_for(by), notice_id, locked=True), by=by, at=now())
    return leave_for(url_for("notices.list_notices"), message=_("草稿已作废。"))
