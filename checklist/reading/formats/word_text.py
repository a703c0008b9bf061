"""The text of a Word document: paragraphs and tables in their order, everything that a reader would see, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn

from checklist.reading.formats.word_numbering import Numbering
from checklist.reading.formats.word_paragraphs import SKIPPED, ParagraphReader, branches, is_placeholder, local
from checklist.reading.formats.word_styles import Element, Styles, child, value

_CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
_WHITE = re.compile(r"[^\S\n]*[\t\v\f\r][^\S\n]*")


class WordText:
    """Reads in the order of the pages: Word's own numbers count on from one call to the next.

    `notes` are the footnotes and endnotes by (kind, w:id), `chunks` the lines of documents within by r:id.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: dict[tuple[str, str], Element],
        chunks: dict[str, list[str]],
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._chunks = chunks
        self._paragraphs = ParagraphReader(styles, self.lines)
        self._carried = ""

    def lines(self, inside: Iterable[Element]) -> list[str]:
        """A paragraph or a row of a table each, none of them empty."""
        outer, self._carried = self._carried, ""
        found = self._blocks(inside)
        if self._carried.strip():
            found.append(self._carried)
        self._carried = outer
        return found

    def _blocks(self, inside: Iterable[Element]) -> list[str]:
        found: list[str] = []
        for element in inside:
            kind = local(element)
            if kind == "p":
                found += self._paragraph(element)
            elif kind == "tbl":
                found += self._table(element)
            elif kind == "AlternateContent":
                found += next((lines for each in branches(element) if (lines := self._blocks(each))), [])
            elif kind == "altChunk":
                found += self._chunks.pop(element.get(qn("r:id")) or "", [])
            elif kind not in SKIPPED and not is_placeholder(element):
                found += self._blocks(element)
        return found

    def _paragraph(self, element: Element) -> list[str]:
        """Its text boxes, its lines, its notes. One whose end was deleted goes on in the next one."""
        if not len(element) and not self._carried:
            return []
        settings = child(element, "pPr")
        style = value(child(settings, "pStyle")) or self._styles.default
        if _CONTENTS.fullmatch(self._styles.name(style)):
            return []  # a table of contents: every heading once more
        line = self._paragraphs.read(element, style)
        text = self._carried + _WHITE.sub(" ", line.text)
        mark = child(settings, "rPr")
        notes = [words for each in line.notes if (words := self._note(each))]
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried = text
            return line.aside + notes
        self._carried = ""
        is_unseen = not text.strip() and child(mark, "vanish") is not None
        number = "" if is_unseen else self._numbering.next(settings, style)
        return line.aside + _split(number, text) + notes

    def _note(self, which: tuple[str, str]) -> str:
        """In brackets, behind the paragraph that it belongs to: within, it would tear a sentence apart."""
        note = self._notes.pop(which, None)
        words = " ".join(self.lines(note)) if note is not None else ""
        return f"（注：{words.strip()}）" if words.strip() else ""

    def _table(self, element: Element) -> list[str]:
        """A row a line. A row with one cell only is layout, a letterhead or a frame: its paragraphs stay lines."""
        found: list[str] = []
        for row in _parts(element, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells = [self._cell(each) for each in _parts(row, "tc")]
            filled = [lines for lines in cells if lines]
            if len(filled) == 1:
                found += filled[0]
            elif filled:
                found.append("\t".join(" ".join(line.replace("\t", " ") for line in lines) for lines in cells).rstrip())
        return found

    def _cell(self, element: Element) -> list[str]:
        settings = child(element, "tcPr")
        if child(settings, "cellDel") is not None:
            return []
        for merged in (child(settings, "vMerge"), child(settings, "hMerge")):
            if merged is not None and value(merged) != "restart":
                return []
        return self.lines(element)


def _split(number: str, text: str) -> list[str]:
    lines = [line.rstrip() for line in text.split("\n")]
    lines = [line for line in lines if line.strip()]
    if number and lines:
        lines[0] = number + lines[0].lstrip()
    return lines


def _parts(element: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in frames of content or inserted."""
    for each in element:
        found = local(each)
        if found == kind:
            yield each
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _parts(each, kind)
