"""Notices in English: headings are marked or numbered, duties say must or begin with a verb."""

from __future__ import annotations

import re
from dataclasses import replace

from checklist.reading import english_deadlines, english_duties, english_letterhead
from checklist.reading.english_kinds import evidence_kind
from checklist.reading.english_outline import Item, items
from checklist.reading.model import Heading, Part, ProposedDirective

_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_SAMPLE = 20_000
_LONG = 200
_READ = 600  # what a sentence asks stands at its beginning
_SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!e\.g\.)(?<!i\.e\.)[*_)\"”’]*(?:\s+(?=[*_(\"“]*[A-Z>])|(?=>))|"
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*•>]|\d{1,2}[.)]|\(?[a-z]{1,3}[.)])\s)|(?<=[.;:])\s+(?=\(?(?:[a-h]|i{1,3}|iv|"
    r"vi{0,3})\)\s)|"
    r"(?<=\n)(?<=[a-z]\n)(?=[A-Z][a-z]+ )"
)
_HEADING_LINE = 50  # a line this short that ends without a stop is a heading run into what follows
_SUBORDINATE = re.compile(
    r",? (?:that the|so that|in order to|and providing|which|including|such as|provided that)\b|, (?=and [a-z]+ing\b)"
)
_OPERATIVE = re.compile(
    r"\b(?:required|agency|mandatory|immediate|directed)\s+actions?\b|\bactions?\s+(?:required|one|two|"
    r"three|four|\d)|\brequirements?\b|\bwhat you (?:must|need)|\byou must\b|\binstructions?\b|"
    r"\bdeadlines?\b|\bto do\b",
    re.IGNORECASE,
)
# What follows a verb that a comma stands before; a noun in a list (inventory control) has none of it.
_MARKUP = re.compile(r"[*_`>#]+|\[|\]\([^)]*\)")


def is_english(text: str) -> bool:
    sample = text[:_SAMPLE]
    latin, han = len(_LATIN.findall(sample)), len(_HAN.findall(sample))
    return latin > 20 and latin > 4 * han


def part(text: str) -> Part:
    head = english_letterhead.letterhead(text)
    outline = items(text, head.body)
    headings = [Heading(item.level, item.label, item.start, item.label_end) for item in outline]
    operative = any(_OPERATIVE.search(item.label) for item in outline)
    directives: list[ProposedDirective] = []
    first = outline[0].start if outline else len(text)
    if not operative:
        directives += _propose(text, head.body, first, (), head)
    lead_in: tuple[tuple[str, ...], ProposedDirective] | None = None
    for item in outline:
        path = tuple(outline[index].label for index in item.path)
        if operative and not any(_OPERATIVE.search(label) for label in path):
            continue
        found = _propose(text, item.label_end, _ahead(outline, item, text), path, head)
        if lead_in and path[: len(lead_in[0])] == lead_in[0] and path != lead_in[0]:
            found = [_led(directive, lead_in[1]) for directive in found]
        if found and found[-1].text.endswith(":"):
            lead_in = path, found.pop()
        directives += found
    return Part(
        role=None,
        title=head.title,
        document_number=head.document_number,
        issuer=head.issuer,
        issued_on=head.issued_on,
        addressees=head.addressees,
        start=0,
        end=len(text),
        headings=tuple(headings),
        directives=tuple(directives),
        annexes=(),
        contacts=english_letterhead.contacts(text),
    )


def _led(directive: ProposedDirective, lead_in: ProposedDirective) -> ProposedDirective:
    """All agencies shall, within 10 days: what a list is led in by holds for each of its items."""
    actor = lead_in.applies_to if directive.applies_to == "all" else directive.applies_to
    return replace(directive, applies_to=actor, deadline=directive.deadline or lead_in.deadline)


def _ahead(outline: list[Item], item: Item, text: str) -> int:
    after = item.path[-1] + 1
    return outline[after].start if after < len(outline) else len(text)


def _propose(
    text: str, start: int, end: int, path: tuple[str, ...], head: english_letterhead.Letterhead
) -> list[ProposedDirective]:
    found: list[ProposedDirective] = []
    inherited: str | None = None  # a day holds for what follows in its paragraph
    last = end
    for sentence_start, sentence_end in _sentences(text, start, end):
        words = text[sentence_start:sentence_end]
        duty, actor = english_duties.duty(_plain(words[:_READ]), head.issuer)
        if not duty:
            continue
        stop = sentence_start + _main_clause(words)
        deadline = english_deadlines.find(words, head.issued_on)
        if "\n" in text[last:sentence_start] or not english_deadlines.is_day(inherited):
            inherited = None
        inherited, last = deadline.value if deadline and deadline.value else inherited, sentence_end
        plain = _plain(text[sentence_start:stop])
        found.append(
            ProposedDirective(
                text=text[sentence_start:stop],
                start=sentence_start,
                end=stop,
                heading_path=path,
                title=english_duties.title(plain),
                deadline=(deadline.value if deadline else None) or inherited,
                deadline_text=words[deadline.start : deadline.end] if deadline else None,
                applies_to=actor or "all",
                evidence_kind=evidence_kind(re.sub(r"\S+@\S+", "", plain)),
                doubt=_doubt(words, deadline),
            )
        )
    return found


def _doubt(words: str, deadline: english_deadlines.Deadline | None) -> str | None:
    if re.match(r"\W*(?:If|Where|When|In instances|Unless)\b", words):
        return "conditional"
    if english_duties.forbids(words):
        return "forbids"
    if re.search(r"\bshould\b", words):
        return "soft"
    return "vague_deadline" if deadline and deadline.value is None else None


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    at = start
    for match in [*_SENTENCE.finditer(text, start, end), None]:
        stop = match.start() if match else end
        if match and not match.group() and stop - 1 - text.rfind("\n", 0, stop - 1) > _HEADING_LINE:
            continue  # a wrapped line, not a heading
        piece = text[at:stop]
        bare = piece.strip(" \t\n>-•")
        if bare:
            first = at + piece.index(bare)
            found.append((first, first + len(bare)))
        at = match.end() if match else end
    return found


def _main_clause(words: str) -> int:
    """Where the main clause of a long sentence ends."""
    if len(words) <= _LONG:
        return len(words)
    cut = _SUBORDINATE.search(words, 60)
    return cut.start() if cut else len(words)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", _MARKUP.sub("", words)).strip()
