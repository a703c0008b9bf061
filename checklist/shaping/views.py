"""Handlers of what one key does on the confirming screen: add, drop, restore, move, merge, cut."""

from flask import Blueprint, Response, abort, request
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import find
from checklist.drafting.adding import add, add_passage, number_of
from checklist.drafting.arranging import SENTENCES
from checklist.drafting.confirming import drop, restore
from checklist.drafting.ordering import move
from checklist.drafting.pages import cutting_page, draft_changed, draft_of, invalid_draft, starts_in
from checklist.drafting.reshaping import cut, merge
from checklist.drafting.undoing import rejoin
from checklist.notices.queries import directives_for, held, notices_for
from checklist.shaping.forms import AddingForm, MergingForm, PositionForm

bp = Blueprint("shaping", __name__)


@bp.post("/notices/<int:notice_id>/directives")
@only(STAFF)
def create_directive(notice_id: int) -> Response:
    form, ticked = AddingForm(), starts_in(request.form.getlist("sentence"))
    if not form.validate_on_submit() or not (ticked or form.passage):
        form.form_errors += [] if ticked else [_("请先在通知原文中勾选句子。")]
        draft = draft_of(actor(), notice_id, beside=SENTENCES)
        return invalid_draft("drafting/_ticking.html", draft, adding=form, ticked=ticked)
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        kept = {one.id for one in notice.directives if one.dropped_at is None}
        if form.passage:
            added = [add_passage(notice, *form.passage, by=by, at=now())]
        else:
            added = add(notice, ticked, form.title.data, by=by, at=now())
        first_id, number = added[0].id, number_of(added[0])
        count = sum(one.id not in kept for one in added)
    message = _("已在第 %(number)s 项", number=number)
    if count:
        message = _("已添加 %(count)d 项任务事项，请核对。", count=count)
    return draft_changed("drafting/on_directives_added.html", actor(), notice_id, first_id, message=message)


@bp.post("/directives/<int:directive_id>/dropping")
@only(STAFF)
def create_dropping(directive_id: int) -> Response:
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        drop(directive, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("drafting/on_directive_changed.html", actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/restoration")
@only(STAFF)
def create_restoration(directive_id: int) -> Response:
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        was_merged = directive.merged_into_id is not None
        restore(directive, by=by, at=now())
        notice_id = directive.notice_id
    template = "drafting/on_directives_reshaped.html" if was_merged else "drafting/on_directive_changed.html"
    return draft_changed(template, actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/position")
@only(STAFF)
def update_position(directive_id: int) -> Response:
    form = PositionForm()
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        if not form.validate_on_submit():
            abort(400)
        move(directive, form.place.data, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("drafting/on_directive_moved.html", actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/merging")
@only(STAFF)
def create_merging(directive_id: int) -> Response:
    form = MergingForm()
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        if not form.validate_on_submit():
            abort(400)
        merge(directive, form.next.data, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("drafting/on_directives_merged.html", actor(), notice_id, directive_id, form.next.data)


@bp.get("/directives/<int:directive_id>/cut")
@only(STAFF)
def new_cut(directive_id: int) -> Response:
    return cutting_page(actor(), directive_id)


@bp.post("/directives/<int:directive_id>/cut")
@only(STAFF)
def create_cut(directive_id: int) -> Response:
    starts = starts_in(request.form.getlist("start"))
    if not starts:
        return cutting_page(actor(), directive_id, problem=_("请在要分开的地方打勾，至少一处。"))
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        cut(directive, starts, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("drafting/on_directives_reshaped.html", actor(), notice_id, directive_id)


@bp.post("/directives/<int:directive_id>/rejoining")
@only(STAFF)
def create_rejoining(directive_id: int) -> Response:
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        rejoin(directive, by=by, at=now())
        notice_id = directive.notice_id
    return draft_changed("drafting/on_directives_reshaped.html", actor(), notice_id, directive_id)
