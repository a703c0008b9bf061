"""Which format these bytes are: from their beginning and, in a package, from its own table of contents."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from checklist.reading.model import Unreadable
from checklist.reading.packages import NOT_A_ZIP

_HEAD = 4096
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_ARCHIVES = (
    b"Rar!", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08", b"MSCF",
)  # fmt: skip
_PROGRAMS_AND_FILMS = (
    b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm", b"L\0\0\0\1\x14\2", b"8BPS", b"#!AMR",
    b"ID3", b"\x1aE\xdf\xa3", b"FLV\1", b"OggS", b"fLaC", b"0&\xb2u", b"\0\0\1\xba",
)  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = re.compile(rb"(?:\A|[\r\n])%PDF-\d")
_HTML = re.compile(
    r"<!doctype html|"
    r"<(?:html|head|body|div|table|meta|section|article|h[1-6]|p|span|ul|ol|script|style)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_SAVED_PAGE = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(r"^Content-Type:\s{0,8}(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
# Word and Writer as one XML file: only LibreOffice opens them.
_ONE_XML = re.compile(r'progid="Word\.Document"|<office:document\b|<w:wordDocument\b|<pkg:package\b')
_WORD_MAIN = re.compile(
    r"application/(?:vnd\.openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"|vnd\.ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate))\.main\+xml",
    re.IGNORECASE,
)
_OTHER_MAIN = re.compile(r"spreadsheetml\.|presentationml\.|ms-excel\.|ms-powerpoint\.", re.IGNORECASE)
_MOST_CONTENTS = 1024 * 1024
# Bytes of a zip's own list: ten thousand parts with long names. The list is read whole, so it is looked at before.
_MOST_LISTED = 4 * 1024 * 1024
_END_OF_LIST, _END_BYTES = b"PK\x05\x06", 22


def recognize(data: bytes, name: str = "") -> str:
    """docx, old_word, pdf, ofd, html, picture or plain. Raises Unreadable: archive, sheet, password, broken, unknown.

    `plain` is what nothing else fits; bytes that are no text are told by whoever decodes them.
    """
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if head.startswith(_OLD_OFFICE):
        return _old_office(data, name)
    if _PDF.search(head[:1024]):
        return "pdf"
    if _is_picture(head):
        return "picture"
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise Unreadable("archive", name)
    if head.startswith(_PROGRAMS_AND_FILMS) or head[4:8] == b"ftyp" or (head.startswith(b"MZ") and b"\0" in head):
        raise Unreadable("unknown", name)
    if head.startswith(b"{\\rtf"):
        return "old_word"
    return _markup(_beginning(head))


def _is_picture(head: bytes) -> bool:
    if head.startswith(_PICTURES) or (head.startswith(b"BM") and head[6:10] == b"\0\0\0\0"):
        return True
    if head.startswith(b"RIFF"):
        return head[8:12] == b"WEBP"
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"avif")


def _beginning(head: bytes) -> str:
    """Enough of the text to see whether it is markup; tags are ASCII in every encoding that a page comes in."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _markup(head: str) -> str:
    start = head.lstrip()
    if start.startswith("<?xml") and _ONE_XML.search(start):
        return "old_word"
    if start.startswith("<") and _HTML.search(start):
        return "html"
    if _SAVED_PAGE.search(start) and _RELATED.search(start):
        return "html"
    return "plain"


def _package(data: bytes, name: str) -> str:
    end = data.rfind(_END_OF_LIST, max(0, len(data) - _END_BYTES - 65_535))
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > _MOST_LISTED:
        raise Unreadable("unpacks_too_large", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _contents(archive, name)
    except (*NOT_A_ZIP, OSError) as problem:
        raise Unreadable("broken", name) from problem


def _contents(archive: zipfile.ZipFile, name: str) -> str:
    names = archive.NameToInfo
    if any(each.lower() == "ofd.xml" for each in names):
        return "ofd"
    if "[Content_Types].xml" in names:
        listed = _beginning_of(archive, "[Content_Types].xml", name)
        if _WORD_MAIN.search(listed):
            return "docx"
        raise Unreadable("sheet" if _OTHER_MAIN.search(listed) else "unknown", name)
    if "mimetype" in names:
        opened = _beginning_of(archive, "mimetype", name)
        if opened.startswith("application/vnd.oasis.opendocument."):
            if ".text" in opened:
                return "old_word"
            raise Unreadable("sheet", name)
    raise Unreadable("archive", name)


def _beginning_of(archive: zipfile.ZipFile, part: str, name: str) -> str:
    if archive.getinfo(part).flag_bits & 1:
        raise Unreadable("password", name)
    with archive.open(part) as file:
        return file.read(_MOST_CONTENTS).decode("utf-8", "replace")


def _old_office(data: bytes, name: str) -> str:
    """Told by the streams that the file holds ([MS-CFB] 2.6.1)."""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise Unreadable("password", name)
    if _has_stream(data, "WordDocument") or _has_stream(data, "CONTENTS") or _has_stream(data, "MatOST"):
        return "old_word"
    if any(_has_stream(data, stream) for stream in ("Workbook", "Book", "PowerPoint Document", "ET_Workbook")):
        raise Unreadable("sheet", name)
    raise Unreadable("unknown", name)


def _has_stream(data: bytes, stream: str) -> bool:
    """Entries of the directory stand at every 128 bytes: the name in UTF-16, and at byte 64 its length."""
    sought = stream.encode("utf-16-le") + b"\0\0"
    length = len(sought).to_bytes(2, "little")
    at = data.find(sought)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == length and data[at + 66 : at + 67] in (b"\1", b"\2"):
            return True
        at = data.find(sought, at + 1)
    return False
