"""Handlers."""

from flask import Blueprint, render_template, request
from sqlalchemy.orm import defer

from checklist.access import actor, only
from checklist.accounts.models import ADMINISTRATOR, HEAD, LEADER, MEMBER, SECRETARY, STAFF
from checklist.db import find
from checklist.journal.queries import Page, notice_events, office_events, page_of
from checklist.journal.wording import told
from checklist.notices.models import Notice
from checklist.notices.queries import notices_for

bp = Blueprint("journal", __name__)

DIGITS_AT_MOST = 6


@bp.get("/notices/<int:notice_id>/timeline")
@only(STAFF, LEADER, SECRETARY, MEMBER, HEAD)
def show_timeline(notice_id: int) -> str:
    by = actor()
    notice = find(notices_for(by).options(defer(Notice.source_text), defer(Notice.parts)), notice_id)
    page = page_of(notice_events(notice.id, by), _page_number())
    return render_template("journal/show_timeline.html", notice=notice, page=page, told=_told(page))


@bp.get("/journal")
@only(ADMINISTRATOR)
def show_office_timeline() -> str:
    page = page_of(office_events(actor()), _page_number())
    return render_template("journal/show_office_timeline.html", page=page, told=_told(page))


def _told(page: Page) -> list[object]:
    return [told(event, page.names) for event in page.events]


def _page_number() -> int:
    """The page that the address asks for; nonsense is the first."""
    text = request.args.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) <= DIGITS_AT_MOST else 1
