"""One page of a PDF: where its characters stand, the lines drawn around tables, and whether it is a picture."""

from __future__ import annotations

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from checklist.reading.layout import Glyph, Rulings, Sheet, grids, segments
from checklist.reading.radicals import RADICALS

_MOST_GLYPHS, _MOST_OBJECTS = 100_000, 20_000
_FEW = 40  # characters: a stamp or a page number on a scan
_COVERED = 0.5  # of the page by pictures: it is a scan
_UPRIGHT = 8  # degrees that a line may lean; what leans more is a watermark or a stamp
_THIN, _LONG = 2.5, 8.0  # a drawn line, in points
_GARBLED = 0.3  # of the characters without a meaning: a font that says not what its shapes are

Box = tuple[float, float, float, float]  # left, bottom, right, top, as PDF has them


@dataclass
class PageText:
    """`kind`: text, picture or blank. `by_machine`: the text is the layer that a scanner laid under its picture."""

    kind: str
    sheet: Sheet
    by_machine: bool = False


@dataclass
class _Written:
    """The characters of one page by the direction they are written in, in quarter turns."""

    visible: dict[int, list[Glyph]]
    hidden: dict[int, list[Glyph]]
    garbled: int


def read_page(page: pypdfium2.PdfPage) -> PageText:
    """What is written on the page."""
    box = page.get_cropbox()
    with closing(page.get_textpage()) as text:
        written = _written(page, text, box)
    visible, hidden = _count(written.visible), _count(written.hidden)
    objects = list(islice(page.get_objects(max_depth=1), _MOST_OBJECTS))
    covered = _covered(objects, box)
    if written.garbled > _GARBLED * (visible + written.garbled) and written.garbled > _FEW:
        return PageText("picture", _sheet(box, 0))
    if covered > _COVERED and visible < max(_FEW, hidden):
        if hidden > _FEW:
            return PageText("text", _laid(written.hidden, objects, box), by_machine=True)
        return PageText("picture", _sheet(box, 0))
    if visible:
        return PageText("text", _laid(written.visible, objects, box))
    return PageText("picture" if objects else "blank", _sheet(box, 0))


def _count(glyphs: dict[int, list[Glyph]]) -> int:
    return sum(not glyph.text.isspace() for each in glyphs.values() for glyph in each)


def _written(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, box: Box) -> _Written:
    found = _Written(defaultdict(list), defaultdict(list), 0)
    styles: dict[int, tuple[float, int | None, bool]] = {}
    bounds, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(raw.FPDFText_CountChars(text), _MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (10, 13):
            continue
        if code in (0, 0xFFFD, 0xFFFE) or 0xE000 <= code <= 0xF8FF:
            found.garbled += 1
            continue
        item = raw.FPDFText_GetTextObject(text, index)
        address = ctypes.addressof(item.contents) if item else 0
        if address not in styles:
            styles[address] = _style(text, index, item)
        size, turn, shown = styles[address]
        if turn is None or size <= 0.5:
            continue
        raw.FPDFText_GetLooseCharBox(text, index, bounds)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if not (box[0] - 1 <= x.value <= box[2] + 1 and box[1] - 1 <= y.value <= box[3] + 1):
            continue
        left, right = _along(turn, bounds, box)
        character = "-" if code == 2 else RADICALS.get(code) or chr(code)
        glyph = Glyph(character, left, right, _turned(turn, x.value, y.value, box)[1], size)
        (found.visible if shown else found.hidden)[turn].append(glyph)
    return found


def _style(text: pypdfium2.PdfTextPage, index: int, item: object) -> tuple[float, int | None, bool]:
    """Size in points, quarter turns (None where it leans), and whether it is printed, of a piece of text."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    degrees = math.degrees(math.atan2(matrix.b, matrix.a))
    turn = round(degrees / 90)
    shown = not item or raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return size, turn % 4 if abs(degrees - 90 * turn) <= _UPRIGHT else None, shown


def _turned(turn: int, x: float, y: float, box: Box) -> tuple[float, float]:
    """A place on the page as somebody sees it who reads text turned by that many quarters: from its upper left."""
    left, bottom, right, top = box
    return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[turn]


def _along(turn: int, bounds: raw.FS_RECTF, box: Box) -> tuple[float, float]:
    first = _turned(turn, bounds.left, bounds.bottom, box)[0]
    last = _turned(turn, bounds.right, bounds.top, box)[0]
    return min(first, last), max(first, last)


def _sheet(box: Box, turn: int) -> Sheet:
    across, down = box[2] - box[0], box[3] - box[1]
    return Sheet(0, 0, down, across) if turn % 2 else Sheet(0, 0, across, down)


def _laid(written: dict[int, list[Glyph]], objects: list[pypdfium2.PdfObject], box: Box) -> Sheet:
    """The words in the direction that most of them are written in; the others are labels along the edge."""
    turn = Counter({turn: len(glyphs) for turn, glyphs in written.items()}).most_common(1)[0][0]
    sheet = _sheet(box, turn)
    glyphs = written[turn]
    for grid in grids(_rulings(objects, turn, box)):
        glyphs = [glyph for glyph in glyphs if not grid.takes(glyph)]
        sheet.words += grid.rows()
    sheet.words += segments(glyphs)
    return sheet


def _covered(objects: list[pypdfium2.PdfObject], box: Box) -> float:
    """The part of the page that pictures cover, those within a form as far as the form reaches."""
    area = 0.0
    for each in objects:
        if each.type == raw.FPDF_PAGEOBJ_IMAGE or (each.type == raw.FPDF_PAGEOBJ_FORM and _holds_picture(each)):
            left, bottom, right, top = each.get_bounds()
            across = min(right, box[2]) - max(left, box[0])
            area += max(0.0, across) * max(0.0, min(top, box[3]) - max(bottom, box[1]))
    return area / ((box[2] - box[0]) * (box[3] - box[1]) or 1)


def _holds_picture(form: pypdfium2.PdfObject) -> bool:
    within = form.page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3, form=form, level=1)
    return next(iter(within), None) is not None


def _rulings(objects: list[pypdfium2.PdfObject], turn: int, box: Box) -> Rulings:
    found = Rulings()
    for each in objects:
        if each.type == raw.FPDF_PAGEOBJ_PATH:
            for first, last in _strokes(each):
                (left, top), (right, bottom) = _turned(turn, *first, box), _turned(turn, *last, box)
                left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
                if bottom - top <= _THIN and right - left >= _LONG:
                    found.across.append(((top + bottom) / 2, left, right))
                elif right - left <= _THIN and bottom - top >= _LONG:
                    found.down.append(((left + right) / 2, top, bottom))
    return found


def _strokes(path: pypdfium2.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path; one that is thin as a whole is a line."""
    left, bottom, right, top = path.get_bounds()
    if min(right - left, top - bottom) <= _THIN:
        yield (left, bottom), (right, top)
        return
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), 200)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
        last = point
