"""Where words stand says what belongs together: lines, paragraphs, columns, what is only on the page."""

import pytest

from checklist.reading.layout import Glyph, Sheet, Words, segments, text_of

SIZE, LEFT, RIGHT, PITCH = 16.0, 80.0, 528.0, 28.0  # 28 characters a line
FULL = "各单位要结合本学科特点确定活动内容并突出防寒保暖食品安全"


def sheet(*lines: tuple[float, str] | tuple[float, str, float], top: float = 130) -> Sheet:
    """Lines below each other; each with its indent in characters, and its size where it is another."""
    words = []
    for number, (indent, text, *size) in enumerate(lines):
        height = size[0] if size else SIZE
        left = LEFT + indent * SIZE
        words.append(Words(text, left, left + len(text) * height, top + number * PITCH, height))
    return Sheet(0, 0, 595, 842, words)


def read(*sheets: Sheet) -> list[str]:
    return text_of(list(sheets)).split("\n")


def test_full_lines_go_on_and_an_indent_begins_a_paragraph():
    assert len(FULL) == 28
    found = read(sheet((2, FULL[2:]), (0, FULL), (0, "避免走过场。"), (2, FULL[2:]), (0, FULL), (0, "讲求实效。")))
    assert found == [FULL[2:] + FULL + "避免走过场。", FULL[2:] + FULL + "讲求实效。"]


def test_a_sentence_goes_on_over_the_end_of_a_page():
    first = sheet(*[(0, FULL)] * 5)
    assert read(first, sheet((0, FULL), (0, "避免走过场。"))) == [FULL * 6 + "避免走过场。"]


def test_a_page_that_begins_with_a_number_begins_a_paragraph():
    ended = FULL[:-1] + "。"
    found = read(sheet(*[(0, FULL)] * 4, (0, ended)), sheet((0, "（二）" + FULL[3:]), (0, FULL), (0, "讲求实效。")))
    assert found == [FULL * 4 + ended, "（二）" + FULL[3:] + FULL + "讲求实效。"]


def test_lines_of_a_title_the_signature_and_the_date_stand_alone():
    body = [(2, FULL[2:]), (0, FULL), (0, FULL), (0, FULL), (0, "避免走过场。")]
    found = read(
        sheet(
            (5, "关于开展冬季活动的有关", 22), (7, "事项的通知", 22), *body, (18, "云岭省科协"), (17, "2026年冬月初一")
        )
    )
    assert found[:2] == ["关于开展冬季活动的有关", "事项的通知"]
    assert found[-2:] == ["云岭省科协", "2026年冬月初一"]


def test_a_quotation_set_in_from_both_sides_is_a_paragraph():
    body = [(0, FULL)] * 4 + [(0, "避免走过场。")]
    quoted = FULL[:20]
    found = read(sheet(*body, *[(4, quoted)] * 4, (4, "讲求实效。")))
    assert found == [FULL * 4 + "避免走过场。", quoted * 4 + "讲求实效。"]


@pytest.mark.parametrize(
    "number",
    ["1", "- 2 -", "－1－", "— 3 —", "第3页", "第 3 页 共 5 页", "第三页，共五页", "共5页 第3页", "3/5", "Page 3 of 5"],
)
def test_page_numbers_are_left_out(number):
    page = sheet((0, FULL), (0, "避免走过场。"))
    page.words.append(Words(number, 280, 300, 790, 12))
    assert read(page) == [FULL + "避免走过场。"]


def test_a_number_in_a_row_or_within_the_text_is_no_page_number():
    page = sheet((0, "名额"), (0, "5"), (0, FULL))
    page.words += [Words("12", 80, 96, 790, 12), Words("云岭省园艺学会", 130, 220, 790, 12)]
    assert read(page) == ["名额", "5", FULL, "12\t云岭省园艺学会"]


def test_a_few_short_lines_do_not_run_together():
    assert read(sheet((0, "名单"), (0, "云岭省园艺学会"), (0, "云岭省天文学会理事单位"), (0, "云岭省昆虫学会"))) == [
        "名单",
        "云岭省园艺学会",
        "云岭省天文学会理事单位",
        "云岭省昆虫学会",
    ]


def test_running_heads_are_left_out_and_annexes_are_not():
    pages = []
    for number in (1, 2, 3):
        page = sheet((0, FULL), (0, f"第{number}段。"))
        page.words += [Words("云岭省科协文件", 80, 180, 50, 10), Words(f"附件{number}", 80, 130, 75, 16)]
        pages.append(page)
    text = text_of(pages)
    assert "文件" not in text
    assert [f"附件{number}" in text for number in (1, 2, 3)] == [True] * 3


def test_letters_that_are_spread_and_those_that_are_printed_twice():
    glyphs = [Glyph(letter, 100 + 40 * at, 116 + 40 * at, 300, 16) for at, letter in enumerate("通知")]
    page = Sheet(0, 0, 595, 842, segments([*glyphs, *(each._replace(left=each.left + 0.5) for each in glyphs)]))
    assert read(page) == ["通 知"]


def test_latin_words_keep_their_spaces_and_lose_their_hyphens():
    lines = ("Every society shall submit a writ-", "ten plan by 30 November and send the", "report later.")
    words = [Words(line, 80, 528 if at < 2 else 180, 130 + 28 * at, 16) for at, line in enumerate(lines)]
    found = read(Sheet(0, 0, 595, 842, words))
    assert found == ["Every society shall submit a written plan by 30 November and send the report later."]


def test_nothing_is_nothing():
    assert text_of([]) == ""
    assert text_of([Sheet(0, 0, 595, 842)]) == ""
