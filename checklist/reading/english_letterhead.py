"""Title, number, issuer and date of an English notice."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from checklist.reading.english_deadlines import DATE, day_of

_FRONT_MATTER = re.compile(r"\s*---.*?---", re.DOTALL)
# A label at the start of its line; in capitals also behind another value, where line breaks are lost.
_FIELD = r"(?:(?:^|\n)[ \t]*|(?<=\s)(?=[A-Z]{{2}}))\**{}\**[ \t]*:\**[ \t]*(\S[^\n]*)"
_NEXT_FIELD = re.compile(r"\s+(?:TO|FROM|DATE|SUBJECT|RE|CC|THROUGH|VIA|To|From|Date|Subject|Re|Cc)[ \t]*:")
_PROSE = re.compile(r"\s+(?:\d{1,2}[.)]\s|Dear\s|#|(?:This|These|The|It|We|All|In|By|To|Please)\s+[a-z])")
_SUBJECT = re.compile(_FIELD.format("(?:SUBJECT|Subject|RE|Re|Title)"))
_SUBJECT_LABEL = re.compile(r"^\**(?:SUBJECT|Subject|RE|Re)\**[ \t]*:[ \t]*")
_FIRST_HEADING = re.compile(r"(?:\s+|(?<=[a-z]))(?:[A-Z]|\d{1,2})\.\s+\*\*[A-Z]|\s*(?<=[\s\w])#{1,6}[ \t]")
_FROM = re.compile(_FIELD.format("(?:FROM|From|Issued by|Issuer)"))
_TO = re.compile(
    _FIELD.format("(?:TO|To|FOR|For|Distribution|Audience|Applies to|Applicability)")
    + r"|(?:^|\n)[ \t]*MEMORANDUM FOR(?: THE)? ([^\n]+)"
)
_HASH = re.compile(r"(?<![#/(])#{1,3}[ \t]+(\S[^\n]*)")
_RUN_ON = re.compile(r"(?:\s+|(?<=[a-z]))(?=The [A-Z]|(?:This|These|The|On|It|We|All|In|By)\s+[a-z])")
# A title that runs on into the prose: Year-End Deadlines To ensure …
_CAPITALS = re.compile(
    r"\s*([A-Z][\w’'/&-]*(?: (?:(?:and|of|the|for|to|on|in|with|by) ){0,2}[A-Z][\w’'/&-]*){1,11}?)(?:\s+|(?<=[a-z]))"
    r"(?=(?:To|This|These|The|It|We|In|On|By|All|As|For|Please|Dear|Due|Effective|Each|Every|At|Under|From) [a-z])"
)
_NUMBER = re.compile(
    r"\b((?:[A-Z][A-Za-z]+ ){0,2}(?:Directive|Memorandum|Circular|Order|Notice|Bulletin|Advisory|"
    r"Instruction|Letter|Policy)\s+(?:No\.?\s*)?[A-Z]{0,4}-?\d[\d./-]*\d|[A-Z]{1,5}-\d{2}-\d{2,3}|"
    r"(?:[A-Z]{3,} ){0,2}(?:DIRECTIVE|MEMORANDUM|CIRCULAR|ORDER|NOTICE|BULLETIN|ADVISORY|INSTRUCTION|LETTER|POLICY)"
    r" NO\.? ?\d{1,5}(?:-\d{2,4})?)(?![\d-])"
)
# No. 2026-31, alone in its line.
_NUMBER_LINE = re.compile(
    r"(?:^|\n)[ \t]*((?:(?:Document|Ref\.?) )?N[o°]\.?[ \t]*:?[ \t]*(?:\d{1,4}[-/]\d{1,5}|\d{1,5}/\d{4}))"
    r"[ \t]*(?=\n|$)"
)
_SALUTATION = re.compile(
    r"(?:^|\n)[ \t]*To:?[ \t]+((?:all|each|the|every|our)\b[^\n.:]{3,120}):[ \t]*(?=\n|$)", re.IGNORECASE
)
_ISSUER = re.compile(
    r"((?:[A-Z][A-Za-z&.’'-]+,? (?:(?:and|of|the|for|on) )*){0,9}(?:Agency|Department|Office|Administration|"
    r"Commission|Ministry|Council|Association|Bureau|Authority|Society|Institute|University|Committee|Board|"
    r"Cent(?:er|re)|Service|Federation|Academy)(?: (?:of|for|on) (?:the )?[A-Z][A-Za-z&]+(?: (?:and |"
    r"the )?[A-Z][A-Za-z&]+){0,5})?(?: \([A-Z]{2,8}\))?)"
)
_NOTICE_ON = re.compile(
    r"\n[ \t]*(?:[A-Z][\w’'-]* ){0,4}(?:Notice|Circular|Announcement|Directive|Memorandum|Bulletin|Invitation|Call|"
    r"Order) (?:on|of|for|to|about|concerning|regarding|[Rr]e) "
)
_BOUND = re.compile(
    r"([A-Z][A-Za-z ]{2,60}?(?:agencies|departments|members|staff|employees|organizations|associations|"
    r"heads))\s+(?:are|must|shall)"
)
_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")
_DATED = re.compile(r"\b(?:DATE|Dated?|(?:[Ii]ssued|[Pp]osted|[Pp]ublished)(?: on)?|[Ee]ffective)[ \t*]*:?[ \t*]*$")
_LONG_VALUE = 60
_DATE_LINE, _FIRST = 50, 40
_HEAD = 1200  # who is named later is spoken of
_TOP = 4000


@dataclass
class Letterhead:
    body: int
    title: str | None
    document_number: str | None
    issuer: str | None
    issued_on: datetime.date | None
    addressees: str | None


def letterhead(text: str) -> Letterhead:
    front = _FRONT_MATTER.match(text[:_TOP])
    body = front.end() if front else 0
    top = text[body : body + _TOP]
    title, title_end = _title(top)
    number = _NUMBER.search(text[: body + _TOP]) or _NUMBER_LINE.search(text[: body + _TOP])
    whom = _SALUTATION.search(top)
    date = _date(top)
    sender = _FROM.search(top)
    to, bound = _TO.search(top), _BOUND.search(top)
    return Letterhead(
        body=body + title_end,
        title=title,
        document_number=re.sub(r"\s+", " ", number[1]) if number else None,
        issuer=_value(sender[1])
        if sender
        else _issuer(top[:_HEAD].replace(title or "\n", "\n\n", 1)) or _issuer(top[:_HEAD]),
        issued_on=date,
        addressees=whom[1] if whom else _value(to[1] or to[2]) if to else bound[1] if bound else None,
    )


def _issuer(top: str) -> str | None:
    """The first organization named, with the short form that it is given somewhere below."""
    top = _LINE_BREAK.sub(" ", top)
    found = _ISSUER.search(top)
    if not found:
        return None
    name = re.sub(r"^(?:The|This|Subject)\s+", "", found[1].strip())
    short = re.search(re.escape(name) + r" (\([A-Z]{2,8}\))", top)
    return f"{name} {short[1]}" if short and not name.endswith(")") else name


def _value(words: str) -> str:
    """A field's value, without the fields and the prose behind it."""
    following = _NEXT_FIELD.search(words)
    words = words[: following.start()] if following else words
    prose = _PROSE.search(words) if len(words) > _LONG_VALUE else None
    return (words[: prose.start()] if prose else words).strip(" *")


def _date(top: str) -> datetime.date | None:
    """The date that stands on a line of its own or behind its label, or in the first words: not one in the prose."""
    for found in DATE.finditer(top):
        start = top.rfind("\n", 0, found.start()) + 1
        end = top.find("\n", found.end())
        line = top[start : end if end >= 0 else len(top)].strip(" *#_")
        before = top[max(0, found.start() - 30) : found.start()]
        if len(line) <= _DATE_LINE or found.start() < _FIRST or _DATED.search(before):
            return day_of(found)
    return None


def _title(top: str) -> tuple[str | None, int]:
    for pattern in (_HASH, _SUBJECT):
        for match in pattern.finditer(top):
            if _NUMBER.fullmatch(match[1].strip(" #*_")):  # the number alone is no title
                continue
            words = _SUBJECT_LABEL.sub("", match[1]) if pattern is _HASH else match[1]
            offset = len(match[1]) - len(words)
            following = _FIRST_HEADING.search(words)
            words = words[: following.start()] if following else words
            words = words if pattern is _HASH else _value(words)
            run_on = _RUN_ON.search(words) if len(match[1]) > 100 else None
            begin = match.start(1) + offset
            end = begin + (run_on.start() if run_on else min(len(words), 300))
            return top[begin:end].strip(" #*_"), end
    for line in re.finditer(r"[^\n]+", top):
        words = line.group().strip(" #*_")
        if words and not DATE.fullmatch(words) and not _heads(top, words, line.end()):
            if len(words) <= 150:
                return words, line.end()
            run_on = _CAPITALS.match(line.group())
            return (run_on[1], run_on.end()) if run_on else (None, 0)
    return None, 0


def _heads(top: str, words: str, end: int) -> bool:
    """Whether a line only heads the paper, as its number or its issuer's name does above the line that is its title."""
    if _NUMBER_LINE.fullmatch(words):
        return True
    return bool(_ISSUER.fullmatch(words) and _NOTICE_ON.search(top, end, end + _HEAD))


def contacts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_EMAIL.findall(text)))[:20]
