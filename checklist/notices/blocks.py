"""The lines of a notice as blocks, each with its role, from the top of a document to its foot."""

import re
from collections.abc import Container, Iterator
from typing import Any

from checklist.reading import Span

# Roles of a paragraph, from the top of a document to its foot.
TITLE, NUMBER, HEAD, HEADING, ADDRESSEES, PROSE, FOOT = (
    "title",
    "number",
    "head",
    "heading",
    "addressees",
    "prose",
    "foot",
)
SHORT = 32  # characters; a line of a letterhead or a signature is not longer
SHORTEST_BROKEN = 20  # a line shorter than this was ended on purpose
TITLE_LINES = 4
_STOP = re.compile(r"[。！？；：.!?;:][”’」）)》]*$")
_OPENS = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|第[一二三四五六七八九十百\d]+[章条]|附件|[-*#•]")
_SPACE = re.compile(r"\s+")


def blocks(text: str, part: dict[str, Any], headings: list[Span]) -> Iterator[tuple[str, int, int]]:
    """Role, start and end of every paragraph of this document of the text."""
    lines = _lines(text, part["start"], part["end"])
    title = _title_lines(text, lines, part["title"] or "")
    opening = {heading.start: heading.end for heading in headings}
    foot = _foot(text, lines, max([title[1], *(i for i, line in enumerate(lines) if line[0] in opening)]))
    at = 0
    while at < len(lines):
        start, end = lines[at]
        role, after = PROSE, at + 1
        if title[0] <= at < title[1]:
            role, after = TITLE, title[1]
        elif at >= foot:
            role = FOOT
        elif at < title[0] and end - start <= SHORT:
            role = NUMBER if _same(text[start:end], part["document_number"]) else HEAD
        elif at == title[1] and text[start:end].endswith(("：", ":")):
            role = ADDRESSEES
        elif end <= opening.get(start, 0):
            role = HEADING
        else:
            while after < foot and _is_broken(text, lines[after - 1], lines[after], opening):
                after += 1
        yield role, start, lines[after - 1][1]
        at = after


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines that hold something, without the white space around them."""
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match.group()
        if line.strip():
            first = start + match.start() + len(line) - len(line.lstrip())
            found.append((first, first + len(line.strip())))
    return found


def _title_lines(text: str, lines: list[tuple[int, int]], title: str) -> tuple[int, int]:
    """Between which lines the title stands; at the very top and of no length where it is not found."""
    for first in range(len(lines) if title else 0):
        for last in range(first, min(first + TITLE_LINES, len(lines))):
            if _same(text[lines[first][0] : lines[last][1]], title):
                return first, last + 1
    return 0, 0


def _same(words: str, wanted: str | None) -> bool:
    return bool(wanted) and _SPACE.sub("", words) == _SPACE.sub("", wanted or "")


def _foot(text: str, lines: list[tuple[int, int]], body: int) -> int:
    """The line at which signature and date begin: short lines at the end that are no sentences."""
    first = len(lines)
    while first - 1 > body:
        start, end = lines[first - 1]
        if end - start > SHORT or _STOP.search(text[start:end]):
            break
        first -= 1
    return first


def _is_broken(text: str, line: tuple[int, int], following: tuple[int, int], opening: Container[int]) -> bool:
    """Whether a line break stands in the middle of a sentence."""
    words = text[line[0] : line[1]]
    if len(words) < SHORTEST_BROKEN or _STOP.search(words) or following[0] in opening:
        return False
    return not _OPENS.match(text, following[0])
