"""The files that the reader is tested with, and PDF that is made on the fly from them."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image

FILES = Path(__file__).parent / "files"


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def pages_of(*names: str, times: int = 1) -> bytes:
    """The pages of these files behind each other, as one PDF."""
    with pypdfium2.PdfDocument.new() as made:
        for _ in range(times):
            for name in names:
                made.import_pages(pypdfium2.PdfDocument(file(name)))
        return _saved(made)


def blank_pages(number: int) -> bytes:
    with pypdfium2.PdfDocument.new() as made:
        for _ in range(number):
            made.new_page(595, 842)
        return _saved(made)


def picture_of_nothing(kind: str = "PDF") -> bytes:
    """White paper, scanned."""
    into = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(into, kind)
    return into.getvalue()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()
