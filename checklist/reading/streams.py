"""OLE2 files, the containers of Office before 2007: told by the streams that they hold ([MS-CFB] 2.6)."""

from __future__ import annotations

import re

ENTRY_BYTES = 128
_WORD_MAGIC, _ENCRYPTED = b"\xec\xa5", 0x0100


def entry(data: bytes, name: str) -> bytes | None:
    """The directory's entry of this name. Entries stand at every 128 bytes of the sectors that hold the directory."""
    sought = name.encode("utf-16-le") + b"\0\0"
    length = len(sought).to_bytes(2, "little")
    for match in re.finditer(re.escape(sought), data):
        found = data[match.start() : match.start() + ENTRY_BYTES]
        if match.start() % ENTRY_BYTES == 0 and found[64:66] == length and found[66:67] in (b"\1", b"\2"):
            return found
    return None


def is_encrypted(data: bytes) -> bool:
    """Whether a password is needed: an old Word document, or one of today inside such a container."""
    if entry(data, "EncryptedPackage") is not None or entry(data, "EncryptionInfo") is not None:
        return True
    document = entry(data, "WordDocument")
    return document is not None and _is_locked(data, document)


def _is_locked(data: bytes, document: bytes) -> bool:
    """Whether the head of the Word document with this entry says that it is encrypted ([MS-DOC] 2.5.2)."""
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    start = (int.from_bytes(document[116:120], "little") + 1) * sector
    head = data[start : start + 12]
    return head.startswith(_WORD_MAGIC) and bool(int.from_bytes(head[10:12], "little") & _ENCRYPTED)
