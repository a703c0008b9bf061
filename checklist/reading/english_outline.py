"""Headings of an English notice: marked with #, numbered or lettered; lines may be lost here too."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HASH = re.compile(r"(?:(?<=\s)|^|(?<=[^\s#/(])(?=##))(?P<hash>#{1,6})[ \t]+(?=\S)")
_NUMBER = re.compile(r"(?<![\w.,/#-])(?P<number>\d{1,2})\.[ \t]+(?=[*_\"“]*[A-Z])")
_LETTER = re.compile(r"(?<![\w.,/#-])(?P<letter>[a-z])\.[ \t]+(?=[*_\"“]*[A-Z])")
_PLAIN_LINE = re.compile(r"(?:^|\n[ \t]*\n)[ \t]*(?P<line>\**[A-Z][A-Za-z,’'&/ \-]{2,58}\**)[ \t]*(?=\n)")
_OPENER = re.compile(
    r"(?:\s+|(?<=[a-z]))(?=(?:This|These|The|On|In|By|An|A|All|As|If|Within|Each|It|We|For|At|Under|Federal "
    r"agencies|Agencies|[A-Z]{2,6} (?:will|has|is|requires|recommends))\s|[*\-•]\s|\d{1,2}\.\s|#)"
)
_BOLD = re.compile(r"\*\*[^*]{2,120}\*\*")
_TITLE = 80


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
    latest = {"number": 0, "letter": 0}
    marks = sorted(
        [match for pattern in (_HASH, _NUMBER, _LETTER) for match in pattern.finditer(text, start)]
        + list(_PLAIN_LINE.finditer(text, start)),
        key=lambda match: match.start(match.lastgroup or 0),
    )
    for index, match in enumerate(marks):
        style = str(match.lastgroup)
        if style in latest:
            value = int(match[style]) if style == "number" else ord(match[style]) - ord("a") + 1
            if value not in (1, latest[style] + 1):
                continue
            latest[style] = value
            latest["letter"] = value if style == "letter" else 0
        else:
            latest = {"number": 0, "letter": 0}
        until = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        follows = str(marks[index + 1].lastgroup) if index + 1 < len(marks) else ""
        label_end, first = _label(text, match, style, until, follows)
        key = style + str(len(match["hash"])) if style == "hash" else style
        _unwind(stack, found, key)
        stack.append(len(found))
        label = text[first:label_end].strip()
        found.append(Item(key, len(stack), first, re.sub(r"\s*\n\s*", " ", label), label_end, tuple(stack)))
    return found


def _unwind(stack: list[int], found: list[Item], key: str) -> None:
    """Close the headings that this one does not stand under."""
    while stack:
        top = found[stack[-1]].style
        outranks = key.startswith(("hash", "line")) and (not top.startswith(("hash", "line")) or top >= key)
        if top == key or outranks or (key == "number" and top == "letter"):
            stack.pop()
        else:
            return


def _label(text: str, match: re.Match[str], style: str, until: int, follows: str) -> tuple[int, int]:
    """Where the heading's words end and begin: of a list item only its number unless the item is a title."""
    if style == "line":
        return match.end(style), match.start(style)
    line_end = text.find("\n", match.end())
    line_end = len(text) if line_end < 0 else line_end
    if style == "hash":
        end = min(line_end, until) if until > match.end() else line_end
        if end != line_end or end - match.end() > _TITLE:
            opener = _OPENER.search(text, match.end() + 1, match.end() + 200)
            end = opener.start() if opener else min(end, match.end() + 200)
        return end, match.end()
    bold = _BOLD.match(text, match.end())
    if bold and (
        not text[bold.end() : until].strip() or follows == "letter" or text[bold.end() : bold.end() + 1] == "\n"
    ):
        return bold.end(), match.start()
    words = text[match.end() : min(line_end, until)].strip()
    if style == "number" and follows == "letter" and len(words) <= _TITLE:
        return match.end() + len(text[match.end() : min(line_end, until)].rstrip()), match.start()
    return match.start() + len(match[style]) + 1, match.start()
