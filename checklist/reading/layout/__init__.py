"""From words on a page to paragraphs: plain geometry, whoever found the words, a PDF or a machine that reads scans.

Positions are in points or in pixels, x to the right and y downwards, in the direction in which the words are read.
`y` is the line that the characters stand on.
"""

from __future__ import annotations

from checklist.reading.layout.segments import Glyph, Sheet, Words, segments, width
from checklist.reading.layout.tables import Rulings, grids
from checklist.reading.layout.text import text_of

__all__ = ["Glyph", "Rulings", "Sheet", "Words", "grids", "segments", "text_of", "width"]
