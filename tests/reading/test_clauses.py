"""A passage is cut clause by clause, never inside brackets, quotation marks or numbers."""

import pytest

from checklist.reading.sentences import clauses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("报送总结，召开会议。", ["报送总结，", "召开会议。"]),
        ("召开会议（支部会，理事会），报送总结", ["召开会议（支部会，理事会），", "报送总结"]),
        ("学习《关于甲，乙的通知》；传达", ["学习《关于甲，乙的通知》；", "传达"]),
        ("于17:30前报送1,000份", ["于17:30前报送1,000份"]),
        ("报送：\n  名单", ["报送：", "名单"]),
        ("，，", ["，", "，"]),
        (" \n", []),
    ],
)
def test_clauses(text, found):
    assert [text[span.start : span.end] for span in clauses(text, 0, len(text))] == found


def test_only_within_the_stretch():
    text = "甲，乙，丙"
    assert [tuple(span) for span in clauses(text, 2, 4)] == [(2, 4)]
