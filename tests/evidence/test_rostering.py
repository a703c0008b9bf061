"""Lines of a roster as people paste them: columns however they are parted, days, hours, and what is no line at all."""

from datetime import date

import pytest

from checklist.evidence.duty_times import Gap, gaps_of, read_days, read_hours
from checklist.evidence.roster_heads import columns_of
from checklist.evidence.roster_rows import DUTY, EXPERTS
from checklist.evidence.rostering import Roster, lines_of_table, lines_of_text, read_roster
from checklist.telephones import masked, read_telephone

TODAY = date(2026, 1, 20)
ZHANG = {"name": "张三", "field": "呼吸内科", "where": "local", "unit": "北辰医院", "telephone": "13800000001"}


@pytest.fixture(autouse=True)
def in_chinese(app):
    with app.test_request_context():
        yield


def read(sort: str, text: str, known=None) -> Roster:
    return read_roster(sort, lines_of_text(text), known or {}, TODAY)


@pytest.mark.parametrize(
    "line",
    [
        "张三\t呼吸内科\t省内\t北辰医院\t13800000001",
        "张三，呼吸内科，省内，北辰医院，13800000001",
        "张三, 呼吸内科, 省内, 北辰医院, 13800000001",
        "张三、呼吸内科、省内、北辰医院、13800000001",
        "张三 呼吸内科 省内 北辰医院 138 0000 0001",
        "张 三　呼吸内科　省内　北辰医院　138-0000-0001",
        "1、张三、呼吸内科、省内、北辰医院、＋86 13800000001",
        "（12）张三 呼吸内科，省内，北辰医院，１３８００００00001",
        "3\t张三\t呼吸内科\t省内专家\t北辰医院\t13800000001.0",
        "张三 省内 呼吸内科 13800000001 北辰医院",
    ],
)
def test_an_expert_however_the_columns_are_parted(line):
    line = line.replace("１３８００００00001", "１３８０００００００１")
    assert read(EXPERTS, line) == Roster(rows=[ZHANG])


def test_columns_under_their_heads_in_any_order():
    heads = "序号\t工作单位\t姓 名\t职称\t研究方向\t是否省内\t联系电话"
    rows = f"{heads}\n1\t北辰医院\t张三\t教授\t呼吸内科\t是\t13800000001"
    assert read(EXPERTS, f"专家库\n{rows}") == Roster(rows=[ZHANG], titles=1)


def test_the_telephone_of_an_expert_may_be_left_out():
    assert read(EXPERTS, "张三、呼吸内科、省外、北辰医院").rows == [ZHANG | {"where": "elsewhere", "telephone": ""}]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("以下是名单", "第 2 行：没有写专业领域、没有写明省内还是省外、没有写单位。"),
        ("张三、呼吸内科、省内", "第 2 行：没有写单位。"),
        ("张三、呼吸内科、北辰医院", "第 2 行：没有写明省内还是省外。"),
        ("张三、呼吸内科、省内、北辰医院、12345", "第 2 行：“12345”不像电话号码。"),
        ("张三、呼吸内科、省内、北辰医院、1380000000", "第 2 行：“1380000000”不像电话号码。"),
        ("张三、呼吸内科、省内、北辰医院、教授", "第 2 行：多了“教授”，请每人一行，按说明的顺序写。"),
        ("张三、呼吸内科、省内、北辰医院、139****0001", "第 2 行：电话“139****0001”中有星号，请写完整的号码。"),
        (f"张三\t{'长' * 101}\t省内\t医院", "第 2 行：一栏内容超过 100 个字"),
    ],
)
def test_rubbish_is_named_by_its_line(line, sentence):
    [problem] = read(EXPERTS, f"李四、护理、省内、医院\n{line}").problems
    assert problem.startswith(sentence)


def test_a_word_that_says_no_place_under_its_head():
    problems = read(EXPERTS, "姓名,专业,省内/省外,单位\n张三,呼吸,沈阳,医院").problems
    assert problems == ["第 2 行：“沈阳”不是“省内”或“省外”，也不是省份名称。"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("陕西", "elsewhere"),
        ("陕西省", "elsewhere"),
        ("辽宁", "local"),
        ("内蒙古自治区", "elsewhere"),
        ("北京市", "elsewhere"),
    ],
)
@pytest.mark.parametrize("heads", ["姓名,专业,省份,单位\n", ""])
def test_a_province_is_a_place_and_its_word_is_kept(text, where, heads):
    lines = lines_of_text(f"{heads}张三,呼吸,{text},医院")
    [row] = read_roster(EXPERTS, lines, {}, TODAY, office="辽宁省科学技术协会").rows
    assert (row["where"], row["province"], row["unit"]) == (where, text, "医院")


def test_a_unit_that_bears_the_name_of_a_province_is_no_place():
    [problem] = read(EXPERTS, "张三、呼吸、陕西省人民医院").problems
    assert "没有写明省内还是省外" in problem


def test_lines_above_the_heads_are_read_or_named():
    heads = "姓名\t专业\t省内/省外\t单位"
    lines = ["张三\t呼吸\t省内\t甲医院", "李四\t护理\t省外\t乙医院", heads, "王五\t检验\t省内\t丙医院"]
    assert [row["name"] for row in read(EXPERTS, "\n".join(lines)).rows] == ["张三", "李四", "王五"]
    [problem] = read(EXPERTS, "\n".join(["张三\t呼吸", *lines[1:]])).problems
    assert problem.startswith("第 1 行：没有写明省内还是省外、没有写单位。这一行在表头上面")


def test_a_title_above_the_heads_is_counted():
    roster = read(EXPERTS, "附件2\n专家库\n姓名,专业,省内/省外,单位\n张三,呼吸,省内,医院")
    assert ([row["name"] for row in roster.rows], roster.titles, roster.problems) == (["张三"], 2, [])
    roster = read(EXPERTS, "张三,呼吸,省内,医院\n专家库\n姓名,专业,省内/省外,单位\n李四,呼吸,省内,医院")
    assert (len(roster.rows), roster.titles) == (2, 1)


def test_ten_problems_are_named_and_the_rest_counted():
    problems = read(EXPERTS, "\n".join(["李四、护理、省内、医院", *(f"乱写{number}" for number in range(13))])).problems
    assert len(problems) == 11 and problems[-1] == "还有 3 行有问题。"


def test_the_same_line_twice_counts_once_and_is_said():
    roster = read(EXPERTS, "张三、护理、省内、医院\n张三，护理，省内，医院\n\n张三 护理 省内 医院")
    assert (len(roster.rows), roster.repeated, roster.problems) == (1, 2, [])


def test_a_mask_that_is_known_keeps_its_number():
    line = "张三、呼吸内科、省内、北辰医院、138****0001"
    assert read(EXPERTS, line, {("张三", "138****0001"): "13800000001"}).rows == [ZHANG]


def test_the_other_sort_is_recognized():
    assert "选“值班表”" in read(EXPERTS, "2月5日 8:00-17:00 张三 13800000001").problems[0]
    assert "选“专家名单”" in read(DUTY, "张三、呼吸内科、省内、北辰医院、13800000001").problems[0]


def test_nothing_and_too_much():
    assert "没有读到名单" in read(EXPERTS, "  \n\t\n").problems[0]
    assert "没有读到名单" in read(EXPERTS, "姓名\t专业\t省内外\t单位").problems[0]
    [problem] = read(DUTY, "2月5日 张三 13800000001\n" * 10_000).problems
    assert "10000 行" in problem and "最多 2000 行" in problem


@pytest.mark.parametrize(
    ("line", "on", "hours"),
    [
        ("2月5日 8:00-17:00 张三 13800000001", "2026-02-05", ("08:00", "17:00")),
        ("2/5，8：00—17：00，张三，13800000001", "2026-02-05", ("08:00", "17:00")),
        ("2026-02-05\t星期四\t20:00至次日8:00\t张三\t13800000001", "2026-02-05", ("20:00", "08:00")),
        ("2026-02-05 00:00:00\t08:00:00-17:00:00\t张三\t13800000001", "2026-02-05", ("08:00", "17:00")),
        ("2.5（周四） 全天 张三 13800000001", "2026-02-05", ("", "")),
        ("2 月 5 日 8 点半到 17 点", "", None),
        ("2月5日8点-17点 张三 13800000001", "2026-02-05", ("08:00", "17:00")),
        ("二〇二六年二月五日、张三、13800000001", "", None),
        ("二月五日、张三、13800000001", "2026-02-05", ("", "")),
        ("日期,时间,值班人,电话\n2-5,8-17,张三,13800000001", "2026-02-05", ("08:00", "17:00")),
        ("12月31日 8:00 - 17:00 张三 13800000001", "2025-12-31", ("08:00", "17:00")),
    ],
)
def test_somebody_on_duty(line, on, hours):
    roster = read(DUTY, line)
    if hours is None:
        assert len(roster.problems) == 1
        return
    [row] = roster.rows
    assert (row["on"], row["from"], row["until"], row["name"]) == (on, *hours, "张三")


def test_one_line_for_several_days():
    rows = read(DUTY, "2月5日—2月7日 张三 13800000001\n2月4日 李四 024-23456789").rows
    assert [(row["on"], row["name"]) for row in rows] == [
        ("2026-02-04", "李四"),
        ("2026-02-05", "张三"),
        ("2026-02-06", "张三"),
        ("2026-02-07", "张三"),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("明天 8:00-17:00 张三 13800000001", "第 2 行：看不懂日期“明天”"),
        ("明天 张三 13800000001", "第 2 行：看不懂日期“明天”"),
        ("2月30日 8:00-17:00 张三 13800000001", "第 2 行：看不懂日期“2月30日”"),
        ("2月6日 白班 张三 13800000001", "第 2 行：看不懂时间“白班”"),
        ("2月6日 8:00-25:00 张三 13800000001", "第 2 行：看不懂时间“8:00-25:00”"),
        ("2月6日 张三", "第 2 行：没有写电话。"),
        ("13800000001", "第 2 行：没有写日期、没有写姓名。"),
        ("2028-02-06 张三 13800000001", "值班日期从 2026-02-05 到 2028-02-06，超过一年"),
    ],
)
def test_what_is_no_duty_is_named_by_its_line(line, sentence):
    [problem] = read(DUTY, f"2月5日 张三 13800000001\n{line}").problems
    assert problem.startswith(sentence)


def test_rows_of_a_table_have_their_numbers_in_the_sheet():
    rows = [["2026年值班表", ""], ["", ""], ["日期", "值班人", "电话"], ["2026-02-05", "张三", "1380000"], ["", "", ""]]
    assert read_roster(DUTY, lines_of_table(rows), {}, TODAY).problems == ["第 4 行：“1380000”不像电话号码。"]


def test_hours_and_days_that_are_none():
    assert [read_hours(text) for text in ("8:70-9:00", "8:00-9:75", "8:00-次日9:00", "次日8:00-9:00", "八点", "")] == [
        None
    ] * 6
    assert [read_days(text, TODAY) for text in ("13/5", "5月32日", "2月5日-1月5日", "2-5", "张三", "")] == [None] * 6


def shift(on: str, since: str = "", until: str = "") -> dict[str, str]:
    return {"on": on, "from": since, "until": until}


def test_gaps_over_its_own_period():
    fifth, sixth, seventh, eighth = (date(2026, 2, number) for number in (5, 6, 7, 8))
    shifts = [
        shift("2026-02-08", "12:00", "17:00"),
        shift("2026-02-05", "08:00", "17:00"),
        shift("2026-02-07", "20:00", "08:00"),
    ]
    assert gaps_of(shifts, None) == [Gap(sixth)]
    assert gaps_of(shifts, ("08:30", "17:00")) == [Gap(sixth), Gap(seventh), Gap(eighth, "08:30", "12:00")]
    assert gaps_of(shifts, ("18:00", "08:00")) == [
        Gap(fifth),
        Gap(sixth),
        Gap(seventh, "18:00", "20:00"),
        Gap(eighth),
    ]
    assert gaps_of([shift("2026-02-05")], ("08:30", "17:00")) == []
    assert gaps_of([], None) == []


@pytest.mark.parametrize(
    ("text", "kept", "mask"),
    [
        ("138 0000 0001", "13800000001", "138****0001"),
        ("13900861234", "13900861234", "139****1234"),
        ("(+86)138-0000-0001", "13800000001", "138****0001"),
        ("(024)2345 6789", "024-23456789", "024-****6789"),
        ("0411-2345678转801", "0411-2345678-801", "0411-****678"),
        ("400-123-4567", "4001234567", "400****567"),
        ("13800000001/024-23456789", "13800000001/024-23456789", "138****0001/024-****6789"),
    ],
)
def test_telephones(text, kept, mask):
    assert (read_telephone(text), masked(kept)) == (kept, mask)


def test_what_is_no_telephone():
    numbers = ("", "12345", "1380000000", "张三", "12800000001", "1/2", "13800000001/13800000002/13800000003")
    assert [read_telephone(text) for text in numbers] == [None] * 7
    assert (masked(""), masked("12000000001")) == ("", "120****0001")


@pytest.mark.parametrize("line", ["张三" + " " * 100_000 + "李", "（" * 100_000, "张三," * 40_000])
def test_a_line_that_no_person_typed_costs_no_more_than_its_length(line):
    """Seconds, or hours, where a pattern goes over it again and again: this test would not come to its end."""
    [parted] = lines_of_text(line)
    assert sum(len(cell) for cells in parted.splits for cell in cells) <= len(line)
    assert columns_of(parted.splits[0]) is None
