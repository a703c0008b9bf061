"""What the handlers of notices show: everything is read here, in a read unit of its own, before it is rendered."""

from datetime import timedelta
from typing import Any

from flask import Response, make_response, render_template, url_for
from sqlalchemy.orm import joinedload

from checklist.accounts.models import STAFF, Membership
from checklist.clock import now
from checklist.db import db, find
from checklist.dom import dom_id
from checklist.drafting.queries import unread_imports
from checklist.evidence.kinds import KINDS
from checklist.notices.addressing import addressed
from checklist.notices.forms import (
    AddresseeForm,
)
from checklist.notices.impact import impact_of
from checklist.notices.issuing import confirmed_directives, refuse_unless_draft
from checklist.notices.laying_out import laid_out, shown
from checklist.notices.models import Directive, Notice
from checklist.notices.queries import (
    addressee_of,
    associations_without,
    deadline_changes,
    issued_by,
    issued_directives_for,
    listed,
    listed_drafts,
    notices_for,
    received,
    states_of,
    with_directives,
)
from checklist.notices.repeating import repeats_of
from checklist.notices.superseding import changes_by
from checklist.notices.supplementing import finished_before, tasks_before
from checklist.notices.weighing import weigh
from checklist.tasks.models import Task
from checklist.tasks.queries import own_tasks_for

# A notice that could not be read is listed for so long.
IMPORTS_SHOWN = timedelta(days=1)


def issuance_page(by: Membership, notice_id: int) -> str:
    notice = find(with_directives(notices_for(by)), notice_id)
    refuse_unless_draft(notice)
    directives, organizations = confirmed_directives(notice), addressed(notice)
    before, changes = tasks_before(directives), changes_by(notice)
    impact = impact_of(changes, directives, organizations, before) if changes else None
    cost = weigh(notice, directives, organizations, now(), finished_before(before), impact)
    return render_template(
        "notices/new_issuance.html",
        notice=notice,
        cost=cost,
        impact=impact,
        repeats=repeats_of(notice),
        doubtful=[directive for directive in directives if directive.doubt],
        kinds=KINDS,
    )


def text_page(by: Membership, notice_id: int) -> str:
    """The notice to read: all passages for the office, its own for an association."""
    notice = find(with_directives(notices_for(by)), notice_id)
    addressee = None if by.organization.is_office else addressee_of(by, notice_id)
    links = _links(by, notice)
    marked = [directive for directive in notice.confirmed if directive.id in links]
    return render_template(
        "notices/show_text.html",
        notice=notice,
        paragraphs_of_text=laid_out(notice.source_text, notice.parts[notice.part], marked),
        links=links,
        numbers={directive.id: number for number, directive in enumerate(marked, 1)},
        addressee=addressee,
    )


def _links(by: Membership, notice: Notice) -> dict[int, str]:
    """Where the passage of each directive leads to: the draft, the dashboard's column, or the association's task."""
    if not by.organization.is_office:
        tasks = db.session.scalars(own_tasks_for(by).where(Task.notice_id == notice.id).order_by(Task.id.desc()))
        return {task.directive_id: url_for("tasks.show_task", task_id=task.id) for task in tasks}
    if notice.is_draft:
        address = url_for("drafting.edit_draft", notice_id=notice.id)
        return {directive.id: f"{address}#{dom_id(directive)}" for directive in notice.confirmed}
    return {
        directive.id: url_for("dashboards.show_dashboard", notice_id=notice.id, directive=directive.id)
        for directive in notice.confirmed
    }


def list_page(by: Membership) -> str:
    """Drafts and issued notices for the office, what was issued to it for an association."""
    if not by.organization.is_office:
        return render_template("notices/list_received.html", addressees=received(by))
    is_staff = by.role == STAFF
    return render_template(
        "notices/list_notices.html",
        imports=unread_imports(by, now() - IMPORTS_SHOWN) if is_staff else [],
        drafts=listed_drafts(by) if is_staff else [],
        issued=listed(issued_by(by)),
        is_staff=is_staff,
    )


def addressee_page(by: Membership, notice_id: int, form: AddresseeForm | None = None) -> Response:
    """The form for an organization that came late; `form`: one that did not hold."""
    notice = find(issued_by(by), notice_id)
    shown_form = form or AddresseeForm()
    late = associations_without(notice)
    shown_form.offer(late)
    page = render_template("notices/new_addressee.html", notice=notice, form=shown_form, late=late)
    return make_response(page, 422 if form else 200)


def change_page(template: str, by: Membership, directive_id: int, form: Any, *, is_invalid: bool = False) -> Response:
    """The form that withdraws an issued directive, or moves its deadline."""
    directive = find(issued_directives_for(by).options(joinedload(Directive.notice)), directive_id)
    page = render_template(
        template,
        directive=directive,
        notice=directive.notice,
        form=form,
        passage=shown(directive.text),
        changes=deadline_changes(directive),
        states=states_of(directive),
        kinds=KINDS,
    )
    return make_response(page, 422 if is_invalid else 200)
