"""What is marked as a secret is refused, however the mark is written; what only speaks of secrets is read."""

import pytest

from checklist.reading import Unreadable
from checklist.reading.formats.docx import read_docx
from checklist.reading.secrecy import refuse_classified
from tests.reading.word import box, document, paragraph

NOTICE = "关于报送材料的通知\n各单位：\n请于5月1日前报送材料。\n"
BODY = paragraph("关于报送材料的通知")


@pytest.mark.parametrize(
    "mark",
    [
        "密级\t机密",
        "密级：\t机密★1年",
        "密级\t机密\t编号\t001",
        "密级\t秘密\t紧急程度\t特急",
        "特急 机密",
        "机密 特急",
        "特急\n机密",
        "【机密】",
        "［秘密］",
        "机密·10年",
        "机密（10年）",
        "機密",
        "祕密★1年",
        "絕密",
        "密級：絕密",
        "机 密",
        "机\n密",
        "机\n\n密\n★1年",
        "密级：机\n密",
        "机\u00ad密",
        "机\u200b密",
        "绝\u200d密★长期",
        "000001\n机密\n特急",
    ],
)
@pytest.mark.parametrize("place", ["{}\n" + NOTICE, NOTICE + "{}", NOTICE * 30 + "{}\n" + NOTICE])
def test_a_mark_is_seen(mark, place):
    with pytest.raises(Unreadable, match="classified"):
        refuse_classified(place.format(mark))


@pytest.mark.parametrize(
    "text", ["【机密】关于报送材料的通知", "特急 机密 关于报送材料的通知", "机 密 关于报送材料的通知"]
)
def test_a_mark_before_the_title_is_seen(text):
    with pytest.raises(Unreadable, match="classified"):
        refuse_classified(text)


@pytest.mark.parametrize(
    "words",
    [
        "各单位要保守国家秘密。",
        "各单位要保守国家\n秘密",
        "商业秘密",
        "商业\n秘密\n保护",
        "涉及国家秘密的，按有关规定办理。",
        "秘密举报",
        "秘密举报电话：024-00000001",
        "机密级涉密人员",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "密级\t绝密\t机密\t秘密",
        "秘密\t机密\t绝密",
        "密级",
        "密级\t无",
        "1．机密",
        "（1）机密",
        "机密计算技术交流会",
    ],
)
@pytest.mark.parametrize("place", ["{}\n" + NOTICE, NOTICE + "{}"])
def test_words_about_secrets_pass(words, place):
    refuse_classified(place.format(words))


@pytest.mark.parametrize("kind", ["header", "footer", "first_page_header", "first_page_footer", "even_page_header"])
@pytest.mark.parametrize("words", ["机密★1年", "机密", "机密\t第1页", "密级：秘密"])
def test_a_mark_in_a_header_or_footer_is_seen(kind, words):
    with pytest.raises(Unreadable, match="classified"):
        read_docx(document(BODY, around={kind: paragraph(words)}), "通知.docx")


@pytest.mark.parametrize("kind", ["header", "first_page_footer"])
def test_a_mark_in_a_text_box_of_a_header_is_seen(kind):
    with pytest.raises(Unreadable, match="classified"):
        read_docx(document(BODY, around={kind: paragraph(box("机密"))}), "通知.docx")


def test_other_headers_and_footers_are_no_part_of_the_text():
    around = {"header": paragraph("保守国家秘密，人人有责"), "footer": paragraph("第1页")}
    assert read_docx(document(BODY, around=around), "通知.docx") == "关于报送材料的通知"
