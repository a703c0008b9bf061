"""The type of a file, from its first bytes and, in a zip, from its own table of contents; never from its name."""

import re
from pathlib import Path

from checklist.files.examining.packages import recognize_package
from checklist.files.examining.problem import Problem

HEAD_BYTES = 4096
_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_REFUSED = (
    ("archive", (b"Rar!", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08", b"MSCF")),
    ("video", (b"#!AMR", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1")),  # before scripts, for the first of them
    ("program", (b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!", b"\0asm")),
    ("program", (b"L\0\0\0\1\x14\2",)),  # a shortcut of Windows
    ("picture_kind", (b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0", b"\xff\x0a", b"\0\0\0\x0cJXL", b"\0\0\0\x0cjP")),
    ("video", (b"ID3", b"\x1aE\xdf\xa3", b"FLV\1", b"OggS", b"fLaC", b"\0\0\1\xba", b"0&\xb2u")),
    ("unknown", (b"{\\rtf",)),
)  # fmt: skip


def recognize(path: Path) -> tuple[str, str]:
    """Its media type, and how it is opened: picture, pdf, words, sheets, or "" for none; raises Problem."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Problem("empty")
    for start, media_type in _PICTURES:
        if head.startswith(start):
            return media_type, "picture"
    if head.startswith(b"%PDF-"):
        return "application/pdf", "pdf"
    if head.startswith(b"PK\x03\x04"):
        return recognize_package(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        from checklist.files.examining.old_office import recognize_old_office

        return recognize_old_office(path)
    if head[4:8] == b"ftyp":
        return _recognize_boxes(head)
    if head.startswith(b"RIFF"):
        return _recognize_riff(head)
    _refuse(head)
    # Bytes that are no text are told by whoever decodes them.
    return "text/plain", ""


def _recognize_boxes(head: bytes) -> tuple[str, str]:
    """The family of MP4, to which the pictures of phones belong."""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        raise Problem("picture_kind")
    if brands & _HEIC:
        return "image/heic", "picture"
    raise Problem("video")


def _recognize_riff(head: bytes) -> tuple[str, str]:
    if head[8:12] == b"WEBP":
        return "image/webp", "picture"
    raise Problem("video")


def _refuse(head: bytes) -> None:
    """What has a known signature and is not taken, each with a sentence of its own."""
    for code, starts in _REFUSED:
        if head.startswith(starts):
            raise Problem(code)
    if b"\0" in head and head.startswith((b"MZ", b"BM")):
        raise Problem("program" if head.startswith(b"MZ") else "picture_kind")
    if b"%PDF-" in head[:1024]:
        raise Problem("prefixed_pdf")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:@echo off|<\?php)", head, re.IGNORECASE):
        raise Problem("program")
