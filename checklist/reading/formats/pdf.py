"""PDF by pypdfium2. A page that has text is read by where it stands; one that is a picture goes to machine reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2

from checklist.reading.formats import machine, scans
from checklist.reading.formats.extract import Extract, Tell, nobody
from checklist.reading.formats.pdf_page import PageText, read_page
from checklist.reading.layout import text_of
from checklist.reading.model import MAX_PAGES, Unreadable

_LENGTH = re.compile(rb"/Linearized.{0,200}?/L\s+(\d{1,12})", re.DOTALL)


def read_pdf(data: bytes, name: str = "", tell: Tell = nobody) -> Extract:
    """The text of all pages; `tell` hears of every page. Raises Unreadable: password, broken, too_many_pages, scan,
    blank_scan, empty."""
    if _is_cut(data):
        raise Unreadable("broken", name)
    with closing(_opened(data, name)) as document:
        if not len(document):
            raise Unreadable("broken", name)
        if len(document) > MAX_PAGES:
            raise Unreadable("too_many_pages", name)
        try:
            return _read(document, name, tell)
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


def _read(document: pypdfium2.PdfDocument, name: str, tell: Tell) -> Extract:
    pages = list(_pages(document, tell))
    pictures = [number for number, page in enumerate(pages) if page.kind == "picture"]
    texts = [page for page in pages if page.kind == "text"]
    by_machine = any(page.by_machine for page in texts)
    if pictures:
        if machine.is_installed():
            if len(pictures) > machine.MOST_SCANNED_PAGES:
                raise Unreadable("too_many_pages", name)
            by_machine = True
            for done, number in enumerate(pictures):
                with closing(document[number]) as page:
                    pages[number] = PageText("text", scans.read_page(page, name), by_machine=True)
                tell(len(pages) - len(pictures) + done + 1, len(pages))
        elif len(pictures) >= len(texts):
            raise Unreadable("scan", name)
    text = text_of([page.sheet for page in pages])
    if not text.strip():
        raise Unreadable("blank_scan" if pictures else "empty", name)
    return Extract(text, by_machine)


def _pages(document: pypdfium2.PdfDocument, tell: Tell) -> Iterator[PageText]:
    """Each page as it is read; pictures are left for later, and so are not told of."""
    done = 0
    for number in range(len(document)):
        with closing(document[number]) as page:
            found = read_page(page)
        if found.kind != "picture":
            done += 1
            tell(done, len(document))
        yield found
