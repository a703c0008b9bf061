"""The text without its white space. Line breaks in a notice fall anywhere: at page ends, in narrow columns, or not at
all. So the rules for Chinese run on the bare characters, and white space stays a hint that sits between them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

from checklist.reading.model import Span

NONE, SPACE, LINE, PARAGRAPH = range(4)
_RUN = re.compile(r"\s+")
_INDENT = re.compile(r"\n[ \t]*(?:\u3000+|[ \t]{2,})$")
# Pairs that a sentence does not end in, and how far apart they may stand before the opening one counts as stray.
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」", "〈": "〉", "[": "]"}
_OPENING = re.compile("[" + re.escape("".join(_PAIRS)) + "]")
_REACH = 200
_LONG_LINE = 300
_SET_APART = 2  # as many single characters with spaces between are one name
# Half-width punctuation behind a Chinese character stands for the full-width one. One for one, so offsets hold.
_HALF = re.compile("(?<=[\u4e00-\u9fff”’》）)〉】])[,:;?!]")
_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}


class Squeezed:
    """`text` has no white space; `gap[i]` tells what stood before character i; `enclosed[i]` whether i is in a pair."""

    def __init__(self, source: str) -> None:
        self.source = source
        pieces: list[str] = []
        self._offset = array("l")
        self.gap = bytearray()
        position = 0
        gap = PARAGRAPH
        for run in _RUN.finditer(source):
            self._take(pieces, position, run.start(), gap)
            gap = _gap(run.group())
            position = run.end()
        self._take(pieces, position, len(source), gap)
        self._close_up(pieces)
        self.text = _HALF.sub(lambda match: _FULL[match.group()], "".join(pieces))
        self.enclosed = _enclosed(self.text)
        self.lines = [at for at, gap in enumerate(self.gap) if gap >= LINE]
        self.lined = self._is_lined()
        # Where something of its own may begin: at a line; where breaks are lost, at a space.
        self.edges = self.lines if self.lined else [at for at, gap in enumerate(self.gap) if gap >= SPACE]

    def _close_up(self, pieces: list[str]) -> None:
        """Forget the spaces within a name that is set apart for display: 某 某 市 教 育 局."""
        at = 0
        run: list[int] = []
        for piece in [*pieces, "  "]:
            if len(piece) == 1 and "一" <= piece <= "鿿" and (not run or self.gap[at] == SPACE):
                run.append(at)
            else:
                if len(run) >= _SET_APART:
                    for inner in run[1:]:
                        self.gap[inner] = NONE
                run = [at] if len(piece) == 1 and "一" <= piece <= "鿿" else []
            at += len(piece)

    def _take(self, pieces: list[str], start: int, end: int, gap: int) -> None:
        if start < end:
            pieces.append(self.source[start:end])
            self._offset.extend(range(start, end))
            self.gap.append(gap)
            self.gap.extend(bytes(end - start - 1))

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that holds the squeezed characters start..end (not empty)."""
        return Span(self._offset[start], self._offset[end - 1] + 1)

    def slice(self, start: int, end: int) -> str:
        span = self.span(start, end)
        return self.source[span.start : span.end]

    def _is_lined(self) -> bool:
        """A text that is one long line, but for a line or two around it, has lost its breaks."""
        longest = max((b - a for a, b in zip(self.lines, [*self.lines[1:], len(self)], strict=False)), default=0)
        return len(self.lines) > 2 and (longest < _LONG_LINE or 10 * longest < 7 * len(self))

    def edge_at(self, position: int) -> bool:
        return position >= len(self.text) or self.gap[position] >= (LINE if self.lined else SPACE)

    def edge_after(self, position: int) -> int:
        """The first edge behind position, or the end of the text."""
        after = bisect_right(self.edges, position)
        return self.edges[after] if after < len(self.edges) else len(self.text)

    def edge_before(self, position: int) -> int:
        """The last edge before position, 0 where there is none."""
        before = bisect_left(self.edges, position)
        return self.edges[before - 1] if before else 0

    def line_end(self, position: int) -> int:
        """Where the line that holds position ends: the next start of a line, or the end of the text."""
        after = bisect_right(self.lines, position)
        return self.lines[after] if after < len(self.lines) else len(self.text)

    def lines_between(self, start: int, end: int) -> list[int]:
        """The starts of lines after start and before end."""
        return list(self.lines[bisect_right(self.lines, start) : bisect_left(self.lines, end)])

    def breaks_at(self, position: int) -> bool:
        """Whether a line starts at position, or the text ends there."""
        return position >= len(self.text) or self.gap[position] >= LINE


def _gap(white: str) -> int:
    lines = white.count("\n")
    if not lines:
        return SPACE
    return PARAGRAPH if _INDENT.search(white) else LINE


def _enclosed(text: str) -> bytearray:
    inside = bytearray(len(text))
    for opening in _OPENING.finditer(text):
        start = opening.start()
        if inside[start]:
            continue
        end = text.find(_PAIRS[opening.group()], start, start + _REACH)
        if end > 0:
            inside[start + 1 : end + 1] = b"\1" * (end - start)
    return inside
