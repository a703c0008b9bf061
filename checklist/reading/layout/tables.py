"""Tables by the lines that are drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from checklist.reading.layout.segments import Glyph, Words, joined, segments

_NEAR = 3.0  # lines that are closer than this, in points, are one
_MOST, _MOST_CELLS = 500, 5000  # more lines or cells than that are a drawing
# position across, and from where to where along
Rule = tuple[float, float, float]


@dataclass
class Rulings:
    """What is drawn straight: across (y, from x, to x) and down (x, from y, to y)."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


class Grid:
    """The cells of one table. A cell may reach over several rows and columns: no line is drawn inside it.

    Where a page ends within a row the lines at the sides run on beyond the last one across: the row is `open` there.
    """

    def __init__(self, across: list[Rule], down: list[Rule]) -> None:
        self._across, self._down = _by_place(across), _by_place(down)
        self.xs = sorted(self._down)
        self.ys = sorted(self._across)
        tops, bottoms = sorted(rule[1] for rule in down), sorted(rule[2] for rule in down)
        self._open_above = tops[1] < self.ys[0] - _NEAR
        self._open_below = bottoms[-2] > self.ys[-1] + _NEAR
        self.ys = [*[tops[1]] * self._open_above, *self.ys, *[bottoms[-2]] * self._open_below]
        self._cell: dict[tuple[int, int], tuple[int, int]] = {}
        self._starting: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._glyphs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        if (len(self.ys) - 1) * (len(self.xs) - 1) <= _MOST_CELLS:
            self._part()

    def _part(self) -> None:
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                place = self._belongs(row, column)
                self._cell[row, column] = place
                if place == (row, column):
                    self._starting[row].append(place)

    @property
    def cells(self) -> int:
        return sum(map(len, self._starting.values()))

    def takes(self, glyph: Glyph) -> bool:
        """Whether the glyph stands in the table; if so it is kept."""
        row = bisect_right(self.ys, glyph.y - 0.3 * glyph.size) - 1
        column = bisect_right(self.xs, (glyph.left + glyph.right) / 2) - 1
        cell = self._cell.get((row, column))
        if cell is None:
            return False
        self._glyphs[cell].append(glyph)
        return True

    def rows(self) -> list[Words]:
        """A row a line, its cells parted by tabs; what reaches over several rows stands in the first."""
        found = []
        for row in range(len(self.ys) - 1):
            line = "\t".join(self._text(cell) for cell in self._starting[row])
            if line.strip():
                size = next(glyph.size for cell in self._starting[row] for glyph in self._glyphs.get(cell, ()))
                cut = (row == 0 and self._open_above) or (row == len(self.ys) - 2 and self._open_below)
                found.append(Words(line, self.xs[0], self.xs[-1], self.ys[row] + size, size, cells=True, cut=cut))
        return found

    def _text(self, cell: tuple[int, int]) -> str:
        text = ""
        for words in segments(self._glyphs.get(cell, ())):
            text = joined(text, words.text)
        return text

    def _belongs(self, row: int, column: int) -> tuple[int, int]:
        """The cell that this place is part of, named by its upper left corner."""
        x = (self.xs[column] + self.xs[column + 1]) / 2
        y = (self.ys[row] + self.ys[row + 1]) / 2
        if row and not any(start <= x <= end for start, end in self._across[self.ys[row]]):
            return self._cell[row - 1, column]
        if column and not any(start <= y <= end for start, end in self._down[self.xs[column]]):
            return self._cell[row, column - 1]
        return row, column


def _by_place(rules: list[Rule]) -> dict[float, list[tuple[float, float]]]:
    found: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for at, start, end in rules:
        found[at].append((start, end))
    return found


def grids(rulings: Rulings) -> list[Grid]:
    """The tables that the lines make: at least two cells, closed on both sides."""
    across, down = _merged(rulings.across), _merged(rulings.down)
    if len(across) > _MOST or len(down) > _MOST:
        return []
    group = list(range(len(across) + len(down)))

    def leader(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                group[leader(i)] = leader(len(across) + j)
    members: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index in range(len(group)):
        rules, side = (across, 0) if index < len(across) else (down, 1)
        members[leader(index)][side].append(rules[index if side == 0 else index - len(across)])
    found = [Grid(lines, sides) for lines, sides in members.values() if lines and len(sides) > 1]
    return [grid for grid in found if grid.cells > 1]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Borders are drawn cell by cell and on both sides: what lies on one line and touches is one."""
    lines: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(rules):
        if lines and at - lines[-1][0] <= _NEAR:
            lines[-1][1].append((start, end))
        else:
            lines.append((at, [(start, end)]))
    merged: list[Rule] = []
    for at, stretches in lines:
        stretches.sort()
        start, end = stretches[0]
        for begins, ends in stretches[1:]:
            if begins > end + _NEAR:
                merged.append((at, start, end))
                start, end = begins, ends
            end = max(end, ends)
        merged.append((at, start, end))
    return merged
