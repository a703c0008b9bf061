"""PDF: pictures of its first pages, and their text."""

from pathlib import Path
from time import process_time
from typing import Any

import pypdfium2
from pypdfium2 import PdfiumError

from checklist.files.examining.pictures import LONGEST_SIDE, save
from checklist.files.examining.problem import Problem

MOST_PAGES = 30
MOST_CHARACTERS = 200_000
# Pages that take long to draw are left to the download rather than the whole file refused.
DRAWING_SECONDS = 12
MOST_SCALE = 4.0
PASSWORD_ERROR = 4


def draw_pages(path: Path) -> dict[str, Any]:
    """Write page-1.jpg … and thumbnail.jpg; returns how many were drawn of how many, and the text. Raises Problem."""
    try:
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
        count = len(document)
        if not count:
            raise Problem("broken")
        drawn, texts = 0, []
        while drawn < min(count, MOST_PAGES) and (not drawn or process_time() < DRAWING_SECONDS):
            page = document[drawn]
            drawn += 1
            _draw(page, drawn)
            texts.append(_text(page))
            page.close()
    except PdfiumError as problem:
        is_locked = getattr(problem, "err_code", None) == PASSWORD_ERROR or "password" in str(problem).lower()
        raise Problem("password" if is_locked else "broken") from problem
    text = "\n\n".join(texts)
    return {
        "pages": drawn,
        "of_pages": count,
        "text": text[:MOST_CHARACTERS],
        "opening": texts[0],
        "is_cut": drawn < count or len(text) > MOST_CHARACTERS,
    }


def _draw(page: pypdfium2.PdfPage, number: int) -> None:
    width, height = page.get_size()
    scale = min(LONGEST_SIDE / max(width, height, 1), MOST_SCALE)
    save(page.render(scale=scale).to_pil(), number)


def _text(page: pypdfium2.PdfPage) -> str:
    try:
        text = page.get_textpage().get_text_range()
    except PdfiumError:  # a page that can be drawn is worth showing
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")
