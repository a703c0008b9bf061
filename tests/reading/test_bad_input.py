"""What nobody should send: each item is refused with its code, or read, within the limits of the child that reads it.

The child takes its own limits of memory (512 MB of address space) and computing (30 seconds) before it opens
anything; whoever goes beyond is ended, and the code is then too_heavy. So every other code says that both held.
"""

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from checklist.notices.wording import UNREADABLE
from checklist.reading import Unreadable
from checklist.reading.apart import read_apart
from checklist.reading.child import COMPUTING_SECONDS, MEMORY_BYTES
from checklist.reading.formats import machine
from tests.reading import bombs
from tests.reading.bombs import MEGABYTE

SCANNED = "blank_scan" if machine.is_installed() else "scan"
PICTURED = "blank_scan" if machine.is_installed() else "picture"
DEEP = "<div>" * 100_000 + "<p>各单位要及时报送总结。</p>"
ITEMS: list[tuple[str, Callable[[], bytes], str]] = [
    ("a zip bomb", lambda: bombs.word_of(300 * MEGABYTE), "unpacks_too_large"),
    ("a zip bomb of pictures", lambda: bombs.word_with_pictures(600 * MEGABYTE), "unpacks_too_large"),
    ("a zip bomb that packs badly", lambda: bombs.word_of(8 * MEGABYTE, packs_well=False), "too_long"),
    ("a zip in a zip", bombs.nested, "archive"),
    ("a package of many parts", lambda: bombs.crowded(20_000), "unpacks_too_large"),
    ("a package of half a million parts", bombs.crowded, "unpacks_too_large"),
    ("entities that grow, in Word", lambda: bombs.word("&l9;", before=bombs.LAUGHING), "broken"),
    ("entities that grow, in OFD", lambda: bombs.ofd_with(bombs.LAUGHING), "broken"),
    ("entities from outside, in Word", lambda: bombs.word("&l9;", before=bombs.OUTSIDE), "broken"),
    ("entities from outside, in OFD", lambda: bombs.ofd_with(bombs.OUTSIDE), "broken"),
    ("a Word document with a password", bombs.locked_word, "password"),
    ("a zip with a password", bombs.locked_package, "password"),
    ("2,000 pages of PDF", lambda: bombs.pdf_pages(2000), "too_many_pages"),
    ("2,000 pages of OFD", lambda: bombs.ofd_pages(2000), "too_many_pages"),
    ("half a Word document", lambda: bombs.cut(bombs.word()), "broken"),
    ("half an OFD", lambda: bombs.cut(bombs.file("easyofd.ofd")), "broken"),
    ("half a PDF", lambda: bombs.cut(bombs.file("chromium.pdf")), "broken"),
    ("a picture that is called a document", bombs.picture, PICTURED),
    ("an empty scan", bombs.blank_scan, SCANNED),
    ("a deep page", DEEP.encode, "broken"),
    ("a page of 30 MB", lambda: b"<html>" + b"<p>x</p>" * 4_000_000, "too_long"),
    ("a text of 2 MB", lambda: b"a" * 2_000_000, "too_long"),
    ("nothing", lambda: b"", "empty"),
    ("an archive", lambda: bombs.package({"notice.txt": "通知"}), "archive"),
    ("a program", lambda: b"\x7fELF" + bytes(2000), "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "code"), [item[1:] for item in ITEMS], ids=[item[0] for item in ITEMS])
def test_it_is_refused_within_the_limits(item, code, tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(item())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(Unreadable) as refused:
        read_apart(path, path.name, tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refused.value.code == code
    assert refused.value.name == path.name
    assert UNREADABLE[code]
    assert list(tmp_path.iterdir()) == [path]
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert computed < COMPUTING_SECONDS


def test_every_code_has_a_sentence():
    assert set(UNREADABLE) >= Unreadable.CODES


def test_macros_are_not_run_and_the_text_is_read(tmp_path):
    path = tmp_path / "通知.docm"
    path.write_bytes(bombs.word(main=bombs.MACROS, more={"word/vbaProject.bin": b"Shell"}))
    assert read_apart(path, path.name, tmp_path).text == bombs.NOTICE


def test_what_a_document_points_to_is_not_opened(tmp_path):
    secret = tmp_path / "secret"
    os.mkfifo(secret)  # whoever opens it waits for ever
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="file://{secret}" TargetMode="External"/></Relationships>'
    )
    path = tmp_path / "notice.docx"
    path.write_bytes(bombs.word(more={"word/_rels/document.xml.rels": relations.encode()}))
    assert read_apart(path, path.name, tmp_path).text == bombs.NOTICE
    path.write_bytes(f'<html><body><p>{bombs.NOTICE}</p><img src="file://{secret}"></body></html>'.encode())
    assert read_apart(path, path.name, tmp_path).text == bombs.NOTICE


def test_the_child_takes_its_limits(tmp_path):
    assert MEMORY_BYTES == 512 * MEGABYTE
    assert COMPUTING_SECONDS == 30


def test_a_long_page_of_the_web_is_read(tmp_path: Path):
    """10 MB, most of it scripts and pictures in the page."""
    path = tmp_path / "notice.html"
    filling = "<script>" + "var x = 1;" * 500_000 + '</script><img src="data:image/png;base64,' + "A" * 5_000_000 + '">'
    path.write_text(f"<html><head><meta charset=utf-8></head><body>{filling}<p>{bombs.NOTICE}</p></body></html>")
    assert read_apart(path, path.name, tmp_path).text == bombs.NOTICE
