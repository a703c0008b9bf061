"""The words of a deadline, into the grammar of notices/README.md and into a moment."""

import datetime

import pytest

from checklist.reading import due, english_deadlines
from checklist.reading.deadlines import find

ISSUED = datetime.date(2020, 2, 17)


@pytest.mark.parametrize(
    ("words", "deadline", "deadline_text"),
    [
        ("并于2月20日17:30前报督导组", "2020-02-20 17:30", "于2月20日17:30前"),
        ("请于2月18日12：00前报督查处", "2020-02-18 12:00", "请于2月18日12：00前"),
        ("请于2020年3月1日前报送", "2020-03-01", "请于2020年3月1日前"),
        ("即日起至2020年2月9日24时前停止复工", "2020-02-09 24:00", "即日起至2020年2月9日24时前"),
        ("于3月5日下午5时之前提交", "2020-03-05 17:00", "于3月5日下午5时之前"),
        ("报名截止时间为4月30日", "2020-04-30", "截止时间为4月30日"),
        ("于3月底前报送总结", "2020-03-31", "于3月底前"),
        ("于十月底前完成", "2020-10-31", "于十月底前"),
        ("11月中旬前报至科普部", "2020-11-20", "11月中旬前"),
        ("年底前完成整改", "2020-12-31", "年底前"),
        ("于2月25日报送清单", "2020-02-25", "于2月25日"),
        ("每天13时前报告", "daily 13:00", "每天13时前"),
        ("每日报送", "daily", "每日"),
        ("每周报送1次", "weekly", "每周"),
        ("每周一、周四10时前报送", "weekly Mon,Thu 10:00", "每周一、周四10时前"),
        ("每月7日前报送", "monthly day 7", "每月7日前"),
        ("收到通知后3个工作日内反馈", "relative: 收到通知后3个工作日内", "收到通知后3个工作日内"),
        ("24小时内报告", "relative: 24小时内", "24小时内"),
        ("及时上报", None, "及时"),
        ("尽快开展工作", None, "尽快"),
        ("要第一时间报告", None, "第一时间"),
    ],
)
def test_chinese(words, deadline, deadline_text):
    found = find(words, ISSUED)
    assert found is not None
    assert found.value == deadline
    assert words[found.start : found.end] == deadline_text


@pytest.mark.parametrize(
    "words", ["2020年2月19日至22日", "做好2020年的主要工作谋划", "2月10日印发的通知", "落实14天隔离措施", "第2次会议"]
)
def test_other_dates_and_numbers_are_no_deadlines(words):
    assert find(words, ISSUED) is None


def test_a_missing_year_comes_from_the_date_of_issue():
    assert find("于1月10日前报送", datetime.date(2020, 12, 20)).value == "2021-01-10"
    assert find("于1月10日前报送", None, year=2019).value == "2019-01-10"
    assert find("于1月10日前报送", None) is None


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("By 2:00 pm EDT, Friday, July 17, 2020, apply the update", "2020-07-17 14:00"),
        ("complete the training by April 15, 2022", "2022-04-15"),
        ("submit it no later than 5:00 pm on April 30", "2020-04-30 17:00"),
        ("Before noon, 3 March 2020, reply", "2020-03-03 12:00"),
        ("Within 10 business days, audit all records", "relative: within 10 business days"),
        ("report progress weekly", "weekly"),
        ("apply it as soon as possible", None),
    ],
)
def test_english(words, deadline):
    found = english_deadlines.find(words, ISSUED)
    assert found is not None
    assert found.value == deadline


@pytest.mark.parametrize(
    ("deadline", "moment"),
    [
        ("2020-02-20", (datetime.date(2020, 2, 20), None)),
        ("2020-02-20 17:30", (datetime.date(2020, 2, 20), datetime.time(17, 30))),
        ("2020-02-09 24:00", (datetime.date(2020, 2, 9), datetime.time(23, 59))),
        ("2020-02-30", None),
        ("daily 13:00", None),
        ("relative: 3日内", None),
        ("", None),
        (None, None),
    ],
)
def test_due(deadline, moment):
    assert due(deadline) == moment
