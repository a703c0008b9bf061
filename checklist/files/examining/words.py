"""Word, presentations and OFD: their text, a Word document with its headings and tables, as plain data."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from checklist.files.examining.packages import DOCX, OFD, main_part
from checklist.files.examining.problem import Problem
from checklist.reading.packages import attribute, local, opened, part

MOST_CHARACTERS = 300_000
MOST_BLOCKS = 5_000
MOST_SPAN = 100
# Not what is shown: the copy for old programs, what was deleted, the codes of fields.
_SKIPPED = {"Fallback", "delText", "instrText", "pPr", "rPr", "del", "moveFrom"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)

# One block: ["heading", level, text], ["paragraph", text], ["item", text] or ["table", rows].
Block = list[Any]


def read_words(path: Path, media_type: str) -> dict[str, Any]:
    """The text of the document and, of a Word document, its blocks; raises Problem."""
    with opened(path) as archive:
        if media_type == DOCX:
            blocks = _document(archive)
        elif media_type == OFD:
            blocks = _pages(archive, r"(?:^|/)Page_(\d+)/Content\.xml$", "TextCode", "TextObject")
        else:
            blocks = _pages(archive, r"^ppt/slides/slide(\d+)\.xml$", "t", "p")
        return _bounded(blocks)


def _document(archive: ZipFile) -> Iterator[Block]:
    document = part(archive, main_part(archive, DOCX))
    levels = _heading_styles(archive)
    body = next((element for element in document if local(element) == "body"), None) if document is not None else None
    for element in _inside(body) if body is not None else ():
        if local(element) == "p":
            yield _paragraph(element, levels)
        else:
            yield ["table", [_row(row) for row in element if local(row) == "tr"]]


def _inside(element: Element, depth: int = 0) -> Iterator[Element]:
    """The paragraphs and tables in a body, also those in frames of content."""
    for child in element:
        if local(child) in ("p", "tbl"):
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml", "smartTag") and depth < 20:
            yield from _inside(child, depth + 1)


def _paragraph(element: Element, levels: dict[str, int]) -> Block:
    text = _text(element)
    settings = next((child for child in element if local(child) == "pPr"), ())
    named = {local(child): child for child in settings}
    level = levels.get(attribute(named["pStyle"], "val"), 0) if "pStyle" in named else 0
    if level:
        return ["heading", level, text]
    return ["item" if "numPr" in named else "paragraph", text]


def _row(row: Element) -> list[str]:
    """The cells of a row; what is merged with the cell before or above is empty."""
    cells: list[str] = []
    for cell in row:
        if local(cell) != "tc":
            continue
        settings = {local(child): child for child in next((child for child in cell if local(child) == "tcPr"), ())}
        merged = settings.get("vMerge")
        is_continued = merged is not None and attribute(merged, "val") != "restart"
        words = (_text(each) for each in cell.iter() if local(each) == "p")
        cells.append("" if is_continued else "\n".join(word for word in words if word))
        span = attribute(settings["gridSpan"], "val") if "gridSpan" in settings else "1"
        cells += [""] * (min(int(span), MOST_SPAN) - 1 if span.isdecimal() else 0)
    return cells[:MOST_SPAN]


def _text(element: Element) -> str:
    words: list[str] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        name = local(each)
        if name in _SKIPPED:
            continue
        words.append(_CHARACTERS.get(name, ""))
        if name == "t":
            words.append(each.text or "")
        waiting.extend(reversed(each))
    return "".join(words).strip()


def _heading_styles(archive: ZipFile) -> dict[str, int]:
    styles = part(archive, "word/styles.xml") if "word/styles.xml" in archive.NameToInfo else None
    levels = {}
    for style in styles if styles is not None else ():
        name = next((attribute(child, "val") for child in style if local(child) == "name"), "")
        if found := _HEADING.fullmatch(name):
            levels[attribute(style, "styleId")] = int(found[1])
    return levels


def _pages(archive: ZipFile, pattern: str, word: str, line: str) -> Iterator[Block]:
    """The text of numbered pages or slides, in their order."""
    found = [(int(match[1][:9]), name) for name in archive.namelist() if (match := re.search(pattern, name))]
    if not found:
        raise Problem("broken")
    for number, name in sorted(found):
        page = part(archive, name)
        yield ["heading", 2, str(number)]
        for element in page.iter() if page is not None else ():
            if local(element) == line:
                text = "".join(each.text or "" for each in element.iter() if local(each) == word)
                yield ["paragraph", text.strip()]


def _bounded(blocks: Iterator[Block]) -> dict[str, Any]:
    kept: list[Block] = []
    lines: list[str] = []
    left = MOST_CHARACTERS
    for block in blocks:
        words = "\n".join("\t".join(row) for row in block[-1]) if block[0] == "table" else block[-1]
        if not words.strip():
            continue
        left -= len(words)
        if left < 0 or len(kept) >= MOST_BLOCKS:
            return {"text": "\n".join(lines), "blocks": kept, "is_cut": True}
        kept.append(block)
        lines.append(words)
    return {"text": "\n".join(lines), "blocks": kept, "is_cut": False}
