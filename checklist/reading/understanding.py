"""Text to Reading: find the documents, then each one's headings, directives, annexes and contacts."""

from __future__ import annotations

import re
from dataclasses import replace

from checklist.reading import deadlines, english, heading_words, inheriting, lexicon
from checklist.reading.appendages import annexes, contacts
from checklist.reading.decoding import normalise
from checklist.reading.directives import Setting, propose
from checklist.reading.documents import letterheads
from checklist.reading.letterhead import Letterhead
from checklist.reading.model import Heading, Part, ProposedDirective, Reading
from checklist.reading.outline import Section, sections
from checklist.reading.page_words import without_page_words
from checklist.reading.secrecy import refuse_classified
from checklist.reading.squeezing import Squeezed

_PREAMBLE_END = re.compile(
    r"(?:通知|要求|安排|意见|公告|通告|事项|如下|函告)[^。；]{0,8}如下[：:。]?|特通知如下[：:。]?|"
    r"现[^。；]{0,30}如下[：:。]"
)
_YEAR_OF = re.compile(r"(?:19|20)\d\d(?=年)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def understand(text: str, name: str = "") -> Reading:
    """What a decoded notice says. The reading's text is the normalised one, without the words of a web page around it.

    Raises Unreadable.
    """
    text = normalise(text, name)
    refuse_classified(text, name)
    text = normalise(without_page_words(text), name)
    if english.is_english(text):
        return Reading(text, (english.part(text),))
    squeezed = Squeezed(text)
    return Reading(text, tuple(_part(squeezed, head) for head in letterheads(squeezed)))


def _part(squeezed: Squeezed, head: Letterhead) -> Part:
    annexed, annex_regions = annexes(squeezed, head)
    outline = sections(squeezed, head.body, head.close, annex_regions)
    if head.attached is not None:
        outline += _of_attachment(sections(squeezed, head.attached, head.end), len(outline))
    headings = tuple(_heading(squeezed, section) for section in outline)
    people, contact_regions = contacts(squeezed, head)
    skipped = sorted(annex_regions + contact_regions)
    directives = tuple(_directives(squeezed, head, outline, headings, skipped))
    span = squeezed.span(head.start, max(head.end, head.start + 1))
    return Part(
        role=head.role,
        title=head.title,
        document_number=head.document_number,
        issuer=head.issuer,
        issued_on=head.issued_on,
        addressees=head.addressees or _bound(head, directives),
        start=span.start,
        end=span.end,
        headings=headings,
        directives=directives,
        annexes=annexed,
        contacts=people,
        urgency=head.urgency,
    )


def _of_attachment(outline: list[Section], before: int) -> list[Section]:
    """The headings of a plan or rules attached behind the signature; forms and tables have no such outline."""
    if sum(section.style in ("han", "article", "chapter", "plain", "decimal1") for section in outline) < 2:
        return []
    return [replace(section, path=tuple(index + before for index in section.path)) for section in outline]


def _bound(head: Letterhead, directives: tuple[ProposedDirective, ...]) -> str | None:
    """A cover note often has no line of addressees and names them in its request instead."""
    named = [directive.applies_to for directive in directives if directive.applies_to.startswith("各")]
    return named[0] if head.role == "forwarding" and named else None


def _heading(squeezed: Squeezed, section: Section) -> Heading:
    span = squeezed.span(section.start, section.title_end)
    text = re.sub(r"\s*\n\s*", "", squeezed.source[span.start : span.end])
    return Heading(section.level, text, span.start, span.end)


def _directives(
    squeezed: Squeezed,
    head: Letterhead,
    outline: list[Section],
    headings: tuple[Heading, ...],
    skipped: list[tuple[int, int]],
) -> list[ProposedDirective]:
    dated = _YEAR.search(head.document_number or "") or _YEAR_OF.search(head.title or "")
    number_year = dated or _YEAR_OF.search(squeezed.text, head.body, head.close)
    year = int(number_year.group()) if number_year else None
    opening = outline[0].start if outline and outline[0].start < head.close else head.close
    preamble = [match.end() for match in _PREAMBLE_END.finditer(squeezed.text, head.body, opening)]
    begin = preamble[-1] if preamble else head.body
    found: list[ProposedDirective] = []
    for start, end in _without(begin, opening, skipped):
        found += propose(squeezed, start, end, Setting((), head.issued_on, year, telling=True))
    said: dict[str, str] = {}
    listing = {
        index
        for index, section in enumerate(outline)
        if heading_words.opens_list(_last_words(squeezed, section), section.style == "article")
    }
    for section in outline:
        path = tuple(headings[index].text for index in section.path)
        telling = heading_words.tell(path)
        listed = bool(listing.intersection(section.path[:-1]))
        for start, end in _without(section.body, section.end, skipped):
            if listed and not lexicon.OBLIGATION.search(squeezed.text, start, end):
                continue
            found += propose(squeezed, start, end, Setting(path, head.issued_on, year, telling))
        if path:
            words = squeezed.text[section.body : min(section.end, section.body + 120)]
            said |= inheriting.said_in(path[-1], words, deadlines.closing(path[-1] + words, head.issued_on, year))
    return inheriting.across(found, said)


def _last_words(squeezed: Squeezed, section: Section) -> str:
    """The last words that stand under a heading itself."""
    return squeezed.text[max(section.start, section.end - 60) : section.end]


def _without(start: int, end: int, skipped: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch start..end less the regions that hold no prose."""
    kept = []
    for region_start, region_end in skipped:
        if region_end <= start or region_start >= end:
            continue
        if region_start > start:
            kept.append((start, region_start))
        start = max(start, region_end)
    if start < end:
        kept.append((start, end))
    return kept
