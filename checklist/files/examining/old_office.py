"""Word, Excel and PowerPoint of before 2007, and WPS: told by the streams that the file holds."""

from pathlib import Path

from checklist.files.examining.problem import Problem
from checklist.reading.streams import entry, is_encrypted

_TYPES = (
    ("WordDocument", "application/msword", ""),
    ("Workbook", "application/vnd.ms-excel", "sheets"),
    ("Book", "application/vnd.ms-excel", "sheets"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint", ""),
)
_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros")


def recognize_old_office(path: Path) -> tuple[str, str]:
    """Its media type, and how it is opened; raises Problem for one with a password or macros, or of another program."""
    data = path.read_bytes()
    if is_encrypted(data):
        raise Problem("password")
    for name, media_type, kind in _TYPES:
        if entry(data, name) is None:
            continue
        if any(entry(data, macro) is not None for macro in _MACROS):
            raise Problem("macros")
        return media_type, kind
    raise Problem("unknown")
