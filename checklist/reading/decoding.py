"""Bytes to text. Notices arrive from Windows machines of every age, so the encoding is found out, never assumed."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from checklist.reading.model import MAX_CHARACTERS, Unreadable
from checklist.reading.radicals import RADICALS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that are renamed to .txt most often: Office (zip and old), PDF, pictures, RTF, archives.
_SIGNATURES = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf",
    b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HAN = re.compile("[\u4e00-\u9fff]")
_PLAIN = re.compile("[\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u203b\u2160-\u217f\u2460-\u249b·×]")
_SAMPLE = 20_000


def decode(data: bytes, name: str = "") -> str:
    """The text of a file, with plain line ends and no stray radicals. Raises Unreadable; `name` goes with it."""
    if not data.strip():
        raise Unreadable("empty", name)
    if len(data) > MAX_CHARACTERS * 4:  # no encoding needs more than four bytes for a character
        raise Unreadable("too_long", name)
    return normalise(_characters(data, name), name)


def normalise(text: str, name: str = "") -> str:
    """Text as every other module expects it. Normalising twice changes nothing. Raises Unreadable."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("too_long", name)
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise Unreadable("binary", name)
    text = _LINE_END.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text)).translate(RADICALS)
    if not text.strip():
        raise Unreadable("empty", name)
    return text


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            if text is None:
                raise Unreadable("undecodable", name)
            return text
    if data.startswith(_SIGNATURES):
        raise Unreadable("binary", name)
    if b"\0" in data:
        return _unmarked_utf16(data, name)
    for encoding, plausible in (("utf-8", _always), ("gb18030", _chinese)):
        text = _try(data, encoding)
        if text is not None and plausible(text):
            return text
    return _guessed(data, name)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes, name: str) -> str:
    """Big5, Latin-1 and the rest, as charset-normalizer sees it."""
    controls = sum(data.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
    if controls * 100 > len(data):
        raise Unreadable("binary", name)
    best = from_bytes(data[:_SAMPLE]).best()
    text = _try(data, best.encoding) if best else None
    if text is not None:
        return text
    raise Unreadable("undecodable", name)


def _unmarked_utf16(data: bytes, name: str) -> str:
    """UTF-16 without its mark is told from a binary file by how ordinary its characters are."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text is None:
            continue
        sample = text[:_SAMPLE]
        if len(_PLAIN.findall(sample)) >= 0.95 * len(sample):
            return text
    raise Unreadable("binary", name)


def _always(text: str) -> bool:
    return True


def _chinese(text: str) -> bool:
    """GB18030 accepts almost any bytes; real Chinese is mostly the everyday characters, the first level of GB 2312."""
    sample = text[:_SAMPLE]
    han = _HAN.findall(sample)
    everyday = sum(b"\xb0" <= character.encode("gb18030")[:1] <= b"\xd7" for character in han)
    return bool(han) and everyday >= 0.8 * len(han) and len(_PLAIN.findall(sample)) >= 0.9 * len(sample)
