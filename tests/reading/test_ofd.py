"""OFD: read by where the text stands. Producers: easyofd, pdf2ofd (see files/README.md), and files made by hand."""

from pathlib import Path

import pytest

from checklist.reading import Unreadable, extract, read
from tests.reading.ofds import LEFT, LINE, SIZE, TOP, Sheet, line, ofd, text, written

FILES = Path(__file__).parent / "files"
PARAGRAPHS = [
    "一、组建服务队。各学会要组建不少于10人的科普志愿服务队，并于8月20日前将志愿者名单报省科协科普部，名单应当写明姓名和专业。",
    "二、开展活动。活动月期间，各学会要至少开展2场主题科普活动，其中面向乡镇、社区的不少于1场。",
    "三、报送总结。各学会要认真总结活动情况，于10月15日17时前将活动总结报送至省科协科普部。",
]


def lines(data: bytes) -> list[str]:
    return extract(data, "notice.ofd").text.split("\n")


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        extract(data, "notice.ofd")
    assert refused.value.name == "notice.ofd"
    return refused.value.code


def test_a_file_of_easyofd():
    """It gives each character of a line an object of its own and all of them the same place."""
    reading = read((FILES / "easyofd.ofd").read_bytes(), "easyofd.ofd")
    [part] = reading.parts
    assert part.title == "关于开展2025年科普志愿服务月活动的通知"
    assert part.document_number == "北科协发〔2025〕12号"
    assert part.issuer == "北岭省科学技术协会"
    assert part.addressees == "各省级学会、协会、研究会"
    assert [heading.text for heading in part.headings if heading.level == 1] == [
        "一、活动主题", "二、工作任务", "三、有关要求",
    ]  # fmt: skip
    assert "将志愿者名单报省科协科普部，名单应当写明" in reading.text
    assert "志愿服务队\t志愿者名单\t8月20日\n" in reading.text
    assert "— 1 —" not in reading.text


def test_a_file_of_pdf2ofd_is_a_scan():
    """It writes shapes and no characters."""
    assert refusal((FILES / "pdf2ofd.ofd").read_bytes()) == "scan"


def test_lines_become_paragraphs_over_the_end_of_a_page():
    assert lines(ofd(written(PARAGRAPHS, lines=3))) == PARAGRAPHS


@pytest.mark.parametrize("prefix", ["ofd:", "o:", ""])
def test_names_are_matched_without_their_namespace(prefix):
    data = ofd(written(PARAGRAPHS), prefix=prefix)
    if prefix == "o:":
        data = ofd(written(PARAGRAPHS))  # the prefix is only a name for the namespace
    assert lines(data) == PARAGRAPHS


def test_several_documents_in_one_file_follow_each_other():
    assert lines(ofd(written(PARAGRAPHS[:1]), written(PARAGRAPHS[1:]))) == PARAGRAPHS


def test_objects_are_read_by_position_and_not_by_order():
    [sheet] = written(PARAGRAPHS)
    sheet.objects.reverse()
    assert lines(ofd([sheet])) == PARAGRAPHS


def test_templates_stamps_attachments_and_watermarks_are_not_read():
    [sheet] = written(PARAGRAPHS)
    sheet.template = True
    sheet.background = [text("内部资料", 60, 150)]
    sheet.objects.append(text("水印", 60, 150, more='CTM="0.7 0.7 -0.7 0.7 0 0"'))
    sheet.objects.append(text("看不见", 60, 160, more='Visible="false"'))
    assert lines(ofd([sheet])) == PARAGRAPHS


def test_the_matrix_of_an_object_moves_its_characters():
    """Text set at a third of its size and moved into its box, as converters write it."""
    words = "各学会要组建服务队。"
    sheet = Sheet([
        text("一、组建服务队", LEFT, TOP),
        f'<ofd:TextObject ID="7" Boundary="{LEFT} {TOP + LINE - SIZE} 60 7" Size="{SIZE * 3}" '
        f'CTM="0.3333 0 0 0.3333 -10 -20"><ofd:TextCode X="30" Y="{60 + SIZE * 3}" DeltaX="g 9 {SIZE * 3}">{words}'
        "</ofd:TextCode></ofd:TextObject>",
    ])  # fmt: skip
    assert lines(ofd([sheet])) == ["一、组建服务队", words]


@pytest.mark.parametrize("deltas", ["g 4 5.6", "5.6 5.6 5.6 5.6", "5.6 g 2 5.6 5.6", "", "g 999999999 5.6", "g x", "g"])
def test_deltas_say_where_the_next_character_stands(deltas):
    assert lines(ofd([Sheet([text("关于通知的", LEFT, TOP, deltas=deltas)])])) == ["关于通知的"]


def test_a_wide_step_within_an_object_parts_two_cells():
    assert lines(ofd([Sheet([text("事项期限", LEFT, TOP, deltas="5.6 40 5.6")])])) == ["事项\t期限"]


def test_a_table_by_its_lines_row_by_row():
    xs, ys = [30, 80, 130], [50, 70, 90]
    rules = [line(xs[0], y, xs[-1], y) for y in ys] + [line(x, ys[0], x, ys[-1]) for x in xs]
    cells = [
        text("志愿服务", 32, 58), text("队名单", 32, 66), text("8月20日", 82, 58, deltas="3 5.6 3 3 5.6"),
        text("活动总结", 32, 78), text("10月15日", 82, 78, deltas="3 3 5.6 3 3 5.6"),
    ]  # fmt: skip
    assert lines(ofd([Sheet(rules + cells)])) == ["志愿服务队名单\t8月20日", "活动总结\t10月15日"]


def test_places_are_found_whatever_their_case_and_from_the_root():
    [sheet] = written(PARAGRAPHS)
    data = ofd([sheet], extra={"OFD.xml": "<OFD><DocBody><DocRoot>/doc_0\\DOCUMENT.xml</DocRoot></DocBody></OFD>"})
    assert lines(data) == PARAGRAPHS


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"OFD.xml": "<OFD/>"}, "broken"),
        ({"OFD.xml": "<OFD>"}, "broken"),
        ({"OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/nothing.xml</DocRoot></DocBody></OFD>"}, "broken"),
        ({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}, "broken"),
        ({"Doc_0/Document.xml": '<Document><Pages><Page BaseLoc="no.xml"/></Pages></Document>'}, "broken"),
        ({"Doc_0/Document.xml": "<Document/>"}, "empty"),
        ({"Encryptions.xml": "<Encryptions/>"}, "password"),
        ({"Doc_0/Pages/Page_1/Content.xml": '<!DOCTYPE p [<!ENTITY a "x">]><Page>&a;</Page>'}, "broken"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_wrong_has_its_code(extra, code):
    assert refusal(ofd(written(PARAGRAPHS), extra=extra)) == code
