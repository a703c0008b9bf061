"""A notice file in, proposed directives out. Pure Python: knows neither the web nor the database."""

from __future__ import annotations

from checklist.reading.as_json import as_json
from checklist.reading.deadlines import due
from checklist.reading.decoding import decode
from checklist.reading.model import (
    MAX_CHARACTERS,
    Heading,
    Part,
    ProposedDirective,
    Reading,
    Span,
    Unreadable,
)
from checklist.reading.sentences import sentences
from checklist.reading.understanding import understand

__all__ = [
    "MAX_CHARACTERS",
    "Heading",
    "Part",
    "ProposedDirective",
    "Reading",
    "Span",
    "Unreadable",
    "as_json",
    "decode",
    "due",
    "read",
    "sentences",
    "understand",
]


def read(data: bytes, name: str = "") -> Reading:
    """What a notice file says. `name` is only for the error. Raises Unreadable."""
    return understand(decode(data, name), name)
