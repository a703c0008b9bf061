"""What stands on an OFD page, and where (GB/T 33190-2016, 8.5, 9 and 11): in millimetres there, in points here."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from checklist.reading.layout import Glyph, Rulings
from checklist.reading.packages import local

POINTS = 72 / 25.4
Box = tuple[float, ...]  # x, y, width, height
_MOST_POINTS = 64  # of a path; a ruling or a frame has fewer
_THIN, _LONG = 0.7, 3.0  # a ruling's thickness at most, and its length at least


class Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Place(NamedTuple):
    """Where an object is drawn: its box on the page, and what its own lengths are turned into."""

    box: Box
    matrix: Matrix
    values: dict[str, str]


class Placed(NamedTuple):
    """The glyphs of one object, and its box."""

    box: Box
    glyphs: list[Glyph]


@dataclass
class Drawn:
    """What is drawn on one page."""

    box: Box | None = None  # of the paper: x, y, width, height
    rulings: Rulings = field(default_factory=Rulings)
    _texts: list[Placed] = field(default_factory=list)

    def add_text(self, element: Element, codes: list[Element]) -> None:
        """A TextObject with its TextCode elements."""
        where = place(element)
        if where is not None:
            self._texts.append(glyphs(where, codes))

    def add_path(self, element: Element) -> None:
        """A PathObject, of which only straight lines matter."""
        data = next((child.text or "" for child in element if local(child) == "AbbreviatedData"), "")
        where = place(element) if data else None
        if where is not None:
            rule(where, data, self.rulings)

    def glyphs(self) -> list[Glyph]:
        return spread(self._texts)


def place(element: Element) -> Place | None:
    """None for what is not shown, or slanted, as watermarks are."""
    values = _values(element)
    box = numbers(values.get("boundary", ""), 4)
    matrix = Matrix(*(numbers(values.get("ctm", ""), 6) or Matrix()))
    upright = matrix.a > 0 and abs(matrix.b) <= 0.1 * matrix.a and abs(matrix.c) <= 0.1 * abs(matrix.d)
    if box is None or values.get("visible", "").lower() == "false" or not upright or not matrix.d:
        return None
    return Place(box, matrix, values)


def numbers(text: str, count: int) -> tuple[float, ...] | None:
    """The first numbers of an array of the standard; None where it holds fewer, or none that could be drawn."""
    try:
        found = tuple(float(word) for word in text.split()[:count])
    except ValueError:
        return None
    return found if len(found) == count and all(abs(number) < 1e6 for number in found) else None


def glyphs(where: Place, codes: list[Element]) -> Placed:
    """The characters of a TextObject, whose TextCode elements these are. Lines that run downwards are left out."""
    size = (numbers(where.values.get("size", ""), 1) or (where.box[3] or 4.0,))[0]
    high = size * abs(where.matrix.d)
    found: list[Glyph] = []
    x = y = 0.0
    for code in codes:
        values = _values(code)
        x = (numbers(values.get("x", ""), 1) or (x,))[0]
        y = (numbers(values.get("y", ""), 1) or (y,))[0]
        text = (code.text or "").strip("\r\n")
        across, down = (_steps(values.get(name, ""), len(text) - 1) for name in ("deltax", "deltay"))
        if any(down) and not any(across):
            continue
        along = x
        for index, character in enumerate(text):
            wide = _width(character, size)
            step = across[index] if index < len(across) else wide
            # Within a run white space is a character: a step that is a little too wide only fills the line.
            shown = max(wide, step) if step < 2 * wide + 0.5 * size else wide
            left, base = where.matrix.at(along, y)
            right = left + shown * where.matrix.a
            found.append(_glyph(character, (left + where.box[0], right + where.box[0], base + where.box[1]), high))
            along += step
    return Placed(where.box, found)


def spread(objects: list[Placed]) -> list[Glyph]:
    """The glyphs of a page. Where each character of a run has an object of its own and all of them the box of the
    whole run, as some producers write it, the box is shared out among them."""
    found: list[Glyph] = []
    for box, group in groupby(objects, key=lambda each: each.box):
        several = list(group)
        placed = [glyph for each in several for glyph in each.glyphs]
        if len(several) > 1 and len({round(glyph.left, 2) for each in several for glyph in each.glyphs[:1]}) == 1:
            widths = [_width(glyph.text, 1.0) for glyph in placed]
            unit, left = box[2] * POINTS / (sum(widths) or 1), box[0] * POINTS
            for glyph, wide in zip(placed, widths, strict=True):
                found.append(glyph._replace(left=left, right=left + wide * unit))
                left += wide * unit
        else:
            found += placed
    return found


def rule(where: Place, data: str, rulings: Rulings) -> None:
    """Add what a path draws straight across or down: a line, a thin box, or the frame of a cell."""
    words = data.split(None, 3 * _MOST_POINTS + 1)
    if len(words) > 3 * _MOST_POINTS or any(len(word) == 1 and word in "QBA" for word in words):
        return
    ends = _ends(where, words)
    if len(ends) < 2:
        return
    left, right = min(x for x, _ in ends), max(x for x, _ in ends)
    top, bottom = min(y for _, y in ends), max(y for _, y in ends)
    if bottom - top <= _THIN and right - left >= _LONG:
        rulings.across.append(_in_points((top + bottom) / 2, left, right))
    elif right - left <= _THIN and bottom - top >= _LONG:
        rulings.down.append(_in_points((left + right) / 2, top, bottom))
    elif all(min(x - left, right - x) <= _THIN and min(y - top, bottom - y) <= _THIN for x, y in ends):
        rulings.across += [_in_points(top, left, right), _in_points(bottom, left, right)]
        rulings.down += [_in_points(left, top, bottom), _in_points(right, top, bottom)]


def _ends(where: Place, words: list[str]) -> list[tuple[float, float]]:
    """The points of a path of straight lines: `M x y L x y … C`."""
    found = []
    for index, word in enumerate(words):
        if word not in ("M", "L", "S"):
            continue
        point = numbers(" ".join(words[index + 1 : index + 3]), 2)
        if point:
            x, y = where.matrix.at(*point)
            found.append((x + where.box[0], y + where.box[1]))
    return found


def _in_points(at: float, start: float, end: float) -> tuple[float, float, float]:
    return at * POINTS, start * POINTS, end * POINTS


def _glyph(character: str, where: tuple[float, float, float], size: float) -> Glyph:
    left, right, y = where
    return Glyph(character, left * POINTS, right * POINTS, y * POINTS, size * POINTS)


def _width(character: str, size: float) -> float:
    return size if character > "\u2e7f" or character in "—…“”‘’" else 0.5 * size


def _values(element: Element) -> dict[str, str]:
    """Attributes by their names without namespace and case."""
    return {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}


def _steps(text: str, most: int) -> list[float]:
    """DeltaX and DeltaY: from one character to the next; `g 3 5.5` stands for 5.5 three times over."""
    found: list[float] = []
    words = iter(text.split())
    for word in words:
        if len(found) >= most:
            break
        if word != "g":
            found += numbers(word, 1) or (math.nan,)
            continue
        count, step = next(words, ""), numbers(next(words, ""), 1)
        if count.isdecimal() and step:
            found += [step[0]] * min(int(count[:7]), most - len(found))
    return [] if any(map(math.isnan, found)) else found[: max(most, 0)]
