"""Word, Excel and PowerPoint of before 2007, and WPS: told by the streams that the file holds."""

import re
from pathlib import Path

from .problem import Problem

ENTRY_BYTES = 128
_TYPES = (
    ("WordDocument", "application/msword", ""),
    ("Workbook", "application/vnd.ms-excel", "sheets"),
    ("Book", "application/vnd.ms-excel", "sheets"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint", ""),
)
_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros")
_WORD_MAGIC, _ENCRYPTED = b"\xec\xa5", 0x0100


def recognize_old_office(path: Path) -> tuple[str, str]:
    """Its media type, and how it is opened; raises Problem for one with a password or macros, or of another program."""
    data = path.read_bytes()
    if _entry(data, "EncryptedPackage") is not None or _entry(data, "EncryptionInfo") is not None:
        raise Problem("password")
    for name, media_type, kind in _TYPES:
        entry = _entry(data, name)
        if entry is None:
            continue
        if name == "WordDocument" and _is_locked(data, entry):
            raise Problem("password")
        if any(_entry(data, macro) is not None for macro in _MACROS):
            raise Problem("macros")
        return media_type, kind
    raise Problem("unknown")


def _entry(data: bytes, name: str) -> bytes | None:
    """The directory's entry of this name. Entries stand at every 128 bytes of the sectors that hold the directory."""
    sought = name.encode("utf-16-le") + b"\0\0"
    length = len(sought).to_bytes(2, "little")
    for match in re.finditer(re.escape(sought), data):
        entry = data[match.start() : match.start() + ENTRY_BYTES]
        if match.start() % ENTRY_BYTES == 0 and entry[64:66] == length and entry[66:67] in (b"\1", b"\2"):
            return entry
    return None


def _is_locked(data: bytes, entry: bytes) -> bool:
    """Whether the head of the Word document says that it is encrypted ([MS-DOC] 2.5.2)."""
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    start = (int.from_bytes(entry[116:120], "little") + 1) * sector
    head = data[start : start + 12]
    return head.startswith(_WORD_MAGIC) and bool(int.from_bytes(head[10:12], "little") & _ENCRYPTED)
