"""Sheets of words to the paragraphs of a document."""

from __future__ import annotations

from checklist.reading.layout.columns import blocks
from checklist.reading.layout.furniture import without_furniture
from checklist.reading.layout.paragraphs import Block, paragraphs
from checklist.reading.layout.rows import rows
from checklist.reading.layout.segments import Sheet


def text_of(sheets: list[Sheet]) -> str:
    """The text of all sheets, a paragraph a line, without what is only on the page: numbers, running heads."""
    found: list[Block] = []
    for sheet in without_furniture(sheets):
        parts = blocks(sheet.words)
        paper = round(sheet.right - sheet.left)
        for part in parts:
            middle = sum(words.left + words.right for words in part) / 2 / len(part)
            side = round(3 * (middle - sheet.left) / (sheet.right - sheet.left or 1)) if len(parts) > 1 else -1
            found.append(Block(rows(part), (paper, side)))
    return "\n".join(paragraphs(found))
