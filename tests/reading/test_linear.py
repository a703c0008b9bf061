"""Time grows with the length of a text and not with its square, whatever the text is made of."""

from contextlib import suppress
from time import process_time

import pytest

from checklist.reading import Unreadable, extract, understand
from checklist.reading.page_words import without_page_words

SHORT, LONG = 20_000, 80_000
# A square would be 16; what is measured on a busy machine is no more exact than this.
MOST, GRACE_SECONDS = 10, 0.5
UNITS = [
    "制定", "各单位要", "要", "（", "《", "“", "一、", "1.", "（一）", "通知", "关于", "：", "，", "。", "对",
    "加强", "采取", "由", "的", "2025年", "5月1日前", "每周", "附件", "附件：", "联系人：", "北科协发〔2020〕1号",
    "首页>", "来源：", "版权所有", "位置：", "上一篇：", "【打印】", "【", "*", "#", "-", "must", "Section1", "密",
    "秘密★", "第一条", "1", "一", "各", "各单位要制定", "2025年5月1日", "2025-07-28", "来源：省", "秘密1年",
    "一是", "附件1", "A.", "by的", "\n", "\n\n", " ", "\t", "\u3000", "A ", "by July 1 ", "- \n", "一、\n", "：\n",
    "（一）要\n", "首页\n", "要，\n",
]  # fmt: skip
HEAD = "关于做好有关工作的通知\n各单位：\n"


def seconds(work, text: str) -> float:
    begun = process_time()
    with suppress(Unreadable):
        work(text)
    return process_time() - begun


def is_linear(work, unit: str) -> bool:
    short, long = (unit * (size // len(unit)) for size in (SHORT, LONG))
    return any(seconds(work, long) <= MOST * seconds(work, short) + GRACE_SECONDS for _ in range(3))


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_understanding(unit):
    assert is_linear(lambda text: understand(HEAD + text), unit)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_the_words_of_a_page(unit):
    assert is_linear(without_page_words, unit)


@pytest.mark.parametrize(
    "unit", ["<p>", "<b>", "<ol><li>", "<table><tr><td>", "<br>", "&amp;", "<", "<!--", "<a>x", "<p>各单位"]
)
def test_a_page_of_the_web(unit):
    assert is_linear(lambda text: extract(f"<html><meta charset=utf-8><p>通知</p>{text}".encode()), unit)
