"""PDF by four producers, Chromium, LibreOffice, reportlab and WeasyPrint, and what may be wrong with one."""

import sys
import time

import pytest

from checklist.reading import Unreadable, read
from checklist.reading.formats.pdf import read_pdf
from tests.reading.documents import blank_pages, file, pages_of, picture_of_nothing
from tests.reading.printed import ANNEX, BODY, PARAGRAPHS, SIGNATURE, TITLE


def paragraphs(name: str) -> list[str]:
    return read_pdf(file(name)).text.split("\n")


@pytest.mark.parametrize("producer", ["chromium", "libreoffice"])
def test_every_paragraph_is_whole_and_every_line_that_stands_alone_stays(producer):
    assert paragraphs(f"{producer}.pdf") == PARAGRAPHS


def test_reportlab_writes_lines_in_no_order_and_they_are_read_by_where_they_stand():
    found = paragraphs("reportlab.pdf")
    assert [line for line in found if "\t" not in line] == [line for line in PARAGRAPHS if "\t" not in line]
    assert "2\t联络员信息\t2026年11月27日前" in found


def test_page_numbers_running_heads_and_watermarks_are_left_out():
    for producer in ("chromium", "libreoffice", "reportlab"):
        text = read_pdf(file(f"{producer}.pdf")).text
        for furniture in ("内部资料", "－1－", "－ 2 －", "— 2 —", "example.org", "1/3"):
            assert furniture not in text
        assert text.count(TITLE[0]) == 1


def test_two_columns_are_read_one_after_the_other():
    assert paragraphs("reportlab-columns.pdf") == [*TITLE, *BODY[:8]]


def test_turned_pages_are_read_like_upright_ones():
    assert paragraphs("reportlab-turned.pdf") == [BODY[2]] * 3


def test_a_table_is_read_row_by_row_with_merged_cells_and_over_the_end_of_a_page():
    rows = paragraphs("weasyprint-table.pdf")
    assert rows[:3] == ["序号\t事项\t要求", "1\t学会\t报名单", "2\t学会学会报名单报名单"]
    assert rows[3].split("\t") == [
        "3",
        "报名单，报事项，报序号，报要求，报学会，报名单，报事项，报序号，报要求，报学会，报名单，报事项，报序号，报要求",
        "要求" * 10,
    ]


def test_radicals_are_characters_again():
    assert paragraphs("weasyprint-table.pdf")[-1] == "一、报文\t长、学"


def test_the_text_that_a_scanner_laid_under_its_picture_is_read_and_marked():
    found = read_pdf(file("reportlab-layer.pdf"))
    assert found.text == BODY[2]
    assert found.by_machine
    assert not read_pdf(file("chromium.pdf")).by_machine


def test_it_goes_all_the_way_to_directives():
    for producer in ("chromium", "libreoffice", "reportlab"):
        (part,) = read(file(f"{producer}.pdf")).parts
        assert part.document_number == "云岭科协发〔2026〕17号"
        assert part.title == "".join(TITLE)
        assert part.issuer == SIGNATURE[0]
        assert "2026-11-30" in [directive.deadline for directive in part.directives]
        assert ANNEX[3:] in "".join(part.annexes)


def test_somebody_hears_of_every_page():
    heard: list[tuple[int, int]] = []
    read_pdf(file("libreoffice.pdf"), "", lambda done, of: heard.append((done, of)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as problem:
        read_pdf(data, "a.pdf")
    assert problem.value.name == "a.pdf"
    return problem.value.code


def test_an_encrypted_file():
    assert refused(file("reportlab-locked.pdf")) == "password"


@pytest.mark.parametrize("producer", ["chromium", "libreoffice", "reportlab"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off(producer, part):
    data = file(f"{producer}.pdf")
    assert refused(data[: int(part * len(data))]) == "broken"


def test_what_is_no_pdf_behind_its_first_bytes():
    assert refused(b"%PDF-1.7\n" + bytes(range(256)) * 40) == "broken"
    assert refused(b"%PDF-1.7\n%%EOF\n") == "broken"


def test_pages_without_anything():
    assert refused(blank_pages(2)) == "empty"


def test_501_pages_are_too_many():
    assert refused(blank_pages(501)) == "too_many_pages"


def test_pictures_without_machine_reading(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert refused(file("img2pdf-scan.pdf")) == "scan"
    assert refused(picture_of_nothing()) == "scan"
    assert refused(pages_of("reportlab-turned.pdf", "img2pdf-scan.pdf", "img2pdf-scan.pdf")) == "scan"


def test_a_few_pictures_among_pages_with_text_are_counted_where_they_cannot_be_read(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    reading = read(pages_of("reportlab.pdf", "img2pdf-scan.pdf"))
    assert reading.unread_pages == 2
    assert not reading.by_machine
    assert read(file("reportlab.pdf")).unread_pages == 0


def test_twenty_pages_take_well_under_a_second():
    data = pages_of("chromium.pdf", times=7)
    start = time.process_time()
    found = read_pdf(data)
    assert time.process_time() - start < 1
    assert found.text.count(BODY[2]) == 7
