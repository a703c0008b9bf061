"""Handlers of the draft of a supplement: what each directive is to the notice, what is withdrawn."""

from flask import Blueprint, Response

from checklist.access import acting, actor, only
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import find
from checklist.drafting.relating import cancel_withdrawal, plan_withdrawal, relate
from checklist.notices.queries import directives_for, held, notices_for
from checklist.supplements.forms import RelationForm, WithdrawalPlanForm
from checklist.supplements.pages import planned, related

bp = Blueprint("supplements", __name__)


@bp.post("/directives/<int:directive_id>/relation")
@only(STAFF)
def update_relation(directive_id: int) -> Response:
    form = RelationForm()
    if not form.validate_on_submit():
        notice_id = find(directives_for(actor()), directive_id).notice_id
        return related(actor(), notice_id, directive_id, form)
    with acting() as by:
        directive = held(directives_for(by), directive_id)
        relate(directive, form.relation.data, form.other.data, by=by, at=now())
        notice_id = directive.notice_id
    return related(actor(), notice_id, directive_id)


@bp.post("/notices/<int:notice_id>/planned-withdrawals")
@only(STAFF)
def create_planned_withdrawal(notice_id: int) -> Response:
    form = WithdrawalPlanForm()
    if not form.validate_on_submit():
        return planned(actor(), notice_id, form)
    with acting() as by:
        notice = find(notices_for(by), notice_id, locked=True)
        plan_withdrawal(notice, form.directive.data or 0, form.reason.data or "", by=by, at=now())
    return planned(actor(), notice_id)


@bp.post("/notices/<int:notice_id>/planned-withdrawals/<int:directive_id>/removal")
@only(STAFF)
def delete_planned_withdrawal(notice_id: int, directive_id: int) -> Response:
    with acting() as by:
        cancel_withdrawal(find(notices_for(by), notice_id, locked=True), directive_id, by=by, at=now())
    return planned(actor(), notice_id)
