"""Pieces of text that a page only places, made into lines, and the lines into paragraphs.

Lengths are in whatever unit the page has, y grows downwards. Margins are read off the lines themselves: what a file
says of its page is often wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

CELL_GAP = 1.8  # of the height of the letters: what is this far apart in a line stands in two cells of a table
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]{1,4}[、.．）)]|第[一二三四五六七八九十百\d]{1,4}[章节条]|[①-⑳]|附件|[—\-•●·]{1,2}\s"
)
_ENDED = re.compile(r"[。！？；：!?;:…][”’」）)]?$")
_PAGE_NUMBER = re.compile(
    r"[\s\-—－–_·.~―]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，共]{1,2}\s*\d{1,4}\s*页?)?[\s\-—－–_·.~―]*"
)
_DIGITS = re.compile(r"\d{1,6}")
_MARGIN_LINES = 2  # of a page, at its top and at its end, that may be no part of the text


@dataclass(frozen=True)
class Piece:
    """Some characters in one direction, by the box around them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """`text` has a tab where two cells stand beside each other; `height` is that of most of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    height: float


def paragraphs(pages: Sequence[Iterable[Piece]]) -> str:
    """The text of all pages, a paragraph a line, without page numbers and without what every page repeats."""
    return joined(without_furniture([lines(page) for page in pages]))


def lines(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of a page from top to bottom. Pieces at the same place stay in the order they came in."""
    rows: list[list[Piece]] = []
    middle = height = 0.0
    for piece in sorted((piece for piece in pieces if piece.text.strip()), key=_middle):
        if rows and abs(_middle(piece) - middle) <= 0.4 * max(height, piece.bottom - piece.top):
            rows[-1].append(piece)
            continue
        rows.append([piece])
        middle, height = _middle(piece), piece.bottom - piece.top
    return [_line(row) for row in rows]


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _line(row: list[Piece]) -> Line:
    row.sort(key=lambda piece: piece.left)
    heights = Counter[float]()
    for piece in row:
        heights[round(piece.bottom - piece.top, 2)] += len(piece.text.strip())
    height = heights.most_common(1)[0][0]
    words = [row[0].text]
    right = row[0].right
    for before, piece in zip(row, row[1:], strict=False):
        words.append(_between(before.text, piece.text, piece.left - right, height) + piece.text)
        right = max(right, piece.right)
    return Line(
        "".join(words).strip(),
        row[0].left,
        right,
        min(piece.top for piece in row),
        max(piece.bottom for piece in row),
        height,
    )


def _between(before: str, after: str, gap: float, height: float) -> str:
    if gap >= CELL_GAP * height:
        return "\t"
    apart = gap > 0.2 * height and not (before[-1:].isspace() or after[:1].isspace())
    return " " if apart and not (_WIDE.match(before[-1:]) or _WIDE.match(after[:1])) else ""


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages less their numbers and what stands at the edge of most of them."""
    seen = Counter[tuple[bool, str]]()
    for page in pages:
        seen.update({(at_top, _shape(line)) for at_top, line in _edges(page)})
    repeated = {edge for edge, count in seen.items() if count >= 3 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        dropped = {
            id(line)
            for at_top, line in _edges(page)
            if (at_top, _shape(line)) in repeated or _PAGE_NUMBER.fullmatch(line.text)
        }
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _edges(page: list[Line]) -> list[tuple[bool, Line]]:
    return [(True, line) for line in page[:_MARGIN_LINES]] + [(False, line) for line in page[-_MARGIN_LINES:]]


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))


def joined(pages: Sequence[list[Line]]) -> str:
    """Lines into paragraphs, over the ends of pages too."""
    everything = [line for page in pages for line in page]
    if not everything:
        return ""
    usual = median(line.height for line in everything)
    texts: list[str] = []
    before: Line | None = None
    for page in pages:
        left, right = _margins(page, usual)
        first = True
        for line in page:
            if before is not None and _continues(before, line, (left, right), at_page=first):
                texts[-1] = _glued(texts[-1], line.text)
            else:
                texts.append(line.text)
            before, first = line, False
    return "\n".join(texts)


def _margins(page: list[Line], usual: float) -> tuple[float, float]:
    """Where the body of the text begins and ends: the edges that several lines share."""
    body = [line for line in page if "\t" not in line.text and 0.8 * usual <= line.height <= 1.2 * usual] or page
    if not body:
        return 0.0, 0.0
    rights = sorted(line.right for line in body)
    lefts = Counter(round(line.left / usual) for line in body)
    shared = [edge for edge, count in lefts.items() if count * 8 >= len(body)]
    left = min(shared) * usual if shared else min(line.left for line in body)
    return left, rights[-1 - len(rights) // 10]


def _continues(before: Line, line: Line, margins: tuple[float, float], *, at_page: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    left, right = margins
    size = max(before.height, line.height)
    if "\t" in before.text or "\t" in line.text or min(before.height, line.height) < 0.8 * size:
        return False
    if not at_page and line.top - before.bottom > 1.6 * size:
        return False
    if _is_centred(before, margins) and _is_centred(line, margins):
        return not _ENDED.search(before.text) and not _NUMBERED.match(line.text) and not line.text[-1:].isdigit()
    if before.right + _first_word(line) <= right - 0.3 * size:
        return False
    indent = line.left - left
    if indent <= 0.8 * size:
        return not (_NUMBERED.match(line.text) and _ENDED.search(before.text))
    hanging = abs(line.left - before.left) <= 0.3 * size or indent <= 1.2 * size
    return hanging and not _ENDED.search(before.text) and not _NUMBERED.match(line.text)


def _is_centred(line: Line, margins: tuple[float, float]) -> bool:
    left, right = margins
    return line.left - left > 1.2 * line.height and abs((line.left - left) - (right - line.right)) <= 1.2 * line.height


def _first_word(line: Line) -> float:
    """How wide the first word is, that had to find room at the end of the line before; a character, in Chinese."""
    if _WIDE.match(line.text):
        return line.height
    word = line.text.split(None, 1)[0]
    return (line.right - line.left) * min(len(word), 30) / max(len(line.text), 1)


def _glued(text: str, more: str) -> str:
    if _WIDE.match(text[-1:]) or _WIDE.match(more[:1]):
        return text + more
    if text.endswith("-") and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"
