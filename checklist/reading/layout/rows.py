"""Stretches of words to lines."""

from __future__ import annotations

from checklist.reading.layout.segments import WIDE_GAP, Words


def rows(words: list[Words]) -> list[Words]:
    """The lines of a block from top to bottom; a wide gap within a line is a tab, a narrow one a space."""
    lines: list[list[Words]] = []
    for each in sorted(words, key=lambda each: each.y):
        if lines and not each.cells and not lines[-1][0].cells and _level(lines[-1][0], each):
            lines[-1].append(each)
        else:
            lines.append([each])
    return [_line(sorted(line, key=lambda each: each.left)) for line in lines]


def _level(first: Words, other: Words) -> bool:
    return abs(other.y - first.y) <= 0.55 * min(first.size, other.size)


def _line(line: list[Words]) -> Words:
    if len(line) == 1:
        return line[0]
    letters = all(len(each.text) == 1 for each in line)  # 通   知: spread out, not apart
    text, last = line[0].text, line[0]
    for each in line[1:]:
        gap = each.left - last.right
        text += ("\t" if gap > WIDE_GAP * each.size and not letters else " ") + each.text
        last = each
    longest = max(line, key=lambda each: len(each.text))
    return Words(text, line[0].left, last.right, longest.y, longest.size)
