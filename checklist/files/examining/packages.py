"""Zip files that are documents: which kind, as their own table of contents has it."""

import re
import zipfile
from pathlib import Path

from checklist.files.examining.problem import Problem
from checklist.reading.packages import attribute, opened, part

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OFD = "application/ofd"

_MACROS = re.compile(r"macroEnabled|ms-office\.vbaProject", re.IGNORECASE)
_KINDS = {DOCX: "words", PPTX: "words", OFD: "words", XLSX: "sheets", ODS: "sheets"}


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
