"""The order in which a page is read: from top to bottom, where two columns stand side by side the left one first."""

from __future__ import annotations

from typing import NamedTuple

from checklist.reading.layout.segments import Words

# Two columns of prose and not two columns of a table: this many lines each, this long (in sizes of a character),
# and most of them filling this part of the column. Beside the columns of another page fewer lines are columns, too.
_LINES, _FEW_LINES, _LENGTH, _FILLED = 4, 1, 8, 0.6
_STEPS = 100


class Part(NamedTuple):
    """Words that belong together; `column` is 1 or 2, and 0 where the page is not parted."""

    words: list[Words]
    column: int = 0


def parts(words: list[Words], gutter: float | None) -> list[Part]:
    """What belongs together, in reading order, the columns parted at `gutter`; not yet sorted into lines."""
    words = sorted(words, key=lambda each: (each.y, each.left))
    if gutter is None:
        return [Part(words)] if words else []
    found: list[Part] = []
    flow: list[Words] = []
    for band, columns in _bands(words, gutter, _FEW_LINES):
        if columns:
            if flow:
                found.append(Part(flow))
                flow = []
            found.append(Part([each for each in band if each.right <= gutter], 1))
            found.append(Part([each for each in band if each.left >= gutter], 2))
        else:
            flow += band
    return [*found, Part(flow)] if flow else found


def gutter(words: list[Words]) -> float | None:
    """Where the columns are parted: the place in the middle of the page that parts most of its words, if any does."""
    if not words:
        return None
    words = sorted(words, key=lambda each: (each.y, each.left))
    left, right = min(each.left for each in words), max(each.right for each in words)
    best, most = None, 0
    for step in range(_STEPS):
        x = left + (right - left) * (0.3 + 0.4 * step / _STEPS)
        if sum(not each.left < x < each.right for each in words) < max(2 * _LINES, most + 1):
            continue
        parted = sum(len(band) for band, columns in _bands(words, x, _LINES) if columns)
        if parted > most:
            best, most = x, parted
    return best


def _bands(words: list[Words], x: float, lines: int) -> list[tuple[list[Words], bool]]:
    """The page cut where words cross x; of each band, whether it is two columns."""
    found: list[tuple[list[Words], bool]] = []
    band: list[Words] = []
    for each in words:
        if each.left < x < each.right:
            if band:
                found.append((band, _is_columns(band, x, lines)))
                band = []
            found.append(([each], False))
        else:
            band.append(each)
    if band:
        found.append((band, _is_columns(band, x, lines)))
    return found


def _is_columns(band: list[Words], x: float, lines: int) -> bool:
    sides = [each for each in band if each.right <= x], [each for each in band if each.left >= x]
    if min(map(len, sides)) < lines:
        return False
    if min(each.left for each in sides[1]) - max(each.right for each in sides[0]) < sides[0][0].size * 0.8:
        return False
    return all(_is_prose(side) for side in sides)


def _is_prose(side: list[Words]) -> bool:
    column = max(each.right for each in side) - min(each.left for each in side)
    long = [
        each for each in side if not each.cells and each.right - each.left > max(_FILLED * column, _LENGTH * each.size)
    ]
    return len(long) >= 0.5 * len(side)
