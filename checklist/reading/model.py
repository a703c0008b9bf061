"""What a reading is made of: plain frozen values, so that a parse can be compared and stored."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

MAX_CHARACTERS = 400_000
MAX_PAGES = 500


class Unreadable(Exception):
    """The data is no notice that can be read. `code` says why; the words for the screen are made from it elsewhere.

    empty: no text at all. binary: not a text file, whatever its name says. too_long: over MAX_CHARACTERS.
    classified: marked secret, which this program must not hold. undecodable: no encoding fits.
    password: encrypted. broken: cut off or malformed. unpacks_too_large: a package or XML that grows beyond measure.
    too_many_pages: over MAX_PAGES. scan, picture: only pictures, and no machine reading is installed.
    blank_scan: pictures in which nothing was found. convert: old Word or WPS, and LibreOffice is not installed.
    too_heavy: took more time or memory than a notice may. too_many_directives: more than anybody could confirm.
    no_room: the disk is full.
    archive: zip, rar and their like. sheet: a spreadsheet or presentation. unknown: no format that a notice comes in.
    """

    CODES = frozenset({
        "empty", "binary", "too_long", "classified", "undecodable", "password", "broken", "unpacks_too_large",
        "too_many_pages", "scan", "picture", "blank_scan", "convert", "archive", "sheet", "unknown", "too_heavy",
        "too_many_directives", "no_room",
    })  # fmt: skip

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{name}: {code}" if name else code)
        self.code = code
        self.name = name


class Span(NamedTuple):
    """A half-open stretch of Reading.text."""

    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """A heading as it stands, with its number; a numbered paragraph without a title gives only the number."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class ProposedDirective:
    """One act that the notice seems to ask for. `text` is exactly Reading.text[start:end]; a person decides."""

    text: str
    start: int
    end: int
    heading_path: tuple[str, ...]
    title: str
    deadline: str | None
    deadline_text: str | None
    applies_to: str
    evidence_kind: str
    doubt: str | None = None
    # The number asked for, as the notice names it, and its unit: 培训人数, 人.
    figure: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Part:
    """One document of the text: the notice itself, or the one it forwards."""

    role: str | None
    title: str | None
    document_number: str | None
    issuer: str | None
    issued_on: datetime.date | None
    addressees: str | None
    start: int
    end: int
    headings: tuple[Heading, ...] = ()
    directives: tuple[ProposedDirective, ...] = ()
    annexes: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    # 特急, 加急, 急件 … as the letterhead prints it.
    urgency: str | None = None


@dataclass(frozen=True)
class Reading:
    """`by_machine`: the text was read off pictures, so every word of it may be wrong. `unread_pages`: so many pages are
    pictures that were not read, for want of machine reading."""

    text: str
    parts: tuple[Part, ...]
    by_machine: bool = False
    unread_pages: int = 0
