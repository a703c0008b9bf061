"""Scans and photographs: read by machine where the extra is installed (requirements-ocr.txt); refused otherwise."""

import difflib
import importlib.util
import io
import subprocess
import sys

import pytest
from PIL import Image

from checklist.reading import Unreadable
from checklist.reading.formats import extract
from checklist.reading.formats.scans import read_picture
from tests.reading.documents import FILES, file, pages_of, picture_of_nothing
from tests.reading.printed import ADDRESSEES, BODY, NUMBER, PARAGRAPHS, TITLE

machine = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None,
    reason="machine reading is an extra of 130 MB: pip install --require-hashes -r requirements-ocr.txt",
)


def bare(text: str) -> str:
    return "".join(text.split())


def likeness(found: str, expected: str) -> float:
    return difflib.SequenceMatcher(None, bare(found), bare(expected), autojunk=False).ratio()


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as problem:
        extract(data, "a")
    return problem.value.code


def test_a_picture_without_machine_reading(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert refused(file("pillow-photo.jpg")) == "picture"


@machine
def test_a_scan_by_img2pdf_is_read_with_its_paragraphs():
    heard: list[tuple[int, int]] = []
    found = extract(file("img2pdf-scan.pdf"), "", lambda done, of: heard.append((done, of)))
    assert found.by_machine
    assert heard == [(1, 2), (2, 2)]
    lines = found.text.split("\n")
    assert lines[:4] == [NUMBER, *TITLE, ADDRESSEES]
    assert BODY[0] in lines
    assert likeness(found.text, "\n".join(PARAGRAPHS[:19])) > 0.95


@machine
def test_a_photograph_by_pillow_is_read():
    found = extract(file("pillow-photo.jpg"))
    assert found.by_machine
    assert likeness(found.text, "\n".join(PARAGRAPHS[:8])) > 0.9
    assert BODY[2] in found.text


@machine
@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_page_that_lies_on_its_side_or_on_its_head(turn):
    picture = Image.open(FILES / "pillow-photo.jpg").transpose(turn)
    into = io.BytesIO()
    picture.save(into, "PNG")
    assert BODY[2] in read_picture(into.getvalue()).text


@machine
def test_pages_with_text_are_read_as_text_and_the_others_by_machine():
    found = extract(pages_of("reportlab-turned.pdf", "img2pdf-scan.pdf"))
    assert found.by_machine
    assert found.text.count(BODY[2]) >= 3
    assert TITLE[1] in found.text


@machine
def test_a_long_picture_of_a_conversation_is_read_in_pieces():
    page = Image.open(FILES / "pillow-photo.jpg")
    long = Image.new("L", (page.width, 4 * page.height), 255)
    for number in range(4):
        long.paste(page, (0, number * page.height))
    into = io.BytesIO()
    long.save(into, "PNG")
    text = bare(read_picture(into.getvalue()).text)
    assert text.count(bare(BODY[2])) >= 3


@machine
@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPEG"])
def test_white_paper(kind):
    assert refused(picture_of_nothing(kind)) == "blank_scan"


@machine
def test_pictures_that_are_none():
    photo = file("pillow-photo.jpg")
    assert refused(photo[: len(photo) // 2]) == "broken"
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(200)) == "broken"
    assert refused(b"\xff\xd8\xff" + b"no picture" * 20) == "broken"


# What the child that reads does, with neither a name nor an address to be had on any network.
ALONE = """
import socket
def nothing(*_, **__): raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = nothing
from checklist.children import take_limits
take_limits(memory_bytes=512 << 20, computing_seconds=30, wall_seconds=300, written_bytes=1 << 26)
import sys
from checklist.reading.formats import extract
found = extract(open(sys.argv[1], "rb").read())
assert found.by_machine and "科普进社区活动" in found.text
"""


@machine
def test_it_reads_without_a_network_and_raises_its_limits_itself():
    start = (
        "import sys, types; package = types.ModuleType('checklist'); package.__path__ = ['checklist'];"
        "sys.modules['checklist'] = package\n"
    )
    child = subprocess.run(  # noqa: S603
        [sys.executable, "-c", start + ALONE, str(FILES / "img2pdf-scan.pdf")],
        cwd=FILES.parent.parent.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert child.returncode == 0, child.stderr
