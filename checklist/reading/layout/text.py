"""Sheets of words to the paragraphs of a document."""

from __future__ import annotations

from collections import Counter

from checklist.reading.layout.columns import gutter, parts
from checklist.reading.layout.furniture import without_furniture
from checklist.reading.layout.paragraphs import Block, paragraphs
from checklist.reading.layout.rows import rows
from checklist.reading.layout.segments import Sheet


def text_of(sheets: list[Sheet]) -> str:
    """The text of all sheets, a paragraph a line, without what is only on the page: numbers, running heads."""
    sheets = without_furniture(sheets)
    gutters = [gutter(sheet.words) for sheet in sheets]
    papers = [round(sheet.right - sheet.left) for sheet in sheets]
    found: list[Block] = []
    for sheet, own, paper in zip(sheets, gutters, papers, strict=True):
        usual = Counter(
            each for each, other in zip(gutters, papers, strict=True) if each is not None and other == paper
        ).most_common(1)
        here = own if own is not None or not usual else usual[0][0]
        edges = (
            (min(each.left for each in sheet.words), max(each.right for each in sheet.words)) if sheet.words else None
        )
        for part in parts(sheet.words, here):
            found.append(Block(rows(part.words), (paper, part.column), edges if not part.column and here else None))
    return "\n".join(paragraphs(found))
