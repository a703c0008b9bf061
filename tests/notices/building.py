"""What the tests of notices start from and look at."""

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.confirming import Audience, address
from checklist.journal.models import Event, Journal
from checklist.notices.issuing import issue
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization
from tests.builders import a_draft
from tests.cast import NORTH_NAME, Cast

NOBODY = 999_999


def directives_of(notice_id: int) -> list[Directive]:
    """The directives of the chosen part, dropped ones too, in order."""
    db.session.remove()
    notice = db.session.get_one(Notice, notice_id)
    return sorted((d for d in notice.directives if d.part == notice.part), key=lambda d: d.position)


def notice_of(notice_id: int) -> Notice:
    """The notice as it is now in the database."""
    db.session.remove()
    return db.session.get_one(Notice, notice_id)


def events_of(notice_id: int) -> list[str]:
    """The names of the events in the notice's journal."""
    db.session.remove()
    query = db.session.query(Event.name).join(Journal, Journal.id == Event.journal_id)
    return [
        name for (name,) in query.filter(Journal.subject_id == notice_id, Journal.kind == "notice").order_by(Event.id)
    ]


def category(name: str) -> Category:
    return db.session.query(Category).filter_by(name=name).one()


def organization(name: str = NORTH_NAME) -> Organization:
    return db.session.query(Organization).filter_by(name=name).one()


def a_notice_for_north() -> int:
    """A notice issued to north alone; south must never see anything of it."""
    notice_id = a_draft()
    with write_unit():
        notice, staff = db.session.get_one(Notice, notice_id), Cast().staff
        address(notice, False, Audience([], [organization()]), by=staff, at=now())
        issue(notice, by=staff, at=now())
    return notice_id


def letterhead_of(notice: Notice, **changes: str) -> dict[str, str]:
    """The fields of the form of the head as they would be sent."""
    return {
        "title": notice.title,
        "document_number": notice.document_number,
        "issuer_name": notice.issuer_name,
        "addressees_text": notice.addressees_text,
        "dated_on": notice.dated_on.isoformat() if notice.dated_on else "",
    } | changes


def wording_of(directive: Directive, **changes: object) -> dict[str, object]:
    """The fields of a directive's form as they would be sent."""
    return {
        "title": directive.title,
        "evidence_kinds": directive.evidence_kinds,
        "least_evidence": str(directive.least_evidence),
        "due_on": "",
        "due_time": "",
        "deadline_text": directive.deadline_text,
        "applies_to_text": directive.applies_to_text,
        "figure": directive.figure,
        "unit": directive.unit,
        "categories": [str(one.id) for one in directive.categories],
    } | changes
