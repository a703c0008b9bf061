"""What a person changes in a draft before it is issued. Issued text never changes: then every one of these is refused.

The caller holds the notice's row, so that nobody issues what somebody else is changing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.clock import due_moment
from checklist.drafting.proposing import letterhead_of
from checklist.drafting.undoing import part_again
from checklist.evidence.kinds import in_their_order
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.issuing import refuse_unless_chosen, refuse_unless_draft
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization
from checklist.refusals import Refused


@dataclass(frozen=True)
class Letterhead:
    """The head of a notice as a person confirms it."""

    title: str
    document_number: str
    issuer_name: str
    addressees_text: str
    dated_on: date | None


@dataclass(frozen=True)
class Audience:
    """Whom something is for: the organizations of these categories and tags, and those picked by name."""

    categories: list[Category]
    organizations: list[Organization]


@dataclass(frozen=True)
class Wording:
    """What a directive asks for, as a person confirms it. `due_on` without `due_time`: by the end of that day."""

    title: str
    evidence_kinds: list[str]
    least_evidence: int
    due_on: date | None
    due_time: time | None
    deadline_text: str
    applies_to_text: str
    # The number asked for, and its unit; empty where none is.
    figure: str = ""
    unit: str = ""


def choose_part(notice: Notice, part: int, *, by: Membership, at: datetime) -> None:
    """Issue that document of the file: its letterhead, as it was last confirmed, and its directives."""
    refuse_unless_draft(notice)
    if not 0 <= part < len(notice.parts):
        raise Refused(_("文件里没有这一份，请刷新页面后再选。"))
    if part == notice.part:
        return
    notice.part = part
    letterhead_of(notice, part)
    _record(notice, "notice.part_chosen", by, at, part=part, digest=notice.digest())


def revise_letterhead(notice: Notice, letterhead: Letterhead, *, by: Membership, at: datetime) -> None:
    """Correct the head. It is kept with the document, so that choosing another one and coming back loses nothing."""
    refuse_unless_draft(notice)
    if _letterhead(notice) == letterhead:
        return
    found: dict[str, Any] = {
        "title": letterhead.title,
        "document_number": letterhead.document_number,
        "issuer": letterhead.issuer_name,
        "addressees": letterhead.addressees_text,
        "issued_on": letterhead.dated_on.isoformat() if letterhead.dated_on else None,
    }
    notice.parts = [part | found if number == notice.part else part for number, part in enumerate(notice.parts)]
    letterhead_of(notice, notice.part)
    _record(notice, "notice.letterhead_revised", by, at, digest=notice.digest())


def address(notice: Notice, to_all: bool, audience: Audience, *, by: Membership, at: datetime) -> None:
    """Say who receives the notice: all associations, or this audience."""
    refuse_unless_draft(notice)
    chosen = Audience([], []) if to_all else audience
    if (notice.to_all, _ids(notice.categories), _ids(notice.organizations)) == (to_all, *_ids_of(chosen)):
        return
    notice.to_all = to_all
    notice.categories, notice.organizations = chosen.categories, chosen.organizations
    categories, organizations = _ids_of(chosen)
    _record(notice, "notice.addressed", by, at, to_all=to_all, categories=categories, organizations=organizations)


def edit(directive: Directive, wording: Wording, audience: Audience, *, by: Membership, at: datetime) -> None:
    """Correct what a directive asks for, and of whom. An empty audience: of every addressee."""
    refuse_unless_chosen(directive)
    due_at = due_moment(wording.due_on, wording.due_time) if wording.due_on else None
    values = {
        "title": wording.title,
        "evidence_kinds": in_their_order(wording.evidence_kinds, directive.evidence_kinds),
        "least_evidence": wording.least_evidence,
        "due_at": due_at,
        "deadline_text": wording.deadline_text,
        "applies_to_text": wording.applies_to_text,
        "figure": wording.figure,
        "unit": wording.unit,
    }
    if rewrite(directive, values, audience, by=by, at=at):
        # A person has looked at it.
        directive.doubt = None


def rewrite(directive: Directive, values: dict[str, Any], audience: Audience, *, by: Membership, at: datetime) -> bool:
    """Set these columns, and whom it is for, in one event; False where all of that stands already: nothing happens."""
    same = all(getattr(directive, name) == value for name, value in values.items())
    if same and (_ids(directive.categories), _ids(directive.organizations)) == _ids_of(audience):
        return False
    for name, value in values.items():
        setattr(directive, name, value)
    directive.categories, directive.organizations = audience.categories, audience.organizations
    categories, organizations = _ids_of(audience)
    _record(
        directive.notice,
        "directive.edited",
        by,
        at,
        directive=directive.id,
        digest=directive.digest(),
        kinds=directive.evidence_kinds,
        least=directive.least_evidence,
        due=directive.due_at.isoformat() if directive.due_at else None,
        categories=categories,
        organizations=organizations,
    )
    return True


def drop(directive: Directive, *, by: Membership, at: datetime) -> None:
    """Leave the directive out of what is issued. Dropped already: nothing happens."""
    refuse_unless_chosen(directive)
    if directive.dropped_at is None:
        directive.dropped_at = at
        _record(directive.notice, "directive.dropped", by, at, directive=directive.id)


def restore(directive: Directive, *, by: Membership, at: datetime) -> None:
    """Take a dropped directive back; one that was merged into another, out of it. Not dropped: nothing happens."""
    refuse_unless_chosen(directive)
    if directive.merged_into_id is not None:
        part_again(directive, by=by, at=at)
    elif directive.dropped_at is not None:
        directive.dropped_at = None
        _record(directive.notice, "directive.restored", by, at, directive=directive.id)


def discard(notice: Notice, *, by: Membership, at: datetime) -> None:
    """Give the draft up; it is no longer shown. Given up already: nothing happens."""
    refuse_unless_draft(notice)
    if notice.discarded_at is None:
        notice.discarded_at = at
        _record(notice, "notice.discarded", by, at)


def _letterhead(notice: Notice) -> Letterhead:
    return Letterhead(notice.title, notice.document_number, notice.issuer_name, notice.addressees_text, notice.dated_on)


def _ids(things: Iterable[Category | Organization]) -> list[int]:
    return sorted(thing.id for thing in things)


def _ids_of(audience: Audience) -> tuple[list[int], list[int]]:
    return _ids(audience.categories), _ids(audience.organizations)


def _record(notice: Notice, name: str, by: Membership, at: datetime, **facts: Any) -> None:
    record(NOTICE, notice.id, name, by=by.id, at=at, **facts)
