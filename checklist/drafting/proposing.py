"""A read file becomes a draft: the documents found in it and the directives proposed, for a person to confirm."""

import re
from datetime import date, datetime
from typing import Any

from checklist.accounts.models import Membership
from checklist.clock import due_moment
from checklist.db import db
from checklist.drafting.models import Import
from checklist.drafting.relating import propose_withdrawals, relate_all
from checklist.drafting.taking_over import begin_with
from checklist.evidence.kinds import proposed_kinds
from checklist.files.models import StoredFile
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.addressing import categories_named
from checklist.notices.models import Directive, Notice
from checklist.notices.supplementing import Standing, standing_under
from checklist.organizations.models import Category
from checklist.organizations.queries import all_categories
from checklist.reading import Part, ProposedDirective, Reading, due
from checklist.reading.as_json import directive as proposal_as_json

LEAD_AT_MOST = 80
_SENTENCE_END = re.compile(r"[。！？；\n]")


def draft(
    reading: Reading,
    source_name: str,
    *,
    by: Membership,
    at: datetime,
    original: StoredFile | None = None,
    given: Import | None = None,
) -> Notice:
    """A draft of the office: all documents of the file, the one chosen that its issuer wrote, or else the last.

    `original`: the file itself; `given`: the import that it comes from, which says what it is for.
    """
    chosen = _part_of(reading, by.organization.name)
    notice = Notice(
        issuer_id=by.organization_id,
        source_text=reading.text,
        source_name=source_name,
        original=original,
        is_read_by_machine=reading.by_machine,
        unread_pages=reading.unread_pages,
        supplements_id=given.supplements_id if given else None,
        copies_id=given.copies_id if given else None,
        parts=[_part(part) for part in reading.parts],
        part=chosen,
        to_all=True,
        created_at=at,
        created_by_id=by.id,
    )
    letterhead_of(notice, chosen)
    categories = all_categories()
    db.session.add(notice)
    for number, part in enumerate(reading.parts):
        for proposal in part.directives:
            position = len(notice.directives)
            named = named_in(reading.text, proposal.applies_to, proposal.start, categories)
            notice.directives.append(_directive(proposal, number, position, named))
    with db.session.no_autoflush:  # its digest is not made yet
        standing = _build_on(notice, at)
    for directive in notice.directives:
        directive.digest()
    digest = notice.digest()
    db.session.flush()
    db.session.add_all(propose_withdrawals(notice, standing, at))
    record(
        NOTICE,
        notice.id,
        "notice.drafted",
        by=by.id,
        at=at,
        notice=notice.id,
        digest=digest,
        directives=len(notice.directives),
    )
    return notice


def _build_on(notice: Notice, at: datetime) -> list[Standing]:
    """Take over what was confirmed of the notice that it supplements, or is a copy of; returns what it can withdraw."""
    if notice.supplements_id is not None:
        notice.to_all = False  # to those that the notice went to
        standing = standing_under(notice.supplements_id)
        relate_all(notice, standing)
        return standing
    if notice.copies_id is not None:
        begin_with(notice, db.session.get_one(Notice, notice.copies_id), at)
    return []


def letterhead_of(notice: Notice, part: int) -> None:
    """Take title, number, issuer, addressees and date from that document of the file."""
    found = notice.parts[part]
    notice.title = found["title"] or ""
    notice.document_number = found["document_number"] or ""
    notice.issuer_name = found["issuer"] or ""
    notice.addressees_text = found["addressees"] or ""
    notice.dated_on = date.fromisoformat(found["issued_on"]) if found["issued_on"] else None


def _part_of(reading: Reading, issuer: str) -> int:
    """The document that this issuer wrote, or else the last one in the file."""
    for number, part in enumerate(reading.parts):
        if part.issuer == issuer:
            return number
    return len(reading.parts) - 1


def _part(part: Part) -> dict[str, Any]:
    return {
        "role": part.role,
        "title": part.title,
        "document_number": part.document_number,
        "issuer": part.issuer,
        "addressees": part.addressees,
        "issued_on": part.issued_on.isoformat() if part.issued_on else None,
        "urgency": part.urgency,
        "annexes": list(part.annexes),
        "contacts": list(part.contacts),
        "start": part.start,
        "end": part.end,
        "headings": [
            {"level": heading.level, "text": heading.text, "start": heading.start, "end": heading.end}
            for heading in part.headings
        ],
    }


def named_in(text: str, applies_to: str, start: int, categories: list[Category]) -> list[Category]:
    """The categories and tags that a directive, whose passage starts there, names as those who must act.

    A long list is cut by commas (医药、护理类学会，农口相关学会要…): what stands before the passage belongs to it.
    """
    named = categories_named(applies_to, categories)
    if not named:
        return []
    lead = _SENTENCE_END.split(text[max(0, start - LEAD_AT_MOST) : start])[-1]
    return categories_named(lead + applies_to, categories)


def _directive(proposal: ProposedDirective, part: int, position: int, categories: list[Category]) -> Directive:
    absolute = due(proposal.deadline)
    return Directive(
        part=part,
        position=position,
        text=proposal.text,
        start=proposal.start,
        end=proposal.end,
        heading_path=list(proposal.heading_path),
        title=proposal.title,
        evidence_kinds=proposed_kinds(proposal.evidence_kind, proposal.figure),
        least_evidence=1,
        due_at=due_moment(*absolute) if absolute else None,
        deadline_text=proposal.deadline_text or "",
        applies_to_text="" if proposal.applies_to == "all" else proposal.applies_to,
        categories=categories,
        figure=proposal.figure or "",
        unit=proposal.unit or "",
        proposal=proposal_as_json(proposal),
        is_proposed=True,
        doubt=proposal.doubt,
    )
