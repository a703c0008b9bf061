"""Zip files that are documents: looked into, and their sizes added up, before anything is unpacked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from .problem import Problem

MOST_PARTS = 10_000
MOST_UNPACKED_BYTES = 500 * 1024 * 1024
# Real documents are packed to a tenth or so; only what is nothing but repetition goes beyond this.
MOST_RATIO, FROM_BYTES = 150, 20 * 1024 * 1024
MOST_PART_BYTES = 40 * 1024 * 1024

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OFD = "application/ofd"

# What Python's zipfile raises at a file that is none, is cut off, or has a password.
NOT_A_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError)
_MACROS = re.compile(r"macroEnabled|ms-office\.vbaProject", re.IGNORECASE)
_KINDS = {DOCX: "words", PPTX: "words", OFD: "words", XLSX: "sheets", ODS: "sheets"}


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip, when it is one that can be unpacked safely; raises Problem."""
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(archive)
            yield archive
    except NOT_A_ZIP as problem:
        raise Problem("broken") from problem


def part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """One part as XML; None when it is too large to be read into memory. A part with a DTD is none."""
    if archive.getinfo(name).file_size > MOST_PART_BYTES:
        return None
    data = archive.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Problem("broken")
    try:
        return ElementTree.fromstring(data)  # noqa: S314
    except ElementTree.ParseError as problem:
        raise Problem("broken") from problem


def local(element: ElementTree.Element) -> str:
    """An element's name without its namespace: the strict and the usual kind of a document differ in nothing else."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def recognize_package(path: Path) -> tuple[str, str]:
    """The type of a zip, and how it is opened; raises Problem for one that is no document."""
    with opened(path) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            media_type = _office_type(archive, names)
        elif "OFD.xml" in names:
            media_type = OFD
        elif "mimetype" in names and archive.read("mimetype").strip() == ODS.encode():
            media_type = ODS
        else:
            raise Problem("archive")
    return media_type, _KINDS[media_type]


def main_part(archive: zipfile.ZipFile, media_type: str) -> str:
    """The name of the part with the document itself, as the table of contents has it; raises Problem."""
    contents = part(archive, "[Content_Types].xml")
    for element in contents if contents is not None else ():
        if attribute(element, "ContentType") == f"{media_type}.main+xml":
            name = attribute(element, "PartName").lstrip("/")
            if name in archive.NameToInfo:
                return name
    raise Problem("broken")


def _office_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    contents = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if _MACROS.search(contents) or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Problem("macros")
    for media_type in (DOCX, XLSX, PPTX):
        if f'"{media_type}.main+xml"' in contents:
            main_part(archive, media_type)
            return media_type
    raise Problem("unknown")


def _weigh(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        raise Problem("unpacks_too_large")
    if unpacked > FROM_BYTES and unpacked > MOST_RATIO * max(packed, 1):
        raise Problem("unpacks_too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise Problem("password")
