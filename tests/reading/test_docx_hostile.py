"""Word documents that somebody made to do harm: each is refused with its code, soon."""

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.reading import Unreadable
from checklist.reading.formats import extract
from checklist.reading.formats.docx import MOST_DOCUMENT_BYTES, read_docx
from tests.reading import bombs
from tests.reading.word import document, level, numbered, numbering, paragraph, run

FILES = Path(__file__).parent / "files"
SEEDS = [(FILES / name).read_bytes() for name in ("libreoffice.docx", "docx-npm.docx", "html-docx-js.docx")]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as problem:
        read_docx(data, "通知.docx")
    assert problem.value.name == "通知.docx"
    return problem.value.code


def seconds(data: bytes) -> float:
    begun = time.process_time()
    read_docx(data, "")
    return time.process_time() - begun


def test_what_is_too_long_nested_or_no_document():
    assert refused(bombs.word_of(300 * bombs.MEGABYTE)) == "unpacks_too_large"
    assert refused(bombs.word("一" * (MOST_DOCUMENT_BYTES // 3))) == "too_long"
    assert refused(document("<w:p>" * 200 + "</w:p>" * 200)) == "broken"
    assert refused(bombs.package({"word/document.xml": "<w:p>" * 100_000})) == "broken"
    assert refused(bombs.package({"a.txt": "通知"})) == "broken"
    assert refused(bombs.picture()) == "broken"
    assert refused(b"") == "broken"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", [bombs.LAUGHING, bombs.OUTSIDE, "<!DOCTYPE d>"])
def test_entities_in_any_encoding(before, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{before}<d>&l9;</d>'
    assert refused(bombs.package({"word/document.xml": xml.encode(encoding)})) == "broken"


def test_a_document_with_a_password_of_msoffcrypto():
    with pytest.raises(Unreadable) as problem:
        extract((FILES / "msoffcrypto.docx").read_bytes(), "")
    assert problem.value.code == "password"


def test_a_package_with_a_password():
    assert refused(bombs.locked_package()) == "password"


def test_styles_that_bite_their_tail_and_long_chains_of_them():
    def chain(length: int, last: str) -> bytes:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
            for at in range(length)
        )
        styles += f'<w:style w:type="paragraph" w:styleId="s{length}"><w:basedOn w:val="{last}"/></w:style>'
        body = "".join(paragraph("要", f'<w:pStyle w:val="s{at}"/>') for at in range(length))
        return document(body, styles=styles)

    assert read_docx(chain(3, "s0"), "") == "要\n要\n要"
    short, long = seconds(chain(2000, "s0")), seconds(chain(8000, "s0"))
    assert long < 12 * max(short, 0.05)


def test_numbers_do_not_grow():
    numbers = numbering(level(0, "upperLetter", "%1" * 5000, start=700))
    text = read_docx(document(numbered("要") * 500, numbers=numbers), "")
    assert max(map(len, text.split("\n"))) <= 101


@pytest.mark.parametrize("value", ["9" * 5000, "-1", "", "x", "٣"])
def test_numbers_that_are_none(value):
    lists = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{value}"/></w:num>'
    level_ = f'<w:lvl w:ilvl="{value}"><w:start w:val="{value}"/><w:lvlRestart w:val="{value}"/></w:lvl>'
    body = (
        numbered("要")
        + f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("须")}</w:p>'
    )
    text = read_docx(document(body, numbers=numbering(level_, lists=lists)), "")
    assert [line[-1] for line in text.split("\n")] == ["要", "须"]


def test_twice_the_text_takes_twice_the_time():
    def long(times: int) -> bytes:
        row = f"<w:tr>{''.join(f'<w:tc>{paragraph(each)}</w:tc>' for each in '甲乙')}</w:tr>"
        return document((paragraph(run("要") * 20) + f"<w:tbl>{row * 5}</w:tbl>") * times)

    seconds(long(10))
    assert seconds(long(2000)) < 8 * max(seconds(long(500)), 0.02)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=6), st.integers(0))
def test_nothing_but_the_refusal_comes_of_damaged_bytes(data, changes, length):
    damaged = bytearray(data)
    for at, byte in changes:
        damaged[at % len(damaged)] = byte
    if length % 3 == 0:
        damaged = damaged[: length % len(damaged)]
    attempt(bytes(damaged))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SEEDS), st.integers(0), st.integers(0), st.sampled_from([b"", b"<", b"w:p", b'"', b"/>", b"\xff"])
)
def test_nothing_but_the_refusal_comes_of_damaged_xml(data, part, at, put):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = list(parts)[part % len(parts)]
    cut = at % (len(parts[name]) + 1)
    parts[name] = parts[name][:cut] + put + parts[name][cut + 3 :]
    attempt(bombs.package(parts))


def attempt(data: bytes) -> None:
    try:
        assert isinstance(read_docx(data, ""), str)
    except Unreadable as problem:
        assert problem.code in Unreadable.CODES
