"""Whatever is put in, the reader answers or refuses; and what it answers always fits the text."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.reading import Reading, Unreadable, as_json, decode, due, read, sentences, understand

PIECES = """
一、 二、 （一） （二） 1. 2. 第一章 ① 各单位 各学会 要 应 须 请 不得 可 将 于 在 对 把 为 通知 关于
5月1日前 2月30日 转发 《 》 （ ） “ ”
2020年1月30日 每周一 每天13时前 3日内 及时 报送 制定 召开 建立 学习 总结 方案 会议 名单 〔2020〕3号
文件 附件： 联系人： 电话： 通知如下： 坚决打赢 ， 。 ； ： 、 # ## must By July submit a. ** - --- report
"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n", "\u3000\u3000", " "])
NOTICES = st.lists(WORDS, max_size=60).map("".join)
EXAMPLES = settings(max_examples=150, deadline=None)


def attempt(text: str) -> Reading | None:
    try:
        return understand(text)
    except Unreadable as refused:
        assert refused.code in Unreadable.CODES
        return None


def check(reading: Reading) -> None:
    assert reading.parts
    assert understand(reading.text) == reading
    json.dumps(as_json(reading)).encode()
    at = 0
    for part in reading.parts:
        assert at <= part.start <= part.end <= len(reading.text)
        at = part.end
        here = part.start
        for directive in part.directives:
            assert here <= directive.start < directive.end <= part.end
            here = directive.end
            assert directive.text == reading.text[directive.start : directive.end]
            assert 0 < len(directive.title) <= 20
            assert directive.applies_to
            due(directive.deadline)
        before = part.start
        for heading in part.headings:
            assert before <= heading.start < heading.end <= part.end
            before = heading.start
        spans = sentences(reading.text, part.start, part.end)
        assert all(first.end <= second.start for first, second in zip(spans, spans[1:], strict=False))


@EXAMPLES
@given(st.text(max_size=300))
def test_any_text(text):
    reading = attempt(text)
    if reading:
        check(reading)


@EXAMPLES
@given(NOTICES)
def test_any_notice(text):
    reading = attempt(text)
    if reading:
        check(reading)


@EXAMPLES
@given(st.binary(max_size=400))
def test_any_bytes(data):
    try:
        check(read(data))
    except Unreadable as refused:
        assert refused.code in Unreadable.CODES


@EXAMPLES
@given(st.text(max_size=300))
def test_decoding_what_was_encoded(text):
    try:
        assert decode(text.encode("utf-8", "surrogatepass")) is not None
    except Unreadable as refused:
        assert refused.code in Unreadable.CODES
