"""A file's text, whatever its format: recognised by content, never by name. One module a format."""

from __future__ import annotations

from checklist.reading.decoding import decode
from checklist.reading.formats.extract import Extract, Tell, nobody
from checklist.reading.formats.recognizing import recognize
from checklist.reading.model import Unreadable

__all__ = ["Extract", "Tell", "extract", "nobody"]


def extract(data: bytes, name: str = "", tell: Tell = nobody) -> Extract:
    """The text of a file. `name` goes into the error only. Raises Unreadable.

    Modules are imported when they are needed: most of them bring large libraries along.
    """
    try:
        return _extracted(data, name, tell)
    except Unreadable as problem:
        if problem.name == name:
            raise
        raise Unreadable(problem.code, name) from problem


def _extracted(data: bytes, name: str, tell: Tell) -> Extract:
    kind = recognize(data, name)
    if kind == "pdf":
        from checklist.reading.formats.pdf import read_pdf

        return read_pdf(data, name, tell)
    if kind == "picture":
        from checklist.reading.formats.scans import read_picture

        return read_picture(data, name, tell)
    return Extract(_text(kind, data, name))


def _text(kind: str, data: bytes, name: str) -> str:
    if kind == "docx":
        from checklist.reading.formats.docx import read_docx

        return read_docx(data, name)
    if kind == "old_word":
        from checklist.reading.formats.old_word import read_old_word

        return read_old_word(data, name)
    if kind == "ofd":
        from checklist.reading.formats.ofd import read_ofd

        return read_ofd(data, name)
    if kind == "html":
        from checklist.reading.formats.html import read_html

        return read_html(data, name)
    return decode(data, name)
