"""Files that somebody sends by mistake or on purpose, each with what has to come of it: the code of its refusal, or the
type that it is kept as."""

import struct
import zlib

from tests.files.making import (
    CONTENT_TYPES,
    OVERRIDE,
    W,
    doc,
    docx,
    ods,
    ofd,
    ole,
    paragraph,
    pdf,
    picture,
    pptx,
    xlsx,
    zipped,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"


def png_of(width: int, height: int) -> bytes:
    """A PNG that only says how large it is."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def bomb() -> bytes:
    return docx(more={"word/media/image1.png": b"\0" * (60 * 1024 * 1024)})


def many_parts() -> bytes:
    return docx(more={f"word/media/{number}": b"" for number in range(10_001)})


def deep(depth: int) -> bytes:
    return f"<w:document {W}><w:body>".encode() + b"<w:p>" * depth + b"</w:p>" * depth + b"</w:body></w:document>"


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY l0 "哈哈">{entities}]><w:document {W}>&l9;</w:document>'.encode()


def outside() -> bytes:
    return f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}>&f;</w:document>'.encode()


def macro_document() -> bytes:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = CONTENT_TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{kind}"/>')
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<a/>"})


def missing_document() -> bytes:
    types = CONTENT_TYPES.format(OVERRIDE.format("no.xml", "wordprocessingml.document"))
    return zipped({"[Content_Types].xml": types})


def script_pdf() -> bytes:
    return pdf("方案").replace(b"/Catalog", rb"/Catalog/OpenAction<</S/JavaScript/JS(app.alert\(1\))>>")


def far_cell() -> bytes:
    types = CONTENT_TYPES.format(OVERRIDE.format("xl/workbook.xml", "spreadsheetml.sheet"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{main}" xmlns:r="{relation}">{sheets}</workbook>'
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    cells = '<c r="A1"><v>1</v></c><c r="XFD1048576"><v>2</v></c>'
    sheet = f'<worksheet xmlns="{main}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links,
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


# name, bytes, and the code of the refusal or the type that it is kept as.
FILES: list[tuple[str, bytes, str]] = [
    ("空.jpg", b"", "empty"),
    ("空格.txt", b" \n\t\n", "empty"),
    ("页面.jpg", HTML, "web_page"),
    ("页面.html", b"\xef\xbb\xbf \n<HTML>", "web_page"),
    ("页面16.txt", "<html>网页</html>".encode("utf-16"), "web_page"),
    ("图.svg", SVG, "web_page"),
    ("图.png", SVG, "web_page"),
    ("表.xml", b"<?xml version='1.0'?><?xml-stylesheet href='//x'?><a/>", "web_page"),
    ("脚本.sh", b"#!/bin/sh\nrm -rf /\n", "program"),
    ("脚本.php", b"<?php system($_GET['c']);", "program"),
    ("脚本.bat", b"@echo off\r\ndel *.*\r\n", "program"),
    ("程序.jpg", b"MZ\x90\0\3\0\0\0" + b"\0" * 200, "program"),
    ("程序.pdf", b"\x7fELF\2\1\1" + b"\0" * 200, "program"),
    ("快捷方式.lnk", b"L\0\0\0\1\x14\2\0" + b"\0" * 60, "program"),
    ("压缩包.zip", zipped({"方案.txt": "方案"}), "archive"),
    ("压缩包.docx", zipped({"word/document.xml": "<a/>"}), "archive"),
    ("压缩包.rar", b"Rar!\x1a\7\1\0" + b"\0" * 50, "archive"),
    ("空压缩包.zip", zipped({}), "archive"),
    ("程序.jar", zipped({"META-INF/MANIFEST.MF": "Main-Class: A"}), "archive"),
    ("录像.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "video"),
    ("录像.heic", b"\0\0\0\x18ftypqt  \0\0\0\0qt  ", "video"),
    ("录音.mp3", b"ID3\4\0\0\0\0\0\0", "video"),
    ("录音.wav", b"RIFF\0\0\0\0WAVEfmt ", "video"),
    ("图.avif", b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "picture_kind"),
    ("图.bmp", picture("BMP"), "picture_kind"),
    ("图.tif", picture("TIFF"), "picture_kind"),
    ("大图.png", png_of(60_000, 60_000), "too_many_pixels"),
    ("大图2.png", png_of(2**31 - 1, 2**31 - 1), "too_many_pixels"),
    ("没有图的图.png", png_of(300, 200), "broken_picture"),
    ("断图.jpg", picture("JPEG", (1200, 900), quality=95)[:-900], "broken_picture"),
    ("断图.png", picture("PNG", (900, 900))[:-40], "broken_picture"),
    ("断图.heic", b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf" + b"\0" * 99, "broken_picture"),
    ("只有头.jpg", b"\xff\xd8\xff\xe0", "broken_picture"),
    ("只有头.gif", b"GIF89a/*alert(1)//", "broken_picture"),
    ("图加网页.jpg", picture() + HTML, "image/jpeg"),
    ("图加压缩包.jpg", picture() + zipped({"a.html": HTML}), "image/jpeg"),
    ("图里有脚本.png", picture("PNG").replace(b"IEND", b"IEND", 1) + SVG, "image/png"),
    ("名字是网页.html", picture("PNG"), "image/png"),
    ("密码.pdf", pdf("方案", encrypted=True), "password"),
    ("断.pdf", pdf("方案")[:40], "broken"),
    ("只有头.pdf", b"%PDF-1.7\n", "broken"),
    ("前面有网页.pdf", HTML + pdf("方案"), "prefixed_pdf"),
    ("前面有字.pdf", b"\n\n" + pdf("方案"), "prefixed_pdf"),
    ("带脚本.pdf", script_pdf(), "application/pdf"),
    ("没有面积.pdf", pdf("方案", size="0 0"), "application/pdf"),
    ("又长又窄.pdf", pdf("方案", size="1 999999"), "application/pdf"),
    ("秘密.pdf", pdf("机密★10年"), "classified"),
    ("秘密.txt", "秘密\n关于工作的通知\n".encode("gb18030"), "classified"),
    ("秘密.docx", docx(paragraph("绝密") + paragraph("关于工作的通知")), "classified"),
    ("秘密.xlsx", xlsx([["机密"], ["姓名", "单位"]]), "classified"),
    ("说到秘密.txt", "我们要做好保密工作，秘密文件不得上传。".encode(), "text/plain"),
    ("炸弹.docx", bomb(), "unpacks_too_large"),
    ("一万个部分.docx", many_parts(), "unpacks_too_large"),
    ("套了又套.docx", docx(more={"word/embeddings/a.docx": docx(more={"b.docx": docx()})}), DOCX),
    ("很深.docx", docx(document=deep(20_000)), DOCX),
    ("实体.docx", docx(document=laughs()), "broken"),
    ("外部实体.docx", docx(document=outside()), "broken"),
    ("不是XML.docx", docx(document=b"\0\1\2"), "broken"),
    ("断.docx", docx()[:-30], "broken"),
    ("没有正文.docx", zipped({"[Content_Types].xml": CONTENT_TYPES.format("")}), "unknown"),
    ("正文不在.docx", missing_document(), "broken"),
    ("带宏.docx", docx(more={"word/vbaProject.bin": b"x"}), "macros"),
    ("带宏.docm", macro_document(), "macros"),
    ("带宏.doc", doc(macros=True), "macros"),
    ("密码.doc", doc(encrypted=True), "password"),
    ("密码.docx", ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), "password"),
    ("安装包.msi", ole({"SummaryInformation": b"x"}), "unknown"),
    ("坏表.xls", ole({"Workbook": b"nonsense"}), "broken"),
    ("只有头.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown"),
    ("远处一格.xlsx", far_cell(), XLSX),
    ("反复一百万次.ods", ods("x", repeated=1048576), ODS),
    ("坏表.ods", zipped({"mimetype": ODS}), "broken"),
    ("空.ofd", ofd(), "broken"),
    ("幻灯片.pptx", pptx(), "broken"),
    ("字节.txt", bytes(range(256)) * 20, "unknown"),
    ("富文本.rtf", b"{\\rtf1\\ansi hello}", "unknown"),
    ("随机.docx", bytes((7 * at * at) % 251 for at in range(3000)), "unknown"),
]  # fmt: skip
