"""Notices in English: headings are marked or numbered, duties say must or begin with a verb."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from checklist.reading import english_deadlines, english_letterhead
from checklist.reading.english_kinds import evidence_kind
from checklist.reading.english_outline import Item, items
from checklist.reading.model import Heading, Part, ProposedDirective

_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_SAMPLE = 20_000
_LONG = 200
_SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!e\.g\.)(?<!i\.e\.)[*_)\"”’]*(?:\s+(?=[*_(\"“]*[A-Z>])|(?=>))|"
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*•>]|\d{1,2}[.)]|\(?[a-z]{1,3}[.)])\s)|(?<=[.;:])\s+(?=\(?(?:[a-h]|i{1,3}|iv|vi{0,3})\)\s)|"
    r"(?<=\n)(?<=[a-z]\n)(?=[A-Z][a-z]+ )"
)
_HEADING_LINE = 50  # a line this short that ends without a stop is a heading run into what follows
_MODAL = re.compile(
    r"\b(?:must(?: not)?|shall(?: not)?|may not|should(?: not)?|(?:is|are) (?:kindly |hereby |also |therefore )?(?:required|directed|instructed|"
    r"requested|asked|expected|reminded|urged|obliged|to be) to|ha(?:s|ve) to|(?:will )?needs? to|"
    r"(?:is|are) responsible for|(?:is|are) to(?= [a-z]+))\b"
)
# What is asked for is said of the thing: forms must be returned by 3 May.
_HANDED_IN = re.compile(
    r"^\s*be (?:duly |fully |promptly |immediately |also )?(?:submitted|received|returned|completed|sent|filed|requested|reported|forwarded|"
    r"uploaded|made|paid|registered|posted|displayed|kept|retained|signed|updated|removed|cancell?ed|postponed|notified|"
    r"nominated|appointed|emailed|delivered|entered|recorded|approved|provided|lodged|closed|stopped|suspended|held)\b"
)
# What closes on a day asks whoever is concerned to act before it.
_CLOSES = re.compile(
    r"\b(?:last (?:date|day) (?:to|for)|deadline (?:to|for)|closing date|cut-?off (?:on|date)|will be cut ?off|(?:will )?closes? on)\b",
    re.IGNORECASE,
)
_ASK_US = re.compile(
    r"\b(?:questions?|further (?:information|details)|more (?:information|details)|assistance|clarification|queries)\b",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\b(?:recommends?|advises?|encourage[sd]?|(?-i:may)|might|could|can|consider|is (?:un)?aware|optional(?:ly)?|"
    r"for example)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"(?:By|Within|No later than|Not later than|On or before|Before|After|Upon|Immediately|If|For|Where|"
    r"When|Once|In|At|Beginning|Effective|Until|To|As|From|Starting|Every|During|Following|Prior to)\b",
    re.IGNORECASE,
)
_VERB_WORDS = """
    ensure submit report apply update identify complete provide develop implement establish review remove
    disconnect audit change add monitor publish enable create notify designate appoint train attend register
    conduct prepare send maintain install patch verify confirm certify document assess inventory return sign post
    display nominate convene hold circulate distribute forward inform collect record keep file require assign
    coordinate cease stop suspend close disable block isolate scan test configure deploy upgrade replace retain
    begin start adopt revise issue list name organize organise arrange schedule draft finalize finalise follow
    comply use make contact check respond reply disclose reset rotate hunt investigate analyze analyse remediate
    mitigate resolve enforce limit restrict participate fill upload email mail deliver pay reduce increase
    communicate brief share attach book bring acknowledge translate elect delegate renew consolidate summarise summarize
    endorse host hand liaise obtain seek request clear lock switch unplug shut clean save log order cancel postpone refrain
    avoid deposit renew advise instruct remind warn consult quote wear wash close open complete fill
"""
_VERBS = frozenset(_VERB_WORDS.split())
_NOUNS = frozenset(
    "report review audit change train return sign post display record file issue list name schedule draft update patch "
    "document test start use contact check reply limit email mail pay increase brief share book host request lock order "
    "inventory monitor register file develop assess".split()
)
_ACTOR = re.compile(
    r"([A-Z][^.;:]{2,90}?|[a-z]*\s?agencies|all [^.;:,]{2,60}?)\s+(?=must|shall|should|(?:is|are) (?:kindly |hereby |also |therefore )?"
    r"(?:required|requested|asked|expected|directed|instructed|reminded|urged|obliged|responsible))"
)
_THING = re.compile(
    r"\b(?:reports?|directives?|workarounds?|updates?|requirements?|templates?|submissions?|information|"
    r"systems?|records?|determinations?|documents?|forms?|it|they|this|these|that|which|there)\s*$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r",? (?:that the|so that|in order to|and providing|which|including|such as|provided that)\b|, (?=and [a-z]+ing\b)"
)
_OPERATIVE = re.compile(
    r"\b(?:required|agency|mandatory|immediate|directed)\s+actions?\b|\bactions?\s+(?:required|one|two|"
    r"three|four|\d)|\brequirements?\b|\bwhat you (?:must|need)|\byou must\b|\binstructions?\b|"
    r"\bdeadlines?\b|\bto do\b",
    re.IGNORECASE,
)
_SOME_DAY = datetime.date(2000, 1, 1)
# What follows a verb that a comma stands before; a noun in a list (inventory control) has none of it.
_OBJECT = re.compile(
    r"\s+(?:(?:the|a|an|all|any|each|every|your|their|its|this|these|those|it|them|us|to|with|for|from|by|that|whether|in|on|at|how|"
    r"which|and|or|no|only|one|two|\d+)\b|[A-Z]|[a-z]+s\b)"
)
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
        duty, actor = _duty(words, head.issuer)
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
                title=_title(plain),
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


def _duty(words: str, issuer: str | None) -> tuple[bool, str | None]:
    """Whether a sentence obliges somebody else than its issuer, and whom it names."""
    plain = _plain(words[:600])
    if _ASK_US.search(plain) and re.search(r"\b(?:contact|e-?mail|call|directed to|write to)\b", plain):
        return False, None
    if _CLOSES.search(plain) and english_deadlines.find(plain, _SOME_DAY):
        return True, None
    modal = _MODAL.search(plain)
    if modal:
        before = plain[: modal.start()].strip()
        if _HANDED_IN.match(plain[modal.end() :]) and not _is_issuer(before, issuer):
            return True, None
        if (
            _THING.search(before)
            or _is_issuer(before, issuer)
            or re.match(r"(?:be|not be|remain)\b", plain[modal.end() :].strip())
        ):
            return False, None
        actor = _ACTOR.search(plain)
        return True, re.sub(r"^.*,\s+", "", actor[1]).strip() if actor else None
    if _SOFT.search(plain[:120]):
        return False, None
    at = _imperative(plain)
    return at is not None and len(plain[at:].split()) >= 3, None


def _imperative(plain: str) -> int | None:
    """Where the verb stands that opens a command, perhaps behind By Friday, July 17, …"""
    opening = re.match(
        r"(?:[^A-Za-z]|[a-z][.)]\s)*(?:(?:please|kindly|also|then|immediately|promptly)\s+)*", plain, re.IGNORECASE
    )
    start = opening.end() if opening else 0
    places = [start]
    if _LEADS_IN.match(plain, start):
        places += [comma.end() for comma in re.finditer(r",\s+(?:please\s+|immediately\s+|promptly\s+)?", plain[:240])]
    for place in places:
        verb = re.match(r"[A-Za-z]+", plain[place:])
        if (
            verb
            and verb.group().lower() in _VERBS
            and (place == start or verb.group().lower() not in _NOUNS or _OBJECT.match(plain, place + verb.end()))
        ):
            return place
        if re.match(r"do not|never", plain[place:], re.IGNORECASE):
            return place
    return None


def _is_issuer(subject: str, issuer: str | None) -> bool:
    short = re.search(r"\(([A-Z]{2,8})\)", issuer or "")
    return bool(re.search(r"\b[Ww]e$", subject)) or bool(short and re.search(rf"\b{short[1]}$", subject))


def _main_clause(words: str) -> int:
    """Where the main clause of a long sentence ends."""
    if len(words) <= _LONG:
        return len(words)
    cut = _SUBORDINATE.search(words, 60)
    return cut.start() if cut else len(words)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", _MARKUP.sub("", words)).strip()


def _title(plain: str) -> str:
    """The first words from the verb on, or the thing that must be handed in."""
    modal = _MODAL.search(plain)
    if modal and _HANDED_IN.match(plain[modal.end() :]):
        return _first_words(plain[: modal.start()])
    start = modal.end() if modal else _imperative(plain) or 0
    return _first_words(re.sub(r"^(?:the|a|an|your|their) ", "", plain[start:].strip()))


def _first_words(plain: str) -> str:
    """Whole words, at most 20 characters, articles left out where they would fill it."""
    words = plain.strip().split(" ")
    title = ""
    for word in words:
        if len(title) + len(word) + 1 > 20:
            break
        title = f"{title} {word}".strip()
    title = re.sub(r"(?: (?:the|a|an|to|of|and|or|for|in|on|any|all|their|your|is|are))+$", "", title or words[0][:20])
    return (title[:1].upper() + title[1:]).rstrip(".,;:")
