"""Files that nobody should be able to send, made on the fly."""

import io
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.reading.ofds import Sheet, ofd, text

MEGABYTE = 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACROS = "application/vnd.ms-word.document.macroEnabled"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHING = f'<!DOCTYPE d [<!ENTITY l0 "哈哈哈哈">{_LAUGHS}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
NOTICE = "各单位要于5月1日前报送总结。"


def package(parts: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(
    body: str = "", *, before: str = "", main: str = f"{WORD}.document", more: dict[str, bytes] | None = None
) -> bytes:
    """A Word document with this text in it."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = (
        f'<?xml version="1.0"?>{before}<w:document xmlns:r="{_RELATION}" '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        f"{body or NOTICE}</w:t></w:r></w:p></w:body></w:document>"
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document,
    }  # fmt: skip
    return package(parts | (more or {}))


def word_of(unpacked: int, *, packs_well: bool = True) -> bytes:
    """Its text unpacks to that many bytes."""
    if packs_well:
        return word("一" * (unpacked // 3))
    return word("".join(chr(97 + (at * at // 7 + at) % 26) for at in range(unpacked)))


def word_with_pictures(unpacked: int) -> bytes:
    return word(more={"word/media/image1.png": b"\0" * unpacked})


def crowded(entries: int = 500_000) -> bytes:
    """A Word document whose table of contents names one part so many times."""
    data = word()
    start, last, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    table = data[start:end] + data[last:end] * entries
    sizes = len(table).to_bytes(4, "little") + start.to_bytes(4, "little")
    return data[:start] + table + data[end : end + 12] + sizes + b"\0\0"


def nested(depth: int = 5) -> bytes:
    inside = b"\0" * 10 * MEGABYTE
    for level in range(depth):
        inside = package({f"{level}-{copy}.zip": inside for copy in range(10)})
    return inside


def locked_package() -> bytes:
    """A zip whose parts say that they are encrypted."""
    data = bytearray(word())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(signature, start + 1)
    return bytes(data)


def locked_word() -> bytes:
    """A Word document with a password is a compound file with two streams ([MS-OFFCRYPTO] 2.3)."""
    entries = b""
    for stream in ("Root Entry", "EncryptionInfo", "EncryptedPackage"):
        name = stream.encode("utf-16-le") + b"\0\0"
        kind = b"\5" if stream == "Root Entry" else b"\2"
        entries += name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + kind + b"\1" + b"\0" * 60
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + entries.ljust(512, b"\0")


def ofd_pages(count: int) -> bytes:
    return ofd([Sheet([text(NOTICE, 28, 45)]) for _ in range(count)])


def ofd_with(before: str) -> bytes:
    words = '<TextObject Boundary="0 0 9 9"><TextCode>&l9;</TextCode></TextObject>'
    page = f"{before}<Page><Content><Layer>{words}</Layer></Content></Page>"
    return ofd([Sheet()], extra={"Doc_0/Pages/Page_1/Content.xml": page})


def pdf_pages(count: int) -> bytes:
    made, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(count):
        made.new_page(595, 842)
    made.save(file)
    made.close()
    return file.getvalue()


def blank_scan() -> bytes:
    file = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(file, "PDF", resolution=150)
    return file.getvalue()


def picture(pixels: int = 400) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (pixels, pixels), "white").save(file, "PNG")
    return file.getvalue()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def file(name: str) -> bytes:
    return (Path(__file__).parent / "files" / name).read_bytes()
