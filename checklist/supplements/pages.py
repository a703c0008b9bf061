"""What the handlers answer with: what changed on the confirming screen, or the form that did not hold."""

from typing import Any

from flask import Response, url_for

from checklist.accounts.models import Membership
from checklist.drafting.pages import draft_context, draft_of
from checklist.drafting.relating import refuse_unless_supplement
from checklist.htmx import invalid, respond
from checklist.supplements.forms import RelationForm, WithdrawalPlanForm


def related(by: Membership, notice_id: int, directive_id: int, form: RelationForm | None = None) -> Response:
    """One directive's relation as it is now, and what that makes of the draft; `form`: one that did not hold."""
    draft = draft_of(by, notice_id)
    refuse_unless_supplement(draft.notice)
    context = draft_context(draft) | {"card": draft.card_of(directive_id)}
    if form is not None:
        return invalid("supplements/_relation.html", "supplements/edit_relation.html", **context, relation_form=form)
    address = url_for("drafting.edit_draft", notice_id=notice_id, _anchor=f"directive-{directive_id}")
    return respond("supplements/on_related.html", otherwise=address, **context)


def planned(by: Membership, notice_id: int, form: WithdrawalPlanForm | None = None) -> Response:
    """What the draft does to the notice as it is now; `form`: one that did not hold."""
    draft = draft_of(by, notice_id)
    refuse_unless_supplement(draft.notice)
    context: dict[str, Any] = {"opened": "origin", "plan_form": form}
    if form is not None:
        return invalid("supplements/_origin.html", "drafting/edit_draft.html", **draft_context(draft, **context))
    address = url_for("drafting.edit_draft", notice_id=notice_id, _anchor=f"notice-{notice_id}-origin")
    return respond("supplements/_origin.html", otherwise=address, **draft_context(draft, **context))
