"""Whether an English sentence asks for something: it says must, begins with a verb, or names the day a thing closes."""

from __future__ import annotations

import re

from checklist.reading import english_deadlines

MAX_TITLE = 20
_MODAL = re.compile(
    r"\b(?:must(?: not)?|shall(?: not)?|may not|should(?: not)?|(?:is|are) (?:kindly |hereby |also |"
    r"therefore )?(?:required|directed|instructed|"
    r"requested|asked|expected|reminded|urged|obliged|to be) to|ha(?:s|ve) to|(?:will )?needs? to|"
    r"(?:is|are) responsible for|(?:is|are) to(?= [a-z]+))\b"
)
# What is asked for is said of the thing: forms must be returned by 3 May.
_HANDED_IN = re.compile(
    r"^\s*be (?:duly |fully |promptly |immediately |also )?(?:submitted|received|returned|completed|sent|filed|"
    r"requested|reported|forwarded|"
    r"uploaded|made|paid|registered|posted|displayed|kept|retained|signed|updated|removed|cancell?ed|postponed|"
    r"notified|"
    r"nominated|appointed|emailed|delivered|entered|recorded|approved|provided|lodged|closed|stopped|suspended|held)\b"
)
# No society may collect fees: nobody is allowed to.
_NOBODY_MAY = re.compile(
    r"\b[Nn]o(?: [a-z][\w-]*){1,4} (?:may|shall|must|is to|are to|is allowed to|are allowed to) (?!be\b)"
)
_LABEL = re.compile(
    r"\W*(?:Contacts?|Enquiries|Inquiries|Tel(?:ephone)?|Phone|E-?mail|Fax|Address)(?: (?:persons?|number))?[ \t]*:",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s*(?:be (?:\w+ly )?\w+(?:ed|en|n|t|d|de)\b|reach\b|arrive\b)")
# What closes on a day asks whoever is concerned to act before it.
_CLOSES = re.compile(
    r"\b(?:last (?:date|day) (?:to|for)|deadline (?:to|for)|closing date|cut-?off (?:on|date)|will be cut ?off|"
    r"(?:will )?closes? on|(?:falls?|is|are) due (?:on|by))\b",
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
    communicate brief share attach book bring acknowledge translate elect delegate renew consolidate summarise
    summarize endorse host hand liaise obtain seek request clear lock switch unplug shut clean save log order cancel
    postpone
    refrain avoid deposit renew advise instruct remind warn consult quote wear wash close open complete fill
"""
_VERBS = frozenset(_VERB_WORDS.split())
_NOUN_WORDS = """
    report review audit change train return sign post display record file issue list name schedule draft update patch
    document test start use contact check reply limit email mail pay increase brief share book host request lock order
    inventory monitor register develop assess
"""
_NOUNS = frozenset(_NOUN_WORDS.split())
_ACTOR = re.compile(
    r"([A-Z][^.;:]{2,90}?|[a-z]*\s?agencies|all [^.;:,]{2,60}?)\s+(?=must|shall|should|(?:is|are) (?:kindly |hereby |"
    r"also |therefore )?"
    r"(?:required|requested|asked|expected|directed|instructed|reminded|urged|obliged|responsible))"
)
_THING = re.compile(
    r"\b(?:reports?|directives?|workarounds?|updates?|requirements?|templates?|submissions?|information|"
    r"systems?|records?|determinations?|documents?|forms?|it|they|this|these|that|which|there)\s*$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s+(?:(?:the|a|an|all|any|each|every|your|their|its|this|these|those|it|them|us|to|with|for|from|by|that|"
    r"whether|in|on|at|how|"
    r"which|and|or|no|only|one|two|\d+)\b|[A-Z]|[a-z]+s\b)"
)


def duty(plain: str, issuer: str | None) -> tuple[bool, str | None]:
    """Whether a sentence, without its markup, obliges somebody else than its issuer, and whom it names."""
    if _ASK_US.search(plain) and re.search(r"\b(?:contact|e-?mail|call|directed to|write to)\b", plain):
        return False, None
    if _CLOSES.search(plain) and english_deadlines.sets(plain):
        return True, None
    if _LABEL.match(plain):
        return False, None
    if _NOBODY_MAY.search(plain):
        return True, None
    modal = _MODAL.search(plain)
    if modal:
        before = plain[: modal.start()].strip()
        behind = plain[modal.end() :]
        dated = _PASSIVE.match(behind) and english_deadlines.sets(plain)
        if (dated or _HANDED_IN.match(behind)) and not _is_issuer(before, issuer):
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


def forbids(plain: str) -> bool:
    """Whether a sentence says that nobody may do something."""
    return bool(_NOBODY_MAY.search(plain))


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


def title(plain: str) -> str:
    """The first words from the verb on, or the thing that must be handed in."""
    nobody = _NOBODY_MAY.search(plain)
    if nobody:
        return _first_words(f"Do not {plain[nobody.end() :]}")
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
