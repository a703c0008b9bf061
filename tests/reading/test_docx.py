"""Word documents of several producers, and by python-docx what those cannot make: the text that a reader would see."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from checklist.reading import Unreadable, read
from checklist.reading.formats.docx import read_docx
from tests.reading import bombs
from tests.reading.word import document, paragraph, run

FILES = Path(__file__).parent / "files"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
BOX = "<w:txbxContent>{}</w:txbxContent>"
STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(document(body, **parts), "通知.docx").split("\n")


def repacked(data: bytes, changes: dict[bytes, bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in changes.items():
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    return bombs.package(parts)


def test_docx_of_npm_with_its_letterhead_numbers_notes_changes_and_table():
    text = read_docx((FILES / "docx-npm.docx").read_bytes(), "")
    assert text.split("\n") == [
        "云河省科学技术协会文件",
        "云科协发〔2026〕18号\t签发人：周望川",
        "关于举办2026年全国科普日活动",
        "有关工作的通知",
        "省级各学会、协会、研究会：",
        "为办好今年全国科普日活动，现将有关事项通知如下。",
        "一、组织科普活动",
        "各学会要在9月20日前至少举办一场科普活动。",
        "（注：科普活动指面向公众的线上线下活动。）",
        "（一）突出学科特色",
        "活动场次由各学会按计划安排，并于8月31日前报送方案。",
        "（二）注意安全",
        "1．制定应急预案。",
        "2．明确现场负责人。",
        "二、报送活动总结",
        "（一）做好宣传",
        "活动信息登记网址：https://example.org/day。",
        "第三条 各学会应当于10月15日前报送活动总结。",
        "第四条 逾期未报送的，应当书面说明原因。",
        "材料\t时限\t联系人",
        "方案\t8月31日\t白露 024-00000001",
        "总结\t10月15日",
        "云河省科学技术协会",
        "2026年7月1日",
    ]


def test_what_is_read_of_it_is_understood():
    part = read((FILES / "docx-npm.docx").read_bytes(), "通知.docx").parts[0]
    assert part.title == "关于举办2026年全国科普日活动有关工作的通知"
    assert part.document_number == "云科协发〔2026〕18号"
    assert part.addressees == "省级各学会、协会、研究会"
    assert "一、组织科普活动" in [heading.text for heading in part.headings]


@pytest.mark.parametrize(
    ("producer", "expected"),
    [
        ("libreoffice", ["一、制定换届方案", "（注：方案格式见附件。）", "换届方案\t3月31日"]),
        ("pandoc", ["1. 各学会要组建志愿服务队。", "（注：人数不少于10人。）", "a. 科普报告；", "名单\t3月1日"]),
        ("html-docx-js", ["关于征集科技工作者建议的通知", "省级各学会：", "建议\t6月10日", "2026年5月6日"]),
    ],
)  # fmt: skip
def test_other_producers(producer, expected):
    found = read_docx((FILES / f"{producer}.docx").read_bytes(), "").split("\n")
    assert [line for line in found if line in expected] == expected


def test_changes_are_read_as_accepted_and_what_was_moved_once():
    moved = run("各学会")
    body = paragraph(
        f"{run('请')}<w:ins>{run('务必')}</w:ins><w:del><w:r><w:delText>尽量</w:delText></w:r></w:del>{run('报送。')}"
    )
    body += paragraph(f"<w:moveFrom>{moved}</w:moveFrom>{run('甲')}") + paragraph(
        f"{run('乙')}<w:moveTo>{moved}</w:moveTo>"
    )
    body += paragraph("各单位要", "<w:rPr><w:del/></w:rPr>") + paragraph("报送方案。")
    assert lines(body) == ["请务必报送。", "甲", "乙各学会", "各单位要报送方案。"]


def test_a_deleted_row_is_gone_and_an_inserted_one_is_there():
    def row(text, settings=""):
        cells = "".join(f"<w:tc>{paragraph(each)}</w:tc>" for each in text)
        return f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"

    assert lines(f"<w:tbl>{row('甲乙')}{row('丙丁', '<w:del/>')}{row('戊己', '<w:ins/>')}</w:tbl>") == [
        "甲\t乙",
        "戊\t己",
    ]


def test_a_text_box_is_read_once_and_wordart_too():
    box = BOX.format(paragraph("云科协发〔2026〕1号"))
    new = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    art = "<w:pict><v:shape><v:textpath string='云河省科学技术协会文件'/></v:shape></w:pict>"
    body = (
        f"<w:p><w:r>{art}</w:r><w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>{run('各学会：')}</w:p>"
    )
    body += f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='x'/>{old}</mc:AlternateContent></w:r></w:p>"
    assert lines(body) == ["云河省科学技术协会文件", "云科协发〔2026〕1号", "各学会：", "云科协发〔2026〕1号"]


def test_hidden_text_is_left_out_also_by_a_style_and_shown_again_by_the_run():
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="HP"><w:basedOn w:val="HB"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="HB"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(run("见") + run("甲", "<w:vanish/>") + run("乙", '<w:rStyle w:val="H"/>'))
    body += paragraph(run("丙") + run("报送", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="HP"/>')
    assert lines(body, styles=styles) == ["见", "报送"]


def field(code: str, result: str) -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    return f'{begin}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_fields_show_their_results_and_circled_numbers_their_number():
    body = paragraph(run("登记") + field("HYPERLINK x", "网址") + run("。"))
    body += paragraph(field(r" eq \o\ac(○,2)", "") + run("报送方案。"))
    body += f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>{run('码')}</w:p>" + paragraph("此后照读。")
    assert lines(body) == ["登记网址。", "②报送方案。", "此后照读。"]


def test_frames_of_content_links_breaks_symbols_and_a_table_of_contents():
    frame = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('各学会：')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('单击此处')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('https://example.org')}</w:hyperlink>"
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    ruby = f"<w:r><w:ruby><w:rt>{run('sui')}</w:rt><w:rubyBase>{run('穗')}</w:rubyBase></w:ruby></w:r>"
    body = (
        frame
        + prompt
        + paragraph(f"{run('见')}{link}<w:r><w:tab/></w:r>{box}{run('同意')}{ruby}<w:r><w:br/></w:r>{run('下行')}")
    )
    body += paragraph("一、目录里的标题 3", '<w:pStyle w:val="TOC1"/>')
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    assert lines(body, styles=styles) == ["各学会：", "见https://example.org □同意穗", "下行"]


def test_tables_merged_nested_and_for_layout():
    def cell(inside, settings=""):
        return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph('子'))}{cell(paragraph('丑'))}</w:tr></w:tbl>"
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = f"<w:tr>{cell(paragraph('一季度'), down)}{cell(paragraph('甲') + paragraph('乙'))}</w:tr>"
    rows += f"<w:tr>{cell(paragraph('一季度'), on)}{cell(inner)}{cell(paragraph('尾'))}</w:tr>"
    layout = (
        f"<w:tbl><w:tr>{cell(paragraph('关于换届的') + paragraph('通知') + inner)}{cell(paragraph(''))}</w:tr></w:tbl>"
    )
    assert lines(f"<w:tbl>{rows}</w:tbl>{layout}") == ["一季度\t甲 乙", "\t子 丑\t尾", "关于换届的", "通知", "子\t丑"]


def test_a_note_is_read_once_behind_its_paragraph():
    notes = f'<w:footnote w:id="2">{paragraph("含分支机构。")}{paragraph("不含代表处。")}</w:footnote>'
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph(run("各学会") + call + run("要报送。")) + paragraph(run("又") + call)
    assert lines(body, footnotes=notes) == ["各学会要报送。", "（注：含分支机构。 不含代表处。）", "又"]


def test_of_a_header_only_a_document_number_that_stands_nowhere_else():
    assert lines(paragraph("各学会："), header="云科协发〔2026〕9号") == ["云科协发〔2026〕9号", "各学会："]
    assert lines(paragraph("云科协发〔2026〕9号"), header="云科协发〔2026〕 9号") == ["云科协发〔2026〕9号"]
    assert lines(paragraph("各学会："), header="云河省科学技术协会") == ["各学会："]


@pytest.mark.parametrize("kind", ["document.macroEnabled", "template.macroEnabledTemplate"])
def test_with_macros_and_as_a_template_the_text_is_read(kind):
    assert read_docx(bombs.word(main=f"application/vnd.ms-word.{kind}"), "") == bombs.NOTICE
    assert read_docx(bombs.word(main=f"{bombs.WORD}.template"), "") == bombs.NOTICE


def test_the_strict_kind_is_read_the_same():
    data = (FILES / "libreoffice.docx").read_bytes()
    strict = repacked(data, STRICT)
    assert b"purl.oclc.org" in zipfile.ZipFile(BytesIO(strict)).read("word/document.xml")
    assert read_docx(strict, "") == read_docx(data, "")


def test_links_that_lead_nowhere_and_backslashes_in_names_do_no_harm():
    link = f'<Relationship Id="x" Type="{OFFICE}/relationships/image" Target="NULL"/></Relationships>'.encode()
    data = repacked((FILES / "pandoc.docx").read_bytes(), {b"</Relationships>": link})
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name.replace("word/", "word\\"): archive.read(name) for name in archive.namelist()}
    assert "1. 各学会要组建志愿服务队。" in read_docx(bombs.package(parts), "").split("\n")


def test_without_text_it_is_empty():
    with pytest.raises(Unreadable) as refused:
        read_docx(document(paragraph(" ")), "空.docx")
    assert (refused.value.code, refused.value.name) == ("empty", "空.docx")
