"""Headings of an English notice: marked with #, numbered or lettered; lines may be lost here too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checklist.reading.english_duties import duty

_HASH = re.compile(r"(?:(?<=\s)|^|(?<=[^\s#/(])(?=##))(?P<hash>#{1,6})[ \t]+(?=\S)")
_NUMBER = re.compile(
    r"(?<![\w.,/#-])(?<!(?:[Ss]ection|SECTION|[Aa]rticle|ARTICLE) )(?<!(?:Part|PART) )"
    r"(?P<number>\d{1,2})[.)][ \t]+(?=[*_\"“]*[A-Z])"
)
# Where line breaks are lost with nothing in their place: … by May.2. Each stall …
_GLUED = re.compile(
    r"(?:(?<=[A-Za-z\])”\"][.;:])|(?<=[\])]))(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))\.[ \t]+(?=[*_\"“]*[A-Z])"
)
_CAPITAL = re.compile(r"(?:(?<=\n)|^|(?<![A-Z])(?=[A-Z]\.[ \t]+\*\*))[ \t]*(?P<capital>[A-Z])\.[ \t]+(?=\**[A-Z])")
_LETTER = re.compile(r"(?<![\w.,/#-])(?P<letter>[a-z])\.[ \t]+(?=[*_\"“]*[A-Z])")
_ENCLOSED = re.compile(r"(?:(?<=\n)|(?<=[.;:] )|^)[ \t]*(?P<enclosed>\((?:[a-z]|[ivx]{1,4}|\d{1,2})\))[ \t]+(?=\S)")
_SECTION = re.compile(
    r"(?:(?<=\n)|(?<=[.!?:] )|^)(?P<section>(?:Section|SECTION|Article|ARTICLE|Part|PART) "
    r"(?:\d{1,2}|[IVX]{1,4})[.:]?)(?=\s+[A-Z])"
)
_PLAIN_LINE = re.compile(r"(?:^|\n[ \t]*\n)[ \t]*(?P<line>[A-Z][A-Za-z,’'&/ \-]{1,57}[A-Za-z’'])[ \t]*(?=\n)")
_BOLD_LINE = re.compile(
    r"(?:(?:^|\n[ \t]*\n)[ \t]*|(?=\*\*(?:Appendix|Annex|Attachment)\b))"
    r"(?P<line>\*\*[A-Z][^*\n]{2,80}(?:\n[^*\n]{1,80})?\*\*)(?=[ \t]*\n|\s*[A-Z])"
)
_COLON_LINE = re.compile(
    r"(?:^|\n[ \t]*\n)[ \t]*\**(?P<labelled>[A-Z][\w&/’'-]*"
    r"(?: (?:(?:and|of|the|for|to|on|in) ){0,2}[A-Z][\w&/’'-]*){0,7}):\**[ \t]*(?=\n)"
)
# A label of its own between two sentences: Purchase Orders: The last day …
_LABELLED = re.compile(
    r"(?<=[.!?:])\s*(?P<labelled>[A-Z][a-z]+(?: (?:and|of|for|the|to|[A-Z][A-Za-z]+)){0,4} [A-Z][a-z]+):(?=\s*[A-Z])"
)
_OPENER = re.compile(
    r"(?:\s+|(?<=[a-z]))(?=(?:This|These|The|On|In|By|An|A|All|As|If|Within|Each|It|We|For|At|Under|Federal "
    r"agencies|Agencies|[A-Z]{2,6} (?:will|has|is|[a-z]+s))\s|(?:To|Since|During|Until|When|Where|There|Every) [a-z\d]|"
    r"[A-Z]{2,6}, [a-z]|[*•]\s|-\s(?=[^#\n]{0,200}\s-\s)|\d{1,2}\.\s|#|\[|\([A-Z][a-z]+ )"
)
_BOLD = re.compile(r"\*\*[^*]{2,120}\*\*")
_TITLE = 80
_FEW_LINES = 6
_SIGN_OFF = 60  # the last short line of a letter heads nothing
_LISTED = ("letter", "enclosed", "roman")
# So many things make a list; what an item asks stands at its beginning; a thing is named in so many letters.
_LIST, _SAID, _THING = 3, 300, 100
_OF = re.compile(r"\w+ of\b")  # list of stalls, name of the warden: nouns, though a command may begin so
_HEADS = ("hash", "line", "section")
_COUNTED = ("capital", "number", "letter", "enclosed", "roman")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# A title run in before its prose: 1. Purpose. This memorandum …; one line of its own: 1. Reporting Requirements
_NOUN = (
    r"(?:Purpose|Scope|Background|Authority|Definitions?|Policy|Applicability|Responsibilities|Procedures?|References?|"
    r"Contacts?|Deadlines?|Eligibility|Reporting|Requirements|Introduction|Summary|Questions|Enforcement|Duration|"
    r"Effective [Dd]ate|Overview|Timeline|Expiration|Rescission)"
)
_SECTION_TITLE = re.compile(r"[ \t]*(?P<title>[A-Z][^.:;\n]{1,70}?)(?:[.:](?=\s|$)|[ \t]*(?=\n|$))")
_TITLED = re.compile(
    rf"\s*(?P<title>(?:{_NOUN}|[A-Z][A-Z]+(?: [A-Z]+){{0,7}}|"
    r"[A-Z][a-z]+(?: (?:(?:and|of|the|for|to|on|in|with|by) ){0,2}[A-Z][a-z]+){1,7}|[A-Z][a-z]+(?= [-–—] )))"
    r"(?:[.:](?=\s+[A-Z]|\s*$)|(?=[ \t]*\n)|(?= [-–—] [a-z]))"
)


@dataclass
class Item:
    style: str
    level: int
    start: int
    label: str
    label_end: int
    path: tuple[int, ...] = ()


def items(text: str, start: int) -> list[Item]:
    found: list[Item] = []
    stack: list[int] = []
    latest: dict[str, int] = {}
    lined = text.count("\n", start) >= _FEW_LINES
    patterns = [_HASH, _CAPITAL, _NUMBER, _LETTER, _SECTION, _ENCLOSED, _PLAIN_LINE, _BOLD_LINE, _COLON_LINE]
    if not lined:
        patterns += [_LABELLED, _GLUED]
    marks = sorted(
        [match for pattern in patterns for match in pattern.finditer(text, start)],
        key=lambda match: match.start(match.lastgroup or 0),
    )
    for index, match in enumerate(marks):
        style = str(match.lastgroup)
        kind = _counted(match, style, latest)
        if kind is None or kind == "line" and len(text) - match.end() < _SIGN_OFF:
            continue
        until = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        follows = str(marks[index + 1].lastgroup) if index + 1 < len(marks) else ""
        label_end, first = _label(text, match, style, until, follows, lined)
        key = style + str(len(match["hash"])) if style == "hash" else kind
        _unwind(stack, found, key)
        stack.append(len(found))
        label = text[first:label_end].strip()
        found.append(Item(key, len(stack), first, re.sub(r"\s*\n\s*", " ", label), label_end, tuple(stack)))
    return _without_lists(text, found)


def _without_lists(text: str, found: list[Item]) -> list[Item]:
    """A plan must include: a. the names; b. the dates; … names things, each of which is no paragraph of its own."""
    lists: dict[tuple[tuple[int, ...], str], list[int]] = {}
    for index, item in enumerate(found):
        if item.style in _LISTED:
            lists.setdefault((item.path[:-1], item.style), []).append(index)
    dropped: set[int] = set()
    for members in lists.values():
        ends = [found[index + 1].start if index + 1 < len(found) else len(text) for index in members]
        said = [text[found[index].label_end : end][:_SAID] for index, end in zip(members, ends, strict=True)]
        asking = sum(_asks(re.sub(r"\s+", " ", words).strip()) for words in said)
        if len(members) >= _LIST and asking <= len(members) // 4 and sorted(map(len, said))[len(said) // 2] < _THING:
            dropped.update(members)
    kept = [index for index in range(len(found)) if not dropped.intersection(found[index].path)]
    place = {index: new for new, index in enumerate(kept)}
    return [replace(found[index], path=tuple(place[above] for above in found[index].path)) for index in kept]


def _asks(words: str) -> bool:
    return duty(words, None)[0] and not _OF.match(words)


def _counted(match: re.Match[str], style: str, latest: dict[str, int]) -> str | None:
    """The kind of list the mark belongs to, None where it does not go on in it. Below a heading lists begin anew."""
    if style not in _COUNTED:
        latest.clear()
        return "line" if style == "labelled" else style
    words = match[style].strip("()")
    kinds = [(style, int(words) if words.isdigit() else ord(words[0].lower()) - ord("a") + 1)]
    if style == "enclosed":
        kinds = [("enclosed", kinds[0][1])] if words.isdigit() or len(words) == 1 else []
        if words in _ROMAN:
            kinds.append(("roman", _ROMAN.index(words) + 1))
        kinds.sort(key=lambda kind: kind[1] != latest.get(kind[0], 0) + 1)
    for kind, value in kinds:
        if value in (1, latest.get(kind, 0) + 1):
            latest[kind] = value
            for below in _COUNTED[_COUNTED.index(kind) + 1 :]:
                latest.pop(below, None)
            return kind
    return None


def _unwind(stack: list[int], found: list[Item], key: str) -> None:
    """Close the headings that this one does not stand under."""
    while stack:
        top = found[stack[-1]].style
        outranks = key.startswith(_HEADS) and (not top.startswith(_HEADS) or top >= key)
        below = key in _COUNTED and top in _COUNTED and _COUNTED.index(top) > _COUNTED.index(key)
        if top == key or outranks or below:
            stack.pop()
        else:
            return


def _label(text: str, match: re.Match[str], style: str, until: int, follows: str, lined: bool) -> tuple[int, int]:
    """Where the heading's words end and begin: of a list item only its number unless the item is a title."""
    if style in ("line", "labelled"):
        return match.end(style), match.start(style)
    line_end = text.find("\n", match.end())
    line_end = len(text) if line_end < 0 else line_end
    if style == "hash":
        end = min(line_end, until) if until > match.end() else line_end
        if end != line_end or end - match.end() > _TITLE and not (lined and end - match.end() <= 2 * _TITLE):
            opener = _OPENER.search(text, match.end() + 1, match.end() + 200)
            end = opener.start() if opener else min(end, match.end() + 200)
        return end, match.end()
    bold = _BOLD.match(text, match.end())
    if bold and (
        style == "capital"
        or not text[bold.end() : until].strip()
        or text[bold.end() : bold.end() + 1] in ("\n", ":")
        or text[bold.end() - 3] in ".:"
    ):
        return bold.end(), match.start()
    words = text[match.end() : min(line_end, until)].strip()
    titled = _TITLED.match(text, match.end(), until) if style == "number" else None
    titled = titled or (_SECTION_TITLE.match(text, match.end(), until) if style == "section" else None)
    if titled:
        return titled.end("title"), match.start(style)
    if style == "capital" and lined and len(words) <= _TITLE and not words.endswith((".", ";", ",")):
        return match.end() + len(text[match.end() : min(line_end, until)].rstrip()), match.start(style)
    if style == "number" and follows == "letter" and len(words) <= _TITLE and not bold:
        return match.end() + len(text[match.end() : min(line_end, until)].rstrip()), match.start()
    if style in ("section", "enclosed"):
        return match.end(style), match.start(style)
    return match.end(style) + 1, match.start(style)
