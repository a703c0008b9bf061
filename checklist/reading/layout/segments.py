"""Glyphs to stretches of words: what stands on one line without a wide gap in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# A gap from which on words stand apart, and one that is a tabulator or a column, in sizes of a character.
GAP, WIDE_GAP = 1.0, 2.0
# Between Latin letters a space is a fifth of a size or more; Chinese is stretched by more than that to fill a line.
_LATIN_GAP = 0.18
_LATIN = re.compile(r"[!-~\u00a1-\u024f\u2013-\u201f]")
_NARROW = re.compile(r"[ -~\u00a1-\u024f]")


class Glyph(NamedTuple):
    """One character where it stands; `size` is the height of its font."""

    text: str
    left: float
    right: float
    y: float
    size: float


class Words(NamedTuple):
    """A stretch of words on one line. `cells`: a row of a table, which is joined with nothing but, where the end of a
    page has `cut` it, the rest of itself."""

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: bool = False
    cut: bool = False


@dataclass
class Sheet:
    """A page as it is read: its words, and the edges that it is cut at."""

    left: float
    top: float
    right: float
    bottom: float
    words: list[Words] = field(default_factory=list)


def segments(glyphs: Iterable[Glyph]) -> list[Words]:
    """The stretches of words that the glyphs make, from top to bottom and left to right."""
    found: list[Words] = []
    for line in _lines(glyphs):
        line.sort(key=lambda glyph: glyph.left)
        run: list[Glyph] = []
        for glyph in line:
            if not glyph.text.isspace() and (last := _last(run)) and glyph.left - last.right > GAP * glyph.size:
                found += _words(run)
                run = []
            run.append(glyph)
        found += _words(run)
    return found


def joined(before: str, after: str) -> str:
    """Two pieces of one sentence: Latin words keep a space between them, a word broken by a hyphen becomes whole."""
    if not before or not after:
        return before + after
    if before[-1] in "-\u00ad\u2010" and len(before) > 1 and before[-2].isalpha() and after[0].islower():
        return before[:-1] + after
    if _LATIN.match(before[-1]) and _LATIN.match(after[0]):
        return f"{before} {after}"
    return before + after


def width(text: str) -> float:
    """About how wide the words are, in sizes of a character."""
    return len(text) - 0.48 * len(_NARROW.findall(text))


def _lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one line; a raised or lowered one belongs to the line beside it."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if lines and glyph.y - lines[-1][0].y <= 0.3 * min(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _last(run: list[Glyph]) -> Glyph | None:
    return next((glyph for glyph in reversed(run) if not glyph.text.isspace()), None)


def _words(run: list[Glyph]) -> list[Words]:
    """The run as words; one that is nothing but white space is none."""
    pieces: list[str] = []
    last: Glyph | None = None
    first: Glyph | None = None
    spaced = False
    for glyph in run:
        if glyph.text.isspace():
            spaced = True
            continue
        if last is not None:
            if glyph.text == last.text and abs(glyph.left - last.left) < 0.2 * glyph.size:
                continue  # printed twice, to look bold or to throw a shadow
            latin = _LATIN.match(last.text) and _LATIN.match(glyph.text)
            if spaced or (latin and glyph.left - last.right > _LATIN_GAP * glyph.size):
                pieces.append(" ")
        pieces.append(glyph.text)
        first, last, spaced = first or glyph, glyph, False
    if first is None or last is None:
        return []
    size = sorted(glyph.size for glyph in run)[len(run) // 2]
    return [Words("".join(pieces), first.left, last.right, first.y, size)]
