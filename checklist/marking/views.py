"""Handlers."""

from flask import Blueprint, Response

from checklist.access import acting, actor, only
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import find
from checklist.marking.changing import change_all
from checklist.marking.forms import marking_form
from checklist.marking.pages import invalid_marking, marked_changed
from checklist.notices.queries import notices_for, with_directives
from checklist.organizations.queries import all_categories, associations_under

bp = Blueprint("marking", __name__)


@bp.post("/notices/<int:notice_id>/marked-directives")
@only(STAFF)
def update_marked_directives(notice_id: int) -> Response:
    """Change, drop or restore what is marked on the confirming screen, all or nothing."""
    with acting() as by:
        notice = find(with_directives(notices_for(by)), notice_id, locked=True)
        form = marking_form(notice, all_categories(), associations_under(notice.issuer_id))
        is_valid = form.validate_on_submit()
        changed = change_all(notice, form.marked, form.act.data, form.change(), by=by, at=now()) if is_valid else []
        changed_ids = [directive.id for directive in changed]
    if not is_valid:
        return invalid_marking(actor(), notice_id, form)
    return marked_changed(actor(), notice_id, form.act.data, changed_ids)
