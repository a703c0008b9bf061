"""The numbers that Word puts before paragraphs itself: they are nowhere in the text, and the outline lives on them."""

import pytest

from checklist.reading.formats.docx import read_docx
from checklist.reading.formats.numerals import numeral
from tests.reading.word import document, level, numbered, numbering, paragraph

OUTLINE = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(document(body, **parts), "").split("\n")


def said(*levels_of_paragraphs: int, **parts: str) -> list[str]:
    body = "".join(numbered("要", each) for each in levels_of_paragraphs)
    return [line.removesuffix("要") for line in lines(body, **parts)]


@pytest.mark.parametrize(
    ("style", "number", "written"),
    [
        ("decimal", 12, "12"), ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 1010, "一千零一十"),
        ("japaneseCounting", 11, "十一"), ("ideographDigital", 10, "一〇"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"), ("ideographZodiac", 2, "丑"), ("ideographZodiacTraditional", 61, "甲子"),
        ("lowerLetter", 28, "bb"), ("upperLetter", 3, "C"), ("upperRoman", 14, "XIV"), ("lowerRoman", 9, "ix"),
        ("decimalFullWidth", 12, "１２"), ("decimalZero", 7, "07"), ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 51, "51"), ("decimalEnclosedParen", 2, "⑵"), ("numberInDash", 3, "- 3 -"),
        ("ideographEnclosedCircle", 2, "㊁"), ("none", 3, ""), ("nobody knows", 3, "3"),
        ("upperRoman", 10**9, "1000000000"), ("lowerLetter", 10**9, "1000000000"), ("chineseCounting", 0, "0"),
    ],
)  # fmt: skip
def test_formats(style, number, written):
    assert numeral(style, number) == written


def test_an_outline_restarts_below_what_is_above():
    numbers = numbering(*OUTLINE)
    assert said(0, 1, 1, 2, 2, 0, 1, 2, numbers=numbers) == [
        "一、", "（一）", "（二）", "1. ", "2. ", "二、", "（一）", "1. ",
    ]  # fmt: skip


def test_numbers_of_several_levels_legal_ones_and_a_level_left_out():
    levels = (level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"))
    assert said(0, 1, 2, numbers=numbering(*levels)) == ["I ", "I.1 ", "1.1.1 "]
    assert said(1, 0, numbers=numbering(*OUTLINE)) == ["（一）", "二、"]


def test_a_level_that_goes_on_counting():
    levels = (level(0, "chineseCounting", "第%1章"), level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>'))
    assert said(0, 1, 1, 0, 1, numbers=numbering(*levels)) == ["第一章 ", "第1条 ", "第2条 ", "第二章 ", "第3条 "]


@pytest.mark.parametrize(
    ("follows", "written"), [("tab", "第三条 要"), ("space", "第三条 要"), ("nothing", "第三条要")]
)
def test_where_it_starts_and_what_follows(follows, written):
    numbers = numbering(level(0, "chineseCounting", "第%1条", f'<w:suff w:val="{follows}"/>', start=3))
    assert lines(numbered("要"), numbers=numbers) == [written]


def test_lists_of_one_kind_go_on_unless_they_say_where_to_start():
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            (4, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）")}</w:lvlOverride>'),
        )
    )
    body = "".join(numbered("要", number=number) for number in (1, 2, 3, 3, 4))
    found = lines(body, numbers=numbering(*OUTLINE, lists=lists))
    assert found == ["一、要", "二、要", "五、要", "六、要", "（7）要"]


def test_numbers_come_from_styles_and_their_ancestors_and_a_paragraph_can_do_without():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>'
    )
    body = "".join(paragraph("要", f'<w:pStyle w:val="{style}"/>') for style in "ABCA")
    body += paragraph("要", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body, numbers=numbering(*OUTLINE), styles=styles) == ["一、要", "（一）要", "（二）要", "二、要", "要"]


def test_a_level_is_found_by_the_style_it_names_and_a_list_by_the_style_it_links():
    linked = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    levels = (OUTLINE[0], level(1, "decimal", "%2)", '<w:pStyle w:val="D"/>'))
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    body = numbered("要", number=2) + paragraph("要", '<w:pStyle w:val="D"/>')
    assert lines(body, numbers=numbering(*levels, lists=linked), styles=styles) == ["一、要", "1) 要"]


def test_bullets_are_dashes_and_unknown_lists_nothing():
    assert said(0, 0, numbers=numbering(level(0, "bullet", "\uf06c"))) == ["- ", "- "]
    assert said(0, 5, numbers=numbering(level(0, "decimal", "%1."), lists="")) == ["", ""]


def test_an_empty_paragraph_counts_as_it_does_on_the_page():
    assert lines(numbered("要") + numbered("") + numbered("须"), numbers=numbering(*OUTLINE)) == ["一、要", "三、须"]
