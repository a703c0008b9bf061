"""The numbers that Word itself puts before paragraphs: ECMA-376 part 1, 17.9."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

from checklist.reading.formats.numerals import numeral
from checklist.reading.formats.word_styles import Element, Styles, child, is_on, value, whole

_DEEPEST = 8
_LONGEST = 100  # longer than any number, short enough for a file that has a million of them
_PLACE = re.compile(r"%([1-9])")
# Behind one of these nobody writes a space in Chinese, wherever Word lets the text begin.
_CLOSED = "、，．。：）】〕”"
_BULLET = "- "


@dataclass(frozen=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None
    is_legal: bool = False
    is_hidden: bool = False
    paragraph_style: str = ""


@dataclass(frozen=True)
class _List:
    """One w:num. Lists of one `abstract` go on counting where another one left off, unless they say where to start."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Asked for paragraph after paragraph, in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._known: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == qn("w:abstractNum"):
                self._abstract.setdefault(element.get(qn("w:abstractNumId")) or "", element)
            elif element.tag == qn("w:num"):
                self._lists.setdefault(element.get(qn("w:numId")) or "", element)

    def next(self, properties: Element | None, style: str) -> str:
        """The number of the next paragraph, with what follows it; empty where it has none. Takes its w:pPr."""
        own = child(properties, "numPr")
        number = value(child(own, "numId")) or value(self._styles.said(style, "pPr", "numPr", "numId"))
        found = self._list(number)
        if found is None:
            return ""
        depth = value(child(own, "ilvl"))
        at = whole(depth, 0) if depth else self._depth(found, style)
        return self._count(number, found, min(at, _DEEPEST))[:_LONGEST]

    def _depth(self, found: _List, style: str) -> int:
        for at, level in found.levels.items():
            if level.paragraph_style and level.paragraph_style == style:
                return at
        return whole(value(self._styles.said(style, "pPr", "numPr", "ilvl")), 0)

    def _list(self, number: str) -> _List | None:
        if number not in self._known:
            self._known[number] = self._read_list(number)
        return self._known[number]

    def _read_list(self, number: str) -> _List | None:
        element = self._lists.get(number)
        abstract = value(child(element, "abstractNumId"))
        if element is None or abstract not in self._abstract:
            return None
        abstract = self._followed(abstract)
        levels = _levels(self._abstract[abstract])
        starts: dict[int, int] = {}
        for change in element.iterchildren(qn("w:lvlOverride")):
            at = whole(change.get(qn("w:ilvl")) or "", 0)
            levels.update(_levels(change))
            start = child(change, "startOverride")
            if start is not None:
                starts[at] = whole(value(start), 1)
        return _List(abstract, levels, starts)

    def _followed(self, abstract: str) -> str:
        """A list that takes its levels from a style's list, 17.9.21."""
        linked = value(child(self._abstract[abstract], "numStyleLink"))
        number = value(self._styles.said(linked, "pPr", "numPr", "numId")) if linked else ""
        target = value(child(self._lists.get(number), "abstractNumId"))
        return target if target in self._abstract else abstract

    def _count(self, number: str, found: _List, at: int) -> str:
        counts = self._counts.setdefault(found.abstract, [None] * (_DEEPEST + 1))
        level = found.levels.get(at, _Level(text=""))
        start = found.starts.get(at, level.start)
        before = counts[at]
        if before is None or (at in found.starts and (number, at) not in self._begun):
            counts[at] = start
        else:
            counts[at] = before + 1
        for higher in range(at):  # left out, and counted all the same
            if counts[higher] is None:
                counts[higher] = found.starts.get(higher, found.levels.get(higher, level).start)
                self._begun.add((number, higher))
        self._begun.add((number, at))
        for deeper in range(at + 1, _DEEPEST + 1):
            after = found.levels.get(deeper, level).restarts_after
            if after is None or at < after:
                counts[deeper] = None
        if level.is_hidden:
            return ""
        return _written(found, at, counts)


def _written(found: _List, at: int, counts: list[int | None]) -> str:
    level = found.levels.get(at, _Level(text=""))
    if level.style == "bullet":
        return _BULLET if level.text.strip() else ""

    def put(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        shown = found.levels.get(place, _Level())
        count = counts[place]
        return numeral("decimal" if level.is_legal else shown.style, shown.start if count is None else count)

    text = _PLACE.sub(put, level.text).strip()
    if not text or level.suffix == "nothing" or text[-1] in _CLOSED:
        return text
    return text + " "


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for level in element.iterchildren(qn("w:lvl")):
        at = whole(level.get(qn("w:ilvl")) or "", 0)
        restart = value(child(level, "lvlRestart"))
        read = _Level(
            start=whole(value(child(level, "start")), 0),
            style=value(child(level, "numFmt")) or "decimal",
            text=value(child(level, "lvlText"))[:_LONGEST],
            suffix=value(child(level, "suff")) or "tab",
            is_legal=is_on(child(level, "isLgl")),
            is_hidden=is_on(child(level, "rPr", "vanish")),
            paragraph_style=value(child(level, "pStyle")),
        )
        found[at] = replace(read, restarts_after=whole(restart, 0)) if restart else read
    return found
