"""Handlers."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import HEAD, MEMBER, SECRETARY, STAFF
from checklist.bodies import takes_files
from checklist.clock import now
from checklist.db import find
from checklist.dom import dom_id
from checklist.evidence.forms import RevisionForm, VoidingForm
from checklist.evidence.giving import refuse_to_revise, revise
from checklist.evidence.kinds import KINDS
from checklist.evidence.listing import library_of, read_filter
from checklist.evidence.pages import edit_page, fill, kind_of, piece_page, standing_form, take_sent_files
from checklist.evidence.queries import entrusted_roster, evidence_for, locked_evidence
from checklist.evidence.voiding import void
from checklist.headers import never_stored
from checklist.htmx import invalid, leave_for, wants_fragment

bp = Blueprint("evidence", __name__)


@bp.get("/evidence")
@only(SECRETARY, MEMBER, HEAD)
def list_evidence() -> str:
    wanted = read_filter(request.args)
    library = library_of(actor(), wanted, request.args.get("page", 1, int))
    template = "evidence/_list.html" if wants_fragment() else "evidence/list_evidence.html"
    return render_template(template, library=library, wanted=wanted, kinds=KINDS)


@bp.get("/evidence/<int:evidence_id>")
@only(SECRETARY, MEMBER, HEAD)
def show_evidence(evidence_id: int) -> str:
    return render_template("evidence/show_evidence.html", **piece_page(actor(), evidence_id))


@bp.get("/evidence/<int:evidence_id>/versions/<int:number>/roster")
@only(SECRETARY, STAFF)
def show_roster(evidence_id: int, number: int) -> Response:
    """With the whole telephone numbers, which no page that is kept by a browser shows."""
    version = entrusted_roster(actor(), evidence_id, number)
    return never_stored(make_response(render_template("evidence/show_roster.html", version=version, kinds=KINDS)))


@bp.get("/evidence/<int:evidence_id>/edit")
@only(SECRETARY, MEMBER)
def edit_evidence(evidence_id: int) -> str:
    evidence = find(evidence_for(actor()), evidence_id)
    refuse_to_revise(evidence, actor())
    form = standing_form(actor(), evidence)
    places = list(range(1, len(form.kept) + 1))
    revision = RevisionForm(formdata=None, data={"version": evidence.current.number, "kept": places})
    return render_template("evidence/edit_evidence.html", **edit_page(actor(), evidence_id, form, revision))


@bp.post("/evidence/<int:evidence_id>")
@only(SECRETARY, MEMBER)
@takes_files
def update_evidence(evidence_id: int) -> Response:
    evidence = find(evidence_for(actor()), evidence_id)
    form, revision = kind_of(evidence).Form(), RevisionForm()
    take_sent_files(form, dom_id(evidence))
    # Read again: storing took its time, and a write unit of its own.
    fill(form, revision, actor(), find(evidence_for(actor()), evidence_id))
    if not form.validate_on_submit():
        page = edit_page(actor(), evidence_id, form, revision)
        return invalid("evidence/_edit_form.html", "evidence/edit_evidence.html", **page)
    with acting() as by:
        [piece] = locked_evidence(by, [evidence_id])
        fill(form, revision, by, piece)
        revise(piece, form.piece(), seen=revision.version.data, by=by, at=now())
    return _changed(evidence_id, _("已更新。"))


@bp.get("/evidence/<int:evidence_id>/voiding")
@only(SECRETARY)
def new_voiding(evidence_id: int) -> Any:
    page = piece_page(actor(), evidence_id)
    if page["evidence"].voiding is not None or page["why_not_void"]:
        # Its page says so, and why.
        return redirect(url_for("evidence.show_evidence", evidence_id=evidence_id), 303)
    return render_template("evidence/new_voiding.html", form=VoidingForm(formdata=None), **page)


@bp.post("/evidence/<int:evidence_id>/voiding")
@only(SECRETARY)
def create_voiding(evidence_id: int) -> Response:
    form = VoidingForm()
    if not form.validate_on_submit():
        page: dict[str, Any] = piece_page(actor(), evidence_id)
        return invalid("evidence/_voiding_form.html", "evidence/new_voiding.html", form=form, **page)
    with acting() as by:
        [evidence] = locked_evidence(by, [evidence_id])
        void(evidence, form.reason.data or "", by=by, at=now())
    return _changed(evidence_id, _("已作废。它不再用于任何任务，记录中仍可看到。"))


def _changed(evidence_id: int, message: str) -> Response:
    return leave_for(url_for("evidence.show_evidence", evidence_id=evidence_id), message=message)
