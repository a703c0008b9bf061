"""Handlers of the secretary: links for people without an account, and what came in through them."""

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import SECRETARY
from checklist.clock import now
from checklist.db import find
from checklist.evidence.giving import known_id
from checklist.evidence.kinds import KINDS
from checklist.files.pages import download, picture, shown_preview
from checklist.files.previewing import page_picture, thumbnail_of
from checklist.helping.confirming import confirm, reject, takes_more
from checklist.helping.forms import LinkForm, RejectionForm
from checklist.helping.linking import make_link, purpose_of, revoke_link
from checklist.helping.offering import offered_token
from checklist.helping.pages import decided, link_page, made_page, purpose_key, telling_name_of
from checklist.helping.queries import (
    given_file,
    held_contribution,
    links_for,
    listed_link,
    listed_links,
    shown_contribution,
    waiting_contributions,
)
from checklist.htmx import invalid, respond

bp = Blueprint("helping", __name__)


@bp.get("/tasks/<int:task_id>/helper-links/new")
@bp.get("/notices/<int:notice_id>/helper-links/new")
@only(SECRETARY)
def new_helper_link(task_id: int | None = None, notice_id: int | None = None) -> Response:
    """The form for a link; with `replaces` in the address, for one that takes the place of another."""
    form = LinkForm(formdata=None, replaces=known_id(request.args.get("replaces")))
    return link_page(form, task_id, notice_id)


@bp.post("/tasks/<int:task_id>/helper-links")
@bp.post("/notices/<int:notice_id>/helper-links")
@only(SECRETARY)
def create_helper_link(task_id: int | None = None, notice_id: int | None = None) -> Response:
    """Make the link, end the one that it replaces, and show it with its QR code, this once."""
    form = LinkForm()
    token = offered_token(form.offer.data or "", purpose_key(task_id, notice_id), actor())
    if not form.validate_on_submit() or token is None:
        form.form_errors += [] if token or form.errors else [_("这一页打开得太久，已为您更新。请再按一次。")]
        return link_page(form, task_id, notice_id, 422)
    with acting() as by:
        purpose = purpose_of(task_id, notice_id, by=by)
        if form.replaces.data:
            revoke_link(find(links_for(by), form.replaces.data, locked=True), by=by, at=now())
        link = make_link(purpose, form.name.data, token, form.days.data, by=by, at=now())
    return made_page(link, purpose, token)


@bp.get("/helper-links")
@only(SECRETARY)
def list_helper_links() -> str:
    return render_template("helping/list_helper_links.html", links=listed_links(actor(), now()))


@bp.post("/helper-links/<int:link_id>/revocation")
@only(SECRETARY)
def create_revocation(link_id: int) -> Response:
    with acting() as by:
        revoke_link(find(links_for(by), link_id, locked=True), by=by, at=now())
    return respond(
        "helping/on_revoked.html",
        otherwise=url_for("helping.list_helper_links"),
        message=_("链接已停用，打不开了。"),
        link=listed_link(actor(), link_id),
    )


@bp.get("/contributions")
@only(SECRETARY)
def list_contributions() -> str:
    return render_template(
        "helping/list_contributions.html",
        contributions=waiting_contributions(actor()),
        kinds=KINDS,
        rejection=RejectionForm(formdata=None),
    )


@bp.post("/contributions/<int:contribution_id>/confirmation")
@only(SECRETARY)
def create_confirmation(contribution_id: int) -> Response:
    with acting() as by:
        contribution, task = held_contribution(by, contribution_id)
        is_attached = takes_more(task, contribution.kind)
        confirm(contribution, task, by=by, at=now())
    if is_attached:
        return decided(contribution, _("已采用，并附在这项任务上，尚未上报。"))
    return decided(contribution, _("已采用，存入本单位的佐证材料。这项任务现在不能再附材料，所以没有附上。"))


@bp.post("/contributions/<int:contribution_id>/rejection")
@only(SECRETARY)
def create_rejection(contribution_id: int) -> Response:
    form = RejectionForm()
    if not form.validate_on_submit():
        contribution = shown_contribution(actor(), contribution_id)
        return invalid(
            "helping/_contribution.html",
            "helping/list_contributions.html",
            contribution=contribution,
            contributions=[contribution],
            kinds=KINDS,
            rejection=form,
        )
    with acting() as by:
        contribution, _task = held_contribution(by, contribution_id)
        reject(contribution, form.reason.data or "", by=by, at=now())
    return decided(contribution, _("没有采用这份材料，理由已记下。"))


@bp.get("/contributions/<int:contribution_id>/files/<int:position>")
@only(SECRETARY)
def show_given_file(contribution_id: int, position: int) -> str:
    given = given_file(actor(), contribution_id, position)
    pages = [
        url_for("helping.show_given_page", contribution_id=contribution_id, position=position, page=page)
        for page in range(1, given.file.pages + 1)
    ]
    return render_template("helping/show_given_file.html", given=given, pages=pages, **shown_preview(given.file))


@bp.get("/contributions/<int:contribution_id>/files/<int:position>/download")
@only(SECRETARY)
def show_given_download(contribution_id: int, position: int) -> Response:
    given = given_file(actor(), contribution_id, position)
    return download(given.file, telling_name_of(given))


@bp.get("/contributions/<int:contribution_id>/files/<int:position>/pages/<int:page>.jpg")
@only(SECRETARY)
def show_given_page(contribution_id: int, position: int, page: int) -> Response:
    return picture(given_file(actor(), contribution_id, position).file, lambda file: page_picture(file, page))


@bp.get("/contributions/<int:contribution_id>/files/<int:position>/thumbnail.jpg")
@only(SECRETARY)
def show_given_thumbnail(contribution_id: int, position: int) -> Response:
    return picture(given_file(actor(), contribution_id, position).file, thumbnail_of)
