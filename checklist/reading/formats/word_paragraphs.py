"""What stands in one paragraph of a Word document, as the reader of the printed page would see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from checklist.reading.formats.numerals import circled
from checklist.reading.formats.word_styles import Element, Styles, child, is_on, value, whole

# Not text: settings, what was deleted or moved away, the readings above characters.
SKIPPED = {
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText",
    "delInstrText", "rt",
}  # fmt: skip
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Symbols of the fonts Wingdings and Wingdings 2 that forms use; further ones only decorate.
_SYMBOLS = {
    "F06F": "□", "F071": "□", "F0A3": "□", "F0A8": "□", "F052": "☑", "F054": "☒", "F0FE": "☑", "F0FD": "☒",
    "F0FC": "√", "F050": "√", "F04F": "×", "F0FB": "×", "F0A6": "★", "F0AB": "★",
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# A character in a circle, as Word makes it: eq \o\ac(○,3).
_IN_CIRCLE = re.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*([^,，\s]{1,4})\s*[,，]\s*([^\s()]{1,8})\s*\)\s*", re.IGNORECASE)
_LONGEST_CODE = 80


def local(element: Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def branches(alternate: Element) -> list[Element]:
    """What may stand for one thing: the first that holds anything is read, the others are copies for old programs."""
    return [each for each in alternate if local(each) in ("Choice", "Fallback")]


def is_placeholder(element: Element) -> bool:
    """Whether a frame for content still shows the prompt to fill it in."""
    return local(element) == "sdt" and is_on(child(element, "sdtPr", "showingPlcHdr"))


@dataclass
class Line:
    """A paragraph's text; `aside` are the lines of text boxes in it, `notes` the numbers of its notes."""

    words: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def __bool__(self) -> bool:
        return bool(self.aside or self.notes or self.text.strip())

    def add(self, other: Line) -> None:
        self.words += other.words
        self.aside += other.aside
        self.notes += other.notes


class ParagraphReader:
    """`inside` reads what has paragraphs of its own: a text box."""

    def __init__(self, styles: Styles, inside: Callable[[Element], list[str]]) -> None:
        self._styles = styles
        self._inside = inside
        self._fields: list[_Field] = []

    def read(self, paragraph: Element, style: str) -> Line:
        """The paragraph's text. `style` is the id of its style."""
        # A field that began in an earlier paragraph shows its result by now.
        outer, self._fields = self._fields, []
        line = Line()
        is_hidden = is_on(self._styles.said(style, "rPr", "vanish"))
        self._take(paragraph, line, is_hidden)
        self._fields = outer
        return line

    def _take(self, element: Element, line: Line, is_hidden: bool) -> None:
        for each in element:
            kind = local(each)
            if kind == "r":
                if not self._is_hidden(each, is_hidden):
                    self._take(each, line, is_hidden)
            elif kind == "t":
                self._say(line, each.text or "")
            elif kind in _CHARACTERS:
                self._say(line, _CHARACTERS[kind])
            elif kind in _READERS:
                _READERS[kind](self, each, line, is_hidden)
            elif kind not in SKIPPED and not is_placeholder(each):
                self._take(each, line, is_hidden)

    def _say(self, line: Line, words: str) -> None:
        for each in self._fields:
            if not each.has_result:
                each.code += words[:_LONGEST_CODE] if len(each.code) < _LONGEST_CODE else ""
                return
        line.words.append(words)

    def _is_hidden(self, run: Element, otherwise: bool) -> bool:
        settings = child(run, "rPr")
        if settings is None:
            return otherwise
        own = child(settings, "vanish")
        if own is None:
            own = self._styles.said(value(child(settings, "rStyle")), "rPr", "vanish")
        return otherwise if own is None else is_on(own)

    def _either(self, element: Element, line: Line, is_hidden: bool) -> None:
        for branch in branches(element):
            found = Line()
            self._take(branch, found, is_hidden)
            if found:
                line.add(found)
                return

    def _box(self, element: Element, line: Line, is_hidden: bool) -> None:
        line.aside += self._inside(element)

    def _art(self, element: Element, line: Line, is_hidden: bool) -> None:
        """WordArt of old templates: many a letterhead is one."""
        line.aside += [words for words in (element.get("string") or "").splitlines() if words.strip()]

    def _symbol(self, element: Element, line: Line, is_hidden: bool) -> None:
        code = (element.get(qn("w:char")) or "").upper()
        if code in _SYMBOLS:
            self._say(line, _SYMBOLS[code])
        elif re.fullmatch("[0-9A-F]{4}", code):
            self._say(line, _PRIVATE.sub("", chr(int(code, 16))))

    def _note(self, element: Element, line: Line, is_hidden: bool) -> None:
        line.notes.append((local(element).removesuffix("Reference"), element.get(qn("w:id")) or ""))

    def _code(self, element: Element, line: Line, is_hidden: bool) -> None:
        if self._fields and not self._fields[-1].has_result:
            self._say(line, element.text or "")

    def _field(self, element: Element, line: Line, is_hidden: bool) -> None:
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.has_result:
                self._say(line, _in_circle(ended.code))


@dataclass
class _Field:
    code: str = ""
    has_result: bool = False


def _in_circle(code: str) -> str:
    found = _IN_CIRCLE.fullmatch(code[:_LONGEST_CODE])
    if not found:
        return ""
    return (circled(whole(found[2], 0)) if found[1] in "○〇◯" else "") or found[2]


_READERS: dict[str, Callable[[ParagraphReader, Element, Line, bool], None]] = {
    "AlternateContent": ParagraphReader._either,
    "txbxContent": ParagraphReader._box,
    "p": lambda reader, element, line, is_hidden: line.aside.extend(reader._inside([element])),
    "tbl": lambda reader, element, line, is_hidden: line.aside.extend(reader._inside([element])),
    "textpath": ParagraphReader._art,
    "sym": ParagraphReader._symbol,
    "footnoteReference": ParagraphReader._note,
    "endnoteReference": ParagraphReader._note,
    "instrText": ParagraphReader._code,
    "fldChar": ParagraphReader._field,
}
