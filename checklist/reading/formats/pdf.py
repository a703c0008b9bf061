"""PDF by pypdfium2. A page that has text is read by where it stands; one that is a picture goes to machine reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing

import pypdfium2

from checklist.reading.formats import machine, scans
from checklist.reading.formats.extract import Extract, Tell, nobody
from checklist.reading.formats.pdf_page import PageText, read_page
from checklist.reading.layout import text_of
from checklist.reading.model import MAX_PAGES, Unreadable

_AT_ONCE = 50
_LENGTH = re.compile(rb"/Linearized.{0,200}?/L\s+(\d{1,12})", re.DOTALL)


def read_pdf(data: bytes, name: str = "", tell: Tell = nobody) -> Extract:
    """The text of all pages; `tell` hears of every page. Raises Unreadable: password, broken, too_many_pages, scan,
    blank_scan, empty."""
    if _is_cut(data):
        raise Unreadable("broken", name)
    try:
        with closing(_opened(data, name)) as document:
            number = len(document)
        if not number:
            raise Unreadable("broken", name)
        if number > MAX_PAGES:
            raise Unreadable("too_many_pages", name)
        return _read(data, number, name, tell)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable("broken", name) from problem


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        code = "password" if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else "broken"
        raise Unreadable(code, name) from problem


def _is_cut(data: bytes) -> bool:
    """PDFium mends a file that breaks off and leaves out the pages that are missing; half a notice is none."""
    length = _LENGTH.search(data[:2048])
    if length and len(data) < int(length[1]):
        return True
    return b"%%EOF" not in data[-65536:]


def _read(data: bytes, number: int, name: str, tell: Tell) -> Extract:
    pages: list[PageText] = []
    done = 0
    for _, page in _pages(data, range(number), name):
        pages.append(read_page(page))
        if pages[-1].kind != "picture":
            done += 1
            tell(done, number)
    unread = 0
    pictures = [at for at, page in enumerate(pages) if page.kind == "picture"]
    if pictures:
        texts = sum(page.kind == "text" for page in pages)
        if not machine.is_installed():
            if len(pictures) >= texts:
                raise Unreadable("scan", name)
            unread = len(pictures)
        elif len(pictures) > machine.MOST_SCANNED_PAGES:
            raise Unreadable("too_many_pages", name)
        else:
            for at, picture in _pages(data, pictures, name):
                pages[at] = PageText("text", scans.read_page(picture, name), by_machine=True)
                done += 1
                tell(done, number)
    text = text_of([page.sheet for page in pages])
    if not text.strip():
        raise Unreadable("blank_scan" if pictures else "empty", name)
    return Extract(text, any(page.by_machine for page in pages), unread)


def _pages(data: bytes, numbers: Sequence[int], name: str) -> Iterator[tuple[int, pypdfium2.PdfPage]]:
    """Each of the pages. PDFium keeps the fonts of a document until it is closed, and joined files have many."""
    for first in range(0, len(numbers), _AT_ONCE):
        with closing(_opened(data, name)) as document:
            for number in numbers[first : first + _AT_ONCE]:
                with closing(document[number]) as page:
                    yield number, page
