"""Tables by the lines that are drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from checklist.reading.layout.segments import Glyph, Words, joined, segments

_NEAR = 3.0  # lines that are closer than this, in points, are one
_MOST = 500  # more lines than that are a drawing
# position across, and from where to where along
Rule = tuple[float, float, float]


@dataclass
class Rulings:
    """What is drawn straight: across (y, from x, to x) and down (x, from y, to y)."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


class Grid:
    """The cells of one table. A cell may reach over several rows and columns: no line is drawn inside it."""

    def __init__(self, across: list[Rule], down: list[Rule]) -> None:
        self.ys = sorted({rule[0] for rule in across})
        self.xs = sorted({rule[0] for rule in down})
        self._cell: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                self._cell[row, column] = self._belongs(row, column, across, down)
        self._glyphs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)

    @property
    def cells(self) -> int:
        return len(set(self._cell.values()))

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
            starting = [cell for cell in sorted(set(self._cell.values())) if cell[0] == row]
            line = "\t".join(self._text(cell) for cell in starting).rstrip("\t")
            if line.strip():
                sizes = [glyph.size for cell in starting for glyph in self._glyphs.get(cell, ())]
                found.append(Words(line, self.xs[0], self.xs[-1], self.ys[row] + sizes[0], sizes[0], cells=True))
        return found

    def _text(self, cell: tuple[int, int]) -> str:
        text = ""
        for words in segments(self._glyphs.get(cell, ())):
            text = joined(text, words.text)
        return text

    def _belongs(self, row: int, column: int, across: list[Rule], down: list[Rule]) -> tuple[int, int]:
        """The cell that this place is part of, named by its upper left corner."""
        x = (self.xs[column] + self.xs[column + 1]) / 2
        y = (self.ys[row] + self.ys[row + 1]) / 2
        if row and not any(rule[0] == self.ys[row] and rule[1] <= x <= rule[2] for rule in across):
            return self._cell[row - 1, column]
        if column and not any(rule[0] == self.xs[column] and rule[1] <= y <= rule[2] for rule in down):
            return self._cell[row, column - 1]
        return row, column


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
    found = [Grid(lines, sides) for lines, sides in members.values() if len(lines) > 1 and len(sides) > 1]
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
