"""Zip files that are documents: looked into, and their sizes added up, before anything is unpacked.

The children that open what comes from outside import this too: nothing here knows the program.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from checklist.reading.model import Unreadable

MOST_PARTS = 10_000
MOST_UNPACKED_BYTES = 500 * 1024 * 1024
# Real documents are packed to a tenth or so; only what is nothing but repetition goes beyond this.
MOST_RATIO, FROM_BYTES = 150, 20 * 1024 * 1024
MOST_PART_BYTES = 40 * 1024 * 1024

# What Python's zipfile raises at a file that is none, is cut off, or has a password.
NOT_A_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError)
# The latter where it names an encoding that nobody knows.
NOT_XML = (ElementTree.ParseError, LookupError)
_PIECE_BYTES = 64 * 1024
_PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# As it is written in every encoding that an XML parser knows. No document of an office program has one.
_DTD = tuple(word.encode(by) for word in ("<!DOCTYPE", "<!ENTITY") for by in ("ascii", "utf-16-le", "utf-16-be"))


@contextmanager
def opened(source: Path | BinaryIO, name: str = "") -> Iterator[zipfile.ZipFile]:
    """The zip, when it is one that can be unpacked safely; raises Unreadable: broken, password, unpacks_too_large."""
    try:
        with zipfile.ZipFile(source) as archive:
            _weigh(archive, name)
            yield archive
    except NOT_A_ZIP as problem:
        raise Unreadable("broken", name) from problem


def _weigh(archive: zipfile.ZipFile, name: str) -> None:
    """By its table of contents. Reading a part never goes beyond what the table says of it."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        raise Unreadable("unpacks_too_large", name)
    if unpacked > FROM_BYTES and unpacked > MOST_RATIO * max(packed, 1):
        raise Unreadable("unpacks_too_large", name)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("password", name)
    if any(part.compress_type not in _PACKED_BY for part in parts):
        raise Unreadable("broken", name)


def content(archive: zipfile.ZipFile, place: str, name: str = "", most: int = MOST_PART_BYTES) -> bytes:
    """The bytes of a part that is XML. Raises Unreadable where there are more than `most`, and at a DTD."""
    if archive.getinfo(place).file_size > most:
        raise Unreadable("unpacks_too_large", name)
    data = archive.read(place)
    if any(mark in data for mark in _DTD):
        raise Unreadable("broken", name)
    return data


def part(archive: zipfile.ZipFile, place: str) -> ElementTree.Element | None:
    """One part as XML; None when it is too large to be read into memory. Raises Unreadable at what is no XML."""
    if archive.getinfo(place).file_size > MOST_PART_BYTES:
        return None
    try:
        return ElementTree.fromstring(content(archive, place))  # noqa: S314
    except NOT_XML as problem:
        raise Unreadable("broken") from problem


def events(archive: zipfile.ZipFile, place: str, name: str = "") -> Iterator[tuple[str, ElementTree.Element]]:
    """("start" or "end", element) through a part that may be large: clear what is done with. Raises Unreadable."""
    data = content(archive, place, name)
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    try:
        for start in range(0, len(data), _PIECE_BYTES):
            parser.feed(data[start : start + _PIECE_BYTES])
            yield from parser.read_events()  # type: ignore[misc]
        parser.close()
    except NOT_XML as problem:
        raise Unreadable("broken", name) from problem
    yield from parser.read_events()  # type: ignore[misc]


def local(element: ElementTree.Element) -> str:
    """An element's name without its namespace: the strict and the usual kind of a document differ in nothing else."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
