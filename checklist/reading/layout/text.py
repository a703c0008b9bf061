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
    usual = _usual(gutters, papers)
    found: list[Block] = []
    for sheet, own, paper in zip(sheets, gutters, papers, strict=True):
        here = usual.get(paper) if own is None else own
        for words, column in parts(sheet.words, here):
            block = Block(rows(words), (paper, column), paper=(sheet.left, sheet.right))
            if here is not None and column == 0:
                block.edges = min(each.left for each in sheet.words), max(each.right for each in sheet.words)
            found.append(block)
    return "\n".join(paragraphs(found))


def _usual(gutters: list[float | None], papers: list[int]) -> dict[int, float]:
    """Where most pages of a width are parted: a page with a few lines of a column does not tell by itself."""
    seen = Counter((paper, each) for each, paper in zip(gutters, papers, strict=True) if each is not None)
    return {paper: each for (paper, each), _ in reversed(seen.most_common())}
