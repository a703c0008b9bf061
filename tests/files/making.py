"""Files of every kind that is taken, made by hand or by a library, as small as they can be."""

import base64
import io
import struct
import zipfile

import xlsxwriter
from PIL import Image

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
)
OVERRIDE = '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# 64 × 48 pixels, as an iPhone writes its photographs; nothing installed here can write one.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERA"
    "AAEAAQAAAAABoQABAAAAAAAAABoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAA"
    "AHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAA"
    "MAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAACJtZGF0AAAAFigBrxmA70mlv//MmX/l"
    "NK/3utaY+bg="
)


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **how: object) -> bytes:
    """A picture of one colour: JPEG, PNG, GIF, WEBP, BMP, TIFF."""
    written = io.BytesIO()
    Image.new(mode, size, 120).save(written, kind, **how)
    return written.getvalue()


def photograph_with_place() -> bytes:
    """A JPEG, held upright by the camera's word only, that says where it was taken."""
    image, exif = Image.new("RGB", (400, 300), (10, 200, 10)), Image.Exif()
    image.paste((200, 10, 10), (0, 0, 100, 300))
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "CAMERA-MAKER"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (41.0, 48.0, 12.34)
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, comment=b"COMMENT-OF-MINE")
    return written.getvalue()


def zipped(parts: dict[str, str | bytes], *, stored: bool = False) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def paragraph(text: str, settings: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{settings}</w:pPr>' if settings else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str = "", *, more: dict[str, str | bytes] | None = None, document: str | bytes | None = None) -> bytes:
    """A Word document with this body, or this whole document part, and further parts."""
    document = document or f"<w:document {W}><w:body>{body or paragraph('工作方案')}</w:body></w:document>"
    types = CONTENT_TYPES.format(OVERRIDE.format("word/document.xml", "wordprocessingml.document"))
    return zipped({"[Content_Types].xml": types, "word/document.xml": document} | (more or {}))


def pptx(*slides: str) -> bytes:
    types = CONTENT_TYPES.format(OVERRIDE.format("ppt/presentation.xml", "presentationml.presentation"))
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": types, "ppt/presentation.xml": "<p/>"}
    for number, words in enumerate(slides, 1):
        parts[f"ppt/slides/slide{number}.xml"] = f"<s {drawing}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></s>"
    return zipped(parts)


def xlsx(rows: list[list[object]], *, formula: str = "", merged: str = "", name: str = "名单") -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if formula:
            sheet.write_formula(len(rows), 0, formula, None, 6)
        if merged:
            sheet.merge_range(merged, "合并", None)
    return written.getvalue()


def ods(*cells: str, repeated: int = 1) -> bytes:
    """A spreadsheet whose one row stands so many times."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    words = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{words}</table:table-row>'
    body = f'<office:spreadsheet><table:table table:name="一">{row}</table:table></office:spreadsheet>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>',
    }
    return zipped(parts, stored=True)


def ofd(*pages: str) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts: dict[str, str | bytes] = {"OFD.xml": f"<ofd:OFD {space}/>"}
    for number, words in enumerate(pages):
        text = f"<ofd:TextObject><ofd:TextCode>{words}</ofd:TextCode></ofd:TextObject>"
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"<ofd:Page {space}>{text}</ofd:Page>"
    return zipped(parts)


def pdf(*pages: str, encrypted: bool = False, size: str = "595 842") -> bytes:
    """Pages with one line each; one at least."""
    count = len(pages or ("",))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{4 + 2 * at} 0 R' for at in range(count))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>",
    ]
    for at, words in enumerate(pages or ("",)):
        drawn = f"BT /F 20 Tf 72 760 Td <{words.encode('utf-16-be').hex()}> Tj ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode()
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'11' * 32}>/U<{'22' * 32}>>>/ID[<00><00>]"
    trailer = f"<</Size {len(places) + 1}/Root 1 0 R{lock if encrypted else ''}>>"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer{trailer}"
    return written + f"{end}\nstartxref\n{len(written)}\n%%EOF\n".encode()


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with these streams, each of 4096 bytes at least."""
    end, free, sectors, fat, entries = -2, -1, [], [-3], []
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    fat += [-2]  # the directory, in the second sector
    for name, content in padded.items():
        first, count = len(fat), -(-len(content) // 512)
        fat += [*range(first + 1, first + count), end]
        sectors.append(content.ljust(count * 512, b"\0"))
        entries.append((name, 2, first, len(content)))
    entries = [("Root Entry", 5, end, 0), *entries][:4]
    directory = b""
    for at, (name, kind, first, length) in enumerate(entries):
        title = name.encode("utf-16-le") + b"\0\0"
        right = at + 1 if 0 < at < len(entries) - 1 else free
        child = 1 if at == 0 and len(entries) > 1 else free
        directory += title.ljust(64, b"\0") + struct.pack("<HBB3i", len(title), kind, 1, free, right, child)
        directory += b"\0" * 36 + struct.pack("<iQ", first, length)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIiIIiIiI", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<i", 0) + b"\xff" * 432
    table = struct.pack(f"<{len(fat)}i", *fat).ljust(512, b"\xff")
    return head + table[:512] + directory.ljust(512, b"\0") + b"".join(sectors)


def doc(*, encrypted: bool = False, macros: bool = False) -> bytes:
    head = b"\xec\xa5\xc1\0" + b"\0" * 6 + (b"\0\1" if encrypted else b"\0\0")
    return ole({"WordDocument": head} | ({"_VBA_PROJECT": b""} if macros else {}))


def xls(*cells: str) -> bytes:
    """A BIFF8 workbook with one row of words."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    begin = record(0x0809, struct.pack("<4H", 0x0600, 0x0005, 0, 0) + b"\0" * 8)
    sheet = record(0x0809, struct.pack("<4H", 0x0600, 0x0010, 0, 0) + b"\0" * 8)
    for column, words in enumerate(cells):
        text = struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")
        sheet += record(0x0204, struct.pack("<3H", 0, column, 0) + text)
    sheet += record(0x000A, b"")
    name = struct.pack("<BB", 3, 1) + "名单表".encode("utf-16-le")
    length = len(begin) + 4 + 6 + len(name) + 4
    bound = record(0x0085, struct.pack("<IH", length, 0) + name)
    return ole({"Workbook": begin + bound + record(0x000A, b"") + sheet})
