"""Lines to paragraphs: a sentence that a line, a column or a page breaks becomes whole, a heading keeps its line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from checklist.reading.layout.segments import Words, joined, width

_ENDED = re.compile(r"[。！？；：!?;:][”’」』）)]?$|\.$")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百\d]{1,5}[章节条]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:[．、]|\.(?!\d))|[①-⑳●■◆▪•·]|附\s*件|(?:[a-zA-Z]|[ivx]{1,4})[.)]\s"
)
# What must not be parted from the first character of a line: the line above is short by its width.
_TOKEN = re.compile(r"[（〔《“‘【「(\[]*(?:[!-~\u00a1-\u024f]+|.)[，。；：、！？）〕》”’】」)\]]*")
_INDENT = 1.2  # of a first line, in sizes of a character
_RESIZED = 1.12
_GAP = 1.3  # between paragraphs, against the usual distance of lines
_SAME_RUN = 4
_FEW = 8  # lines: too few to tell the edges of the text from


@dataclass
class Block:
    """Lines that stand below each other. `column` names the column, the same on every page; `edges` are given where
    the lines themselves are too few to tell; `paper` are the edges of the page."""

    lines: list[Words]
    column: tuple[int, ...] = ()
    edges: tuple[float, float] | None = None
    paper: tuple[float, float] | None = None
    left: float = 0
    right: float = 0
    pitch: float = 0


def paragraphs(blocks: list[Block]) -> list[str]:
    """The paragraphs of the whole document, in order. Sets the edges of the blocks."""
    _set_edges(blocks)
    found: list[str] = []
    text = ""
    before: tuple[Block, int] | None = None
    first = 0.0  # the indents of the paragraph's first and second line
    second: float | None = None
    for block in blocks:
        for index, line in enumerate(block.lines):
            indent = (line.left - block.left) / line.size
            if before is not None and _goes_on(before, (block, index)):
                text = _row(text, line.text)
            elif before is not None and not _breaks(before, (block, index), first, second):
                text = joined(text, line.text)
                second = indent if second is None else second
            else:
                if text:
                    found.append(text.rstrip("\t"))
                text, first, second = line.text, indent, None
            before = block, index
    return [*found, text.rstrip("\t")] if text else found


def _goes_on(above: tuple[Block, int], below: tuple[Block, int]) -> bool:
    """Whether the end of a page parts a row of a table: its frame is open there, or little is left of it."""
    upper, lower = above[0].lines[above[1]], below[0].lines[below[1]]
    if above[0] is below[0] or not (upper.cells and lower.cells) or below[1] > 0:
        return False
    before, after = upper.text.split("\t"), lower.text.split("\t")
    if len(before) != len(after) or abs(upper.left - lower.left) > 6 or abs(upper.right - lower.right) > 6:
        return False
    filled = [bool(cell) for cell in after]
    return (upper.cut and lower.cut) or (not filled[0] and 2 * sum(filled) <= len(filled))


def _row(before: str, after: str) -> str:
    return "\t".join(map(joined, before.split("\t"), after.split("\t")))


def _set_edges(blocks: list[Block]) -> None:
    """Where lines begin and end: what several lines share, of the block or else of all blocks in the same place."""
    shared: dict[tuple[int, ...], list[Words]] = defaultdict(list)
    for block in blocks:
        shared[block.column] += [line for line in block.lines if not line.cells]
    pitch = _pitch(blocks)
    for block in blocks:
        lines = [line for line in block.lines if not line.cells]
        block.pitch = pitch
        if block.edges:
            block.left, block.right = block.edges
            continue
        everywhere = shared[block.column] or block.lines
        block.left = _edge([line.left for line in lines], [line.left for line in everywhere], lines, -1)
        block.right = _edge([line.right for line in lines], [line.right for line in everywhere], lines, 1)
        if block.paper and len(everywhere) < _FEW and not block.column[-1]:
            # The longest of a few short lines is no full one: the right margin is about as wide as the left one.
            mirrored = block.paper[1] - (block.left - block.paper[0])
            if sum(line.right > block.right - line.size for line in everywhere) < 3:
                block.right = max(block.right, mirrored)


def _edge(own: list[float], everywhere: list[float], lines: list[Words], side: int) -> float:
    size = median(line.size for line in lines) if lines else 12.0
    for values, fewest in ((own, 5), (everywhere, 0)):
        values = sorted(values, reverse=side > 0)
        needed = max(2, len(values) // 12) if len(values) >= _FEW else 1
        for index, value in enumerate(values):
            if len(values) < max(fewest, needed):
                break
            if index + needed <= len(values) and abs(values[index + needed - 1] - value) <= size:
                return value
    return max(everywhere, key=lambda value: value * side)


def _pitch(blocks: list[Block]) -> float:
    """The usual distance of two lines, in sizes of a character."""
    distances: Counter[float] = Counter()
    for block in blocks:
        for above, below in zip(block.lines, block.lines[1:], strict=False):
            if not above.cells and not below.cells:
                distances[round((below.y - above.y) / below.size, 1)] += 1
    return distances.most_common(1)[0][0] if distances else 1.5


def _breaks(above: tuple[Block, int], below: tuple[Block, int], first: float, second: float | None) -> bool:
    """Whether the line below begins a paragraph."""
    upper, lower = above[0].lines[above[1]], below[0].lines[below[1]]
    if upper.cells or lower.cells or not 1 / _RESIZED < lower.size / upper.size < _RESIZED:
        return True
    if "\t" in upper.text or "\t" in lower.text:
        return True
    if _stands_alone(*above) or _stands_alone(*below):
        return True
    together = above[0] is below[0]
    if together and (lower.y - upper.y) / lower.size > _GAP * above[0].pitch:
        return True
    if not _is_full(above, lower):
        return True
    return _begins(upper, lower, (lower.left - below[0].left) / lower.size, first, second)


def _begins(upper: Words, lower: Words, indent: float, first: float, second: float | None) -> bool:
    """Whether a line below a full one begins a paragraph all the same: by its indent and its number."""
    ended = bool(_ENDED.search(upper.text))
    numbered = bool(_NUMBERED.match(lower.text))
    if numbered and ended:
        return True
    if second is not None:
        return abs(indent - second) > 0.8 and (indent > second or ended)
    if indent > first + 0.8:
        return ended or numbered or first < -0.8
    return indent > _INDENT and abs(indent - first) <= 0.8 and (ended or numbered)


def _stands_alone(block: Block, index: int) -> bool:
    """Titles stand in the middle, signatures and dates on the right."""
    line = block.lines[index]
    left, right = (line.left - block.left) / line.size, (block.right - line.right) / line.size
    if left > 2.6 and right > 1.5 and abs(left - right) < 1.6:
        return not _is_narrow_run(block.lines, index)
    return line.left - block.left > 0.45 * (block.right - block.left)


def _is_full(above: tuple[Block, int], lower: Words) -> bool:
    """Whether the line ends because it was full: what comes next would not have fitted."""
    block, index = above
    line = block.lines[index]
    token = _TOKEN.match(lower.text)
    needed = width(token.group()) if token else 1
    if (block.right - line.right) / line.size < max(needed, 1) + 0.55:
        return True
    return _is_narrow_run(block.lines, index)


def _is_narrow_run(lines: list[Words], index: int) -> bool:
    """A quotation or a notice in a box: several long lines that end at the same place, short of the others."""
    line = lines[index]
    if line.right - line.left < 15 * line.size:
        return False
    run = 1
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(lines[at].right - line.right) < 0.5 * line.size and run < _SAME_RUN:
            run, at = run + 1, at + step
    return run >= _SAME_RUN
