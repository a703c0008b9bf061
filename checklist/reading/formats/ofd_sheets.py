"""The pages of an OFD document as sheets: their words, tables, and the edges of the paper."""

from __future__ import annotations

from checklist.reading.formats.ofd_objects import POINTS, Drawn
from checklist.reading.layout import Glyph, Sheet, grids, segments

# A file is believed in the size of its paper where the lowest line of the document stands within it, and not in the
# uppermost part: some producers write the size in other units.
_REACH = 4.0


def sheets(pages: list[Drawn]) -> list[Sheet]:
    """Each page as a sheet, in points."""
    placed = [page.glyphs() for page in pages]
    everything = [glyph for glyphs in placed for glyph in glyphs]
    if not everything:
        return []
    written = _written(everything)
    made = []
    for page, glyphs in zip(pages, placed, strict=True):
        sheet = _paper(page, written)
        for grid in grids(page.rulings):
            glyphs = [glyph for glyph in glyphs if not grid.takes(glyph)]
            sheet.words += grid.rows()
        sheet.words += segments(glyphs)
        made.append(sheet)
    return made


def _written(glyphs: list[Glyph]) -> Sheet:
    """The part of the paper that the document writes on."""
    return Sheet(
        min(glyph.left for glyph in glyphs),
        min(glyph.y - glyph.size for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.y for glyph in glyphs),
    )


def _paper(page: Drawn, written: Sheet) -> Sheet:
    if page.box is not None:
        left, top, width, height = (length * POINTS for length in page.box)
        if top + height >= written.bottom and height <= _REACH * (written.bottom - top):
            return Sheet(left, top, left + width, top + height)
    return Sheet(written.left, written.top, written.right, written.bottom)
