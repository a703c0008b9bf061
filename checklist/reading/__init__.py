"""A notice file in, proposed directives out. Pure Python: knows neither the web nor the database."""

from __future__ import annotations

from dataclasses import replace

from checklist.reading.as_json import as_json
from checklist.reading.deadlines import due
from checklist.reading.decoding import decode, normalise
from checklist.reading.formats import Extract, Tell, extract, nobody
from checklist.reading.model import (
    MAX_CHARACTERS,
    MAX_PAGES,
    Heading,
    Part,
    ProposedDirective,
    Reading,
    Span,
    Unreadable,
)
from checklist.reading.secrecy import refuse_classified
from checklist.reading.sentences import sentences
from checklist.reading.understanding import understand

__all__ = [
    "MAX_CHARACTERS",
    "MAX_PAGES",
    "Extract",
    "Heading",
    "Part",
    "ProposedDirective",
    "Reading",
    "Span",
    "Tell",
    "Unreadable",
    "as_json",
    "check",
    "decode",
    "due",
    "extract",
    "nobody",
    "read",
    "sentences",
    "understand",
]


def check(text: str) -> None:
    """Raises Unreadable for a text of which it can be told at once that it is no notice that may be read."""
    refuse_classified(normalise(text))


def read(data: bytes, name: str = "", tell: Tell = nobody) -> Reading:
    """What a notice file says. `name` is only for the error; `tell` hears of pages done. Raises Unreadable."""
    extracted = extract(data, name, tell)
    return replace(
        understand(extracted.text, name), by_machine=extracted.by_machine, unread_pages=extracted.unread_pages
    )
