"""What of a kept file can be shown: pictures without a word about the camera, pages, text, tables."""

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from checklist.files import previewing
from checklist.files.isolating import preview_folder
from checklist.files.previewing import Table, page_picture, preview_of, tables_of, text_of, thumbnail_of
from checklist.files.storing import path_of
from checklist.refusals import Missing, Refused
from tests.files.giving import kept
from tests.files.making import (
    HEIC,
    doc,
    docx,
    ods,
    ofd,
    paragraph,
    pdf,
    photograph_with_place,
    picture,
    pptx,
    xls,
    xlsx,
)


def seen(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def test_a_photograph_is_upright_and_says_nothing_of_the_place(store):
    file = kept(photograph_with_place())
    data = page_picture(file, 1).read_bytes()
    image = Image.open(io.BytesIO(data))
    assert image.size == (300, 400)
    assert image.getpixel((150, 20))[0] > 150  # red was at the left, and is on top
    assert not image.getexif() and not image.info.get("comment")
    assert b"CAMERA" not in data and b"COMMENT" not in data and b"Exif" not in data
    assert b"CAMERA" in path_of(file.sha256).read_bytes()
    assert seen(thumbnail_of(file)).size == (240, 240)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (picture("JPEG", (4032, 3024)), (1600, 1200)),
        (picture("PNG", (3000, 100)), (1600, 53)),
        (picture("PNG", (20, 10), mode="RGBA"), (20, 10)),
        (picture("PNG", (300, 200), mode="P"), (300, 200)),
        (picture("PNG", (300, 200), mode="1"), (300, 200)),
        (picture("PNG", (300, 200), mode="I;16"), (300, 200)),
        (picture("JPEG", (300, 200), mode="CMYK"), (300, 200)),
        (picture("GIF", (300, 200)), (300, 200)),
        (picture("WEBP", (300, 200)), (300, 200)),
        (HEIC, (64, 48)),
    ],
    ids=["phone", "wide", "alpha", "palette", "bits", "deep", "cmyk", "gif", "webp", "heic"],
)
def test_pictures_of_every_kind(store, data, size):
    image = seen(page_picture(kept(data), 1))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", size)


def test_a_long_screenshot_stays_readable_in_slices(store):
    file = kept(picture("PNG", (1080, 7000)))
    assert file.pages == 5
    assert [seen(page_picture(file, page)).size for page in (1, 5)] == [(1080, 1600), (1080, 600)]


def test_what_is_transparent_is_white(store):
    clear = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(clear, "PNG")
    assert seen(page_picture(kept(clear.getvalue()), 1)).getpixel((20, 20)) == (255, 255, 255)


def test_pages_of_a_pdf_and_their_text(store):
    file = kept(pdf("工作方案", "第二页"), "方案.pdf")
    assert (file.media_type, file.pages, file.has_text) == ("application/pdf", 2, True)
    assert max(seen(page_picture(file, 2)).size) == 1600
    assert text_of(file).split() == ["工作方案", "第二页"]
    with pytest.raises(Missing):
        page_picture(file, 3)
    with pytest.raises(Missing):
        page_picture(file, 0)


def test_of_many_pages_the_first(store):
    file = kept(pdf(*(f"第{number}页" for number in range(35))), "书.pdf")
    preview = preview_of(file)
    assert (file.pages, preview.of_pages, preview.is_cut) == (30, 35, True)


def test_a_word_document(store):
    style = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>'
    styles = f'<w:styles xmlns:w="x">{style}</w:styles>'
    cells = (
        "<w:tbl><w:tr>"
        f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('合并')}</w:tc><w:tc>{paragraph('三')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('不见')}</w:tc><w:tc>{paragraph('甲')}{paragraph('乙')}</w:tc>"
        "</w:tr></w:tbl>"
    )
    body = (
        paragraph("工作方案", "<w:pStyle w:val='2'/>")
        + paragraph("第一项", "<w:numPr/>")
        + "<w:p><w:r><w:t>保留</w:t><w:tab/><w:delText>删去</w:delText><w:instrText>PAGE</w:instrText></w:r></w:p>"
        + "<w:p/>"
        + cells
    )
    file = kept(docx(body, more={"word/styles.xml": styles}), "方案.docx")
    preview = preview_of(file)
    table = [["合并", "", "三"], ["", "甲\n乙"]]
    assert preview.blocks == [["heading", 1, "工作方案"], ["item", "第一项"], ["paragraph", "保留"], ["table", table]]
    assert tables_of(file) == [Table("", table, False, False)]
    assert (file.pages, file.has_text) == (0, True)


def test_a_spreadsheet(store):
    file = kept(
        xlsx([["姓名", "年龄", "电话"], ["陈晓", 41.0, "13800000001"]], formula="=1+5", merged="D1:E2"), "a.xlsx"
    )
    assert tables_of(file) == [
        Table(
            "名单",
            [["姓名", "年龄", "电话", "合并"], ["陈晓", "41", "13800000001", ""], ["6", "", "", ""]],
            True,
            False,
        )
    ]


def test_ten_thousand_rows(store):
    rows = [[f"专家{number}", "医", "省内"] for number in range(10_000)]
    [table] = tables_of(kept(xlsx(rows), "名单.xlsx"))  # type: ignore[arg-type]
    assert (len(table.rows), table.rows[9999], table.is_cut) == (10_000, ["专家9999", "医", "省内"], False)


def test_more_rows_than_are_read_are_said_to_be_there(store):
    [table] = tables_of(kept(ods("x", repeated=30_000), "a.ods"))
    assert (len(table.rows), table.is_cut) == (20_000, True)


@pytest.mark.parametrize(
    ("data", "name"), [(xls("姓名", "单位"), "a.xls"), (ods("姓名", "单位"), "a.ods")], ids=["xls", "ods"]
)
def test_older_and_open_spreadsheets(store, data, name):
    [table] = tables_of(kept(data, name))
    assert table.rows == [["姓名", "单位"]]


def test_text_with_commas_is_a_table(store):
    file = kept('姓名,单位\n"陈晓, 秘书",北辰\n'.encode("gb18030"), "名单.csv")
    assert tables_of(file) == [Table("", [["姓名", "单位"], ["陈晓, 秘书", "北辰"]], False, False)]
    assert text_of(file).startswith("姓名,单位")
    assert tables_of(kept("没有分栏的一段文字。".encode(), "a.txt")) == []


def test_a_long_text_is_cut(store):
    preview = preview_of(kept(("关于科普活动的记录\n" * 60_000).encode(), "a.txt"))
    assert preview.is_cut and preview.text.startswith("关于科普活动的记录")


def test_slides_and_fixed_layout(store):
    assert [block[-1] for block in preview_of(kept(pptx("第一张", "第二张"), "a.pptx")).blocks] == [
        "1",
        "第一张",
        "2",
        "第二张",
    ]
    assert "版式文件" in text_of(kept(ofd("版式文件"), "a.ofd"))


def test_what_cannot_be_shown_has_neither_pages_nor_text(store):
    file = kept(doc(), "旧.doc")
    assert (file.media_type, file.pages, file.has_text) == ("application/msword", 0, False)
    assert preview_of(file).blocks == [] and tables_of(file) == []
    with pytest.raises(Missing):
        thumbnail_of(file)


def test_a_preview_is_made_anew(store):
    file = kept(pdf("工作方案"), "a.pdf")
    shutil.rmtree(store / "previews")
    assert "工作方案" in text_of(file)
    page_picture(file, 1).unlink()
    thumbnail_of(file).write_bytes(b"")
    assert seen(page_picture(file, 1)).format == "JPEG"
    assert thumbnail_of(file).stat().st_size
    (preview_folder(file.sha256) / "finding.json").write_text("nonsense", encoding="utf-8")
    assert preview_of(file).pages == 1


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "nonsense",
        '{"text": 7}',
        '{"text": "x", "blocks": {}, "tables": [], "is_cut": false}',
        '{"text": "x", "blocks": [[]], "tables": [], "is_cut": false}',
        '{"text": "x", "blocks": [["heading", "x"]], "tables": [], "is_cut": false}',
        '{"text": "x", "blocks": [["table", [1]]], "tables": [], "is_cut": false}',
        '{"text": "x", "blocks": [], "tables": [{"name": "x"}], "is_cut": false}',
        '{"text": "x", "blocks": [], "tables": [], "is_cut": "no"}',
        '{"text": "\\ud800", "blocks": [], "tables": [], "is_cut": false}',
        "[" * 100_000,
    ],
)
def test_what_is_no_content_is_made_anew_and_else_said(store, content, monkeypatch):
    file = kept(xlsx([["姓名", "单位"]]), "a.xlsx")
    path = preview_folder(file.sha256) / "content.json"
    path.write_text(content, encoding="utf-8")
    assert tables_of(file)[0].rows[0][:2] == ["姓名", "单位"]
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(previewing, "_made_anew", lambda _file: None)
    with pytest.raises(Refused):
        preview_of(file)


def test_bytes_that_are_gone_are_said_to_be(store):
    file = kept(pdf("工作方案"), "a.pdf")
    shutil.rmtree(preview_folder(file.sha256))
    path_of(file.sha256).unlink()
    with pytest.raises(Refused, match="告知管理员"):
        preview_of(file)
