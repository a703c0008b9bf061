"""A tree of HTML as blocks of text in the order of the page: a paragraph, an item of a list, a row of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from checklist.reading.formats.html_elements import is_dropped, is_inline
from checklist.reading.formats.html_lines import BREAK, LINK, LINKED, lines
from checklist.reading.formats.html_lists import Numbered
from checklist.reading.formats.html_tables import holds_data, rows

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,4}[、.．）)]|第[一二三四五六七八九十]{1,4}[章条]|[①-⑳]")


@dataclass(frozen=True)
class Block:
    """`linked` of its characters are links; `inside` is the number of the element around it."""

    text: str
    inside: int
    tag: str
    linked: int


@dataclass
class Page:
    """The blocks in order. `around[n]` is the number of the element around element n, and smaller; 0 is the page."""

    blocks: list[Block]
    around: list[int]


def page(tree: etree._Element, most_depth: int) -> Page | None:
    """The page as blocks; None where elements stand in each other deeper than that."""
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            walk.close(tag, element)
        elif not tag or is_dropped(element):
            events.skip_subtree()
            walk.skip(tag)
        elif tag == "table" and holds_data(element):
            walk.rows(element)
            events.skip_subtree()
            walk.skip(tag)
        else:
            walk.open(tag, element)
        if walk.depth > most_depth:
            return None
    walk.flush()
    return Page(walk.found, walk.around)


class _Walk:
    def __init__(self) -> None:
        self.found: list[Block] = []
        self.around = [0]
        self.depth = 0
        self._open: list[tuple[int, str]] = [(0, "")]
        self._words: list[str] = []
        self._links = self._preformatted = 0
        self._lists: list[Numbered] = []
        self._label = ""
        self._skipped = ""

    def skip(self, tag: str) -> None:
        """An element whose inside is passed over; its end is still told of."""
        self._skipped = tag or "comment"

    def open(self, tag: str, element: etree._Element) -> None:
        self.depth += 1
        if tag == "br":
            self._words.append(BREAK)
        elif tag == "a":
            self._links += 1
        elif not is_inline(tag):
            self._open_block(tag, element)
        self._take(element.text)

    def close(self, tag: str, element: etree._Element) -> None:
        if self._skipped:
            self._skipped = ""
        else:
            self.depth -= 1
            if tag == "a":
                self._links -= 1
            elif tag != "br" and not is_inline(tag):
                self._close_block(tag)
        self._take(element.tail)

    def rows(self, table: etree._Element) -> None:
        """A table that holds data: a row a line."""
        self.flush()
        number = self._numbered()
        self.found += [Block(text, number, "tr", linked) for text, linked in rows(table)]

    def flush(self) -> None:
        """What was read since the last block becomes one, or several where lines are broken on purpose."""
        if not self._words:
            return
        whole, self._words = "".join(self._words), []
        inside, tag = self._open[-1]
        for line, linked in lines(whole, tag):
            label, self._label = self._label, ""
            self.found.append(Block(line if _NUMBERED.match(line) else label + line, inside, tag, linked))

    def _numbered(self) -> int:
        self.around.append(self._open[-1][0])
        return len(self.around) - 1

    def _open_block(self, tag: str, element: etree._Element) -> None:
        self.flush()
        self._open.append((self._numbered(), tag))
        if tag == "pre":
            self._preformatted += 1
        elif tag in ("ol", "ul"):
            self._lists.append(Numbered(element))
        elif tag == "li" and self._lists:
            self._label = self._lists[-1].label(element)

    def _close_block(self, tag: str) -> None:
        self.flush()
        self._open.pop()
        if tag == "pre":
            self._preformatted -= 1
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = ""

    def _take(self, text: str | None) -> None:
        if not text or self._skipped:
            return
        if self._preformatted:
            text = text.replace("\n", BREAK)
        self._words.append(f"{LINK}{text}{LINKED}" if self._links else text)
