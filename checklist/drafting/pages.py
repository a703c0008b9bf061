"""What the confirming screen shows: everything is read here, in a read unit of its own, before it is rendered."""

from typing import Any

from flask import Response, make_response, render_template, url_for
from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.db import db, find
from checklist.dom import dom_id
from checklist.drafting.arranging import TEXT, Draft, arrange
from checklist.drafting.forms import (
    DirectiveForm,
    ImportForm,
    audience_form,
    directive_form,
    letterhead_form,
)
from checklist.drafting.handing_in import purpose_of
from checklist.drafting.importing import READ, Purpose, pasted_text
from checklist.drafting.models import Import
from checklist.evidence.kinds import KINDS
from checklist.htmx import invalid, leave_for, respond, wants_fragment
from checklist.jobs.queries import last_run
from checklist.marking.forms import marking_form
from checklist.notices.issuing import refuse_unless_draft
from checklist.notices.laying_out import shown
from checklist.notices.queries import (
    directives_for,
    notices_for,
    with_directives,
)
from checklist.notices.repeating import repeats_of
from checklist.notices.wording import DOUBTS, UNREADABLE
from checklist.organizations.queries import all_categories, associations_under
from checklist.reading.sentences import clauses
from checklist.shaping.forms import AddingForm
from checklist.supplements.origins import origin_of


def new_import_page(by: Membership, supplements_id: int | None, copies_id: int | None) -> str:
    """The empty form; of a copy, the text of the notice that is copied stands in it."""
    purpose = purpose_of(by, supplements_id, copies_id)
    form = ImportForm(formdata=None, data={"supplements": supplements_id, "copies": copies_id})
    if purpose.copies:
        part = purpose.copies.parts[purpose.copies.part]
        form.text.data = purpose.copies.source_text[part["start"] : part["end"]]
    return render_template("drafting/new_import.html", form=form, purpose=purpose)


def invalid_import(by: Membership, form: ImportForm) -> Response:
    """The form with what is wrong, and what was pasted still in it."""
    purpose = purpose_of(by, form.supplements.data, form.copies.data)
    return invalid("drafting/_import_form.html", "drafting/new_import.html", form=form, purpose=purpose)


def import_page(given: Import) -> Response:
    """How far the reading is; the draft when it is done; why there is none, and the form to try again."""
    if given.notice is not None:
        found = len(given.notice.confirmed)
        address = url_for("drafting.edit_draft", notice_id=given.notice.id)
        db.session.remove()
        return leave_for(address, message=_found_words(found))
    job = last_run(READ, given.id)
    problem = str(UNREADABLE[given.problem]) if given.problem else ""
    form = ImportForm(
        formdata=None,
        data={
            "text": pasted_text(given),
            "supplements": given.supplements_id,
            "copies": given.copies_id,
        },
    )
    template = "drafting/_import.html" if wants_fragment() else "drafting/show_import.html"
    purpose = Purpose(given.supplements, given.copies)
    return make_response(render_template(template, given=given, job=job, problem=problem, form=form, purpose=purpose))


def _found_words(count: int) -> str:
    """What to say of a draft that was just made."""
    if count:
        return _("已读出 %(count)d 项任务事项，请逐项核对。", count=count)
    return _("没有读出任务事项。草稿已保存，请用“勾选句子，添加任务事项”自己添加。")


def draft_of(by: Membership, notice_id: int, *, beside: str = TEXT) -> Draft:
    """A draft with everything that the confirming screen shows of it."""
    notice = find(with_directives(notices_for(by)), notice_id)
    refuse_unless_draft(notice)
    return arrange(notice, all_categories(), associations_under(notice.issuer_id), beside=beside)


def draft_context(draft: Draft, **forms: Any) -> dict[str, Any]:
    notice = draft.notice
    return {
        "draft": draft,
        "notice": notice,
        "letterhead": forms.pop("letterhead", None) or letterhead_form(notice),
        "audience": forms.pop("audience", None) or audience_form(notice, draft.categories, draft.associations),
        "marking": forms.pop("marking", None)
        or marking_form(notice, draft.categories, draft.associations, is_sent=False),
        "adding": forms.pop("adding", None) or AddingForm(formdata=None),
        "origin": origin_of(notice),
        "repeats": repeats_of(notice),
        "links": {card.directive.id: f"#{dom_id(card.directive)}" for card in draft.cards},
        "numbers": draft.numbers,
        "kinds": KINDS,
        "doubts": DOUBTS,
        "shown": shown,
        "ticked": (),
        "marked": (),
        "opened": "",
    } | forms


def draft_page(draft: Draft, **forms: Any) -> str:
    return render_template("drafting/edit_draft.html", **draft_context(draft, **forms))


def invalid_draft(fragment: str, draft: Draft, **forms: Any) -> Response:
    """A form of the confirming screen did not hold: the form alone, or the screen with it open."""
    return invalid(fragment, "drafting/edit_draft.html", **draft_context(draft, **forms))


def draft_changed(
    template: str, by: Membership, notice_id: int, directive_id: int = 0, other_id: int = 0, *, message: str = ""
) -> Response:
    """The answer to a change of a draft: what changed on the confirming screen, or the screen again.

    `other_id`: another directive that changed with it.
    """
    context: dict[str, Any] = {}
    anchor = f"directive-{directive_id}" if directive_id else None
    address = url_for("drafting.edit_draft", notice_id=notice_id, _anchor=anchor)
    draft = draft_of(by, notice_id)
    if directive_id:
        card = context["card"] = draft.card_of(directive_id)
        other = context["other"] = draft.card_of(other_id) if other_id else None
        context["before"] = draft.before(card)
        context["touched"] = draft.paragraphs_of(card.directive, *([other.directive] if other else []))
    return respond(template, otherwise=address, message=message, **draft_context(draft), **context)


def directive_page(by: Membership, directive_id: int, form: DirectiveForm | None = None) -> Response:
    """The form of one directive, alone or as a page; `form`: one that did not hold."""
    directive = find(directives_for(by), directive_id)
    draft = draft_of(by, directive.notice_id)
    card = draft.card_of(directive_id)
    context = draft_context(
        draft, card=card, form=form or directive_form(card.directive, draft.categories, draft.associations)
    )
    if form is not None:
        return invalid("drafting/_directive_form.html", "drafting/edit_directive.html", **context)
    template = "drafting/_directive_form.html" if wants_fragment() else "drafting/edit_directive.html"
    return make_response(render_template(template, **context))


def cutting_page(by: Membership, directive_id: int, problem: str = "") -> Response:
    """The passage of a directive in pieces, alone or as a page; `problem`: why they could not be taken."""
    directive = find(directives_for(by), directive_id)
    draft = draft_of(by, directive.notice_id)
    card = draft.card_of(directive_id)
    own = card.directive
    spans = clauses(draft.notice.source_text, own.start, own.end)
    context = draft_context(draft, card=card, clauses=spans, problem=problem)
    if problem:
        return invalid("drafting/_cutting.html", "drafting/new_cut.html", **context)
    template = "drafting/_cutting.html" if wants_fragment() else "drafting/new_cut.html"
    return make_response(render_template(template, **context))


def starts_in(values: list[str]) -> set[int]:
    """Where sentences or clauses start that were ticked; nonsense is left out."""
    return {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10}
