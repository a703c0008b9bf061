"""The words of a deadline, into the grammar of notices/README.md and into a moment."""

import datetime

import pytest

from checklist.reading import due, english_deadlines, understand
from checklist.reading.deadlines import find, of_heading

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
        ("于3月19日下班前报送", "2020-03-19", "于3月19日下班前"),
        ("请于4月15日—19日报送", "2020-04-19", "请于4月15日—19日"),
        ("于4月28日至5月3日期间填报", "2020-05-03", "于4月28日至5月3日"),
        ("将布展图于6月12日交展务处", "2020-06-12", "于6月12日"),
        ("每日（6月1日-7日）下午16时前报送", "daily 16:00", "每日（6月1日-7日）下午16时前"),
        ("每周二和周四的上午8:00-10:30领取", "weekly Tue,Thu 10:30", "每周二和周四的上午8:00-10:30"),
        ("每月底前报送", "monthly day 31", "每月底前"),
        ("于每年的3月10日前报送", "relative: 每年3月10日前", "每年的3月10日前"),
        ("每2小时巡查一遍", "relative: 每2小时", "每2小时"),
        ("会议纪要于会后10日内报送", "relative: 会后10日内", "会后10日内"),
        ("任期届满前3个月启动换届", "relative: 任期届满前3个月", "任期届满前3个月"),
        ("应当提前30日报告", "relative: 提前30日", "提前30日"),
        ("在召开会议30日前报告", "relative: 召开会议30日前", "召开会议30日前"),
        ("在汛期到来前检修好展厅", "relative: 汛期到来前", "汛期到来前"),
        ("限期完成整改", None, "限期"),
    ],
)
def test_chinese(words, deadline, deadline_text):
    found = find(words, ISSUED)
    assert found is not None
    assert found.value == deadline
    assert words[found.start : found.end] == deadline_text


@pytest.mark.parametrize(
    "words",
    [
        "2020年2月19日至22日",
        "做好2020年的主要工作谋划",
        "2月10日印发的通知",
        "落实14天隔离措施",
        "第2次会议",
        "截至目前收到的来信",
    ],
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
        ("names must be received by close of business on Friday, 29 May 2020", "2020-05-29"),
        ("the closing date for applications is 30 April 2020", "2020-04-30"),
        ("review them before the end of March 2020", "2020-03-31"),
        ("hold it between 6 and 12 May 2020", "2020-05-12"),
        ("report figures every Friday by 16:00", "weekly Fri 16:00"),
        ("at least two weeks before the event", "relative: at least two weeks before the event"),
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


@pytest.mark.parametrize(
    ("heading", "deadline"),
    [
        ("（一）自查阶段（即日起至6月20日）", "2020-06-20"),
        ("（二）整治阶段（6月21日至8月31日）", "2020-08-31"),
        ("三、报送情况（9月底前）", "2020-09-30"),
        ("一、2月3日会议精神", None),
    ],
)
def test_a_stage_ends_on_its_last_day(heading, deadline):
    assert of_heading(heading, ISSUED) == deadline


def deadlines(body: str) -> list[str | None]:
    notice = f"关于做好有关工作的通知\n各单位：\n现将有关事项通知如下：\n{body}\n某某学会\n2020年2月17日\n"
    return [directive.deadline for part in understand(notice).parts for directive in part.directives]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # one day for the acts of a sentence
        ("各馆要对展品逐件清点，填写清点登记表，于3月8日前报送省馆。", ["2020-03-08"]),
        ("请各馆于3月20日前完成数据备份，并向信息中心提交确认单。", ["2020-03-20"] * 2),
        # said in the sentence after
        ("各馆要进行全面摸底。该项工作于4月底前完成。", ["2020-04-30"]),
        ("各馆要认真填写自查表。自查表请于3月5日前报送省馆。", ["2020-03-05"] * 2),
        # in the clause before
        ("请于3月28日前，将电子版发送至邮箱。", ["2020-03-28"]),
        # a stage
        ("（一）自查阶段（3月1日至3月20日）\n各馆要对照清单开展自查。\n（二）总结阶段（4月底前）\n各馆要总结经验。",
            ["2020-03-20", "2020-04-30"]),
        # a period holds for its record, not for what else is asked
        ("各馆要每日消毒一次，做好消毒记录。参观人员必须佩戴口罩。", ["daily", None]),
    ],
)  # fmt: skip
def test_a_day_said_once_holds_for_several_acts(body, expected):
    assert deadlines(body) == expected
