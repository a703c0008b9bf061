"""What a directive is called, and what number it asks for."""

import pytest

from checklist.reading import ProposedDirective, understand


def _proposed(prose: str) -> list[ProposedDirective]:
    text = f"关于做好灯会工作的通知\n\n各协会、灯坊：\n\n一、工作安排\n\n{prose}\n\n北岭市灯会联合会\n2026年3月2日\n"
    return [directive for part in understand(text).parts for directive in part.directives]


@pytest.mark.parametrize(
    ("prose", "title"),
    [
        ("遇有突发情况要第一时间报告。", "报告突发情况"),
        ("请各协会将年度总结和《灯社展灯和收灯能力提升情况统计表》（附件1）报送市灯联。", "报送年度总结和统计表"),
        ("请各协会将《关于扎灯情况的报告》和《关于收灯情况的报告》报送市灯联。", "报送扎灯情况报告和收灯情况报告"),
        ("请各协会于5月15日前将落实情况报市灯联秘书处。", "报送落实情况"),
        ("各协会要将灯会经费纳入年度预算。", "灯会经费纳入年度预算"),
        ("年度总结和《展灯能力提升情况统计表》的报送时间由1月15日延长至1月31日。", "延长年度总结和统计表的报送时间"),
        ("组织灯匠进社区扎灯由不少于3次改为不少于2次，请有关协会于12月31日前完成。", "调整组织灯匠进社区扎灯"),
    ],
)  # fmt: skip
def test_a_title_says_what_is_done_to_what(prose: str, title: str) -> None:
    assert [directive.title for directive in _proposed(prose)] == [title]


def test_a_verb_alone_is_no_title() -> None:
    proposed = _proposed("各协会要报名参加灯会，请有关协会于12月31日前完成。")
    assert {directive.title for directive in proposed} == {"报名参加灯会"}


def test_a_title_too_long_says_that_it_goes_on() -> None:
    (directive,) = _proposed("各协会要建立灯谜灯彩灯饰灯油灯芯灯架灯台灯笼灯杆灯绳灯箱灯座采购台账。")
    assert len(directive.title) <= 20
    assert directive.title.endswith(("…", "台账"))


def test_one_cell_of_a_row_gives_the_title() -> None:
    proposed = _proposed("1\t展灯\t各协会要于5月1日前报送展灯方案。\t展灯处")
    assert [directive.title for directive in proposed] == ["报送展灯方案"]


@pytest.mark.parametrize(
    ("prose", "figure"),
    [
        ("各协会要于12月20日前至少举办2场扎灯报告会。", ("扎灯报告会", "场")),
        ("各协会要在公众号发布原创灯谜文章不少于5篇。", ("原创灯谜文章", "篇")),
        ("组织灯匠进社区扎灯由不少于3次改为不少于2次，请有关协会于12月31日前完成。", (None, None)),
        ("各协会要推荐2个特色鲜明、亮点突出的灯组，于5月1日前报市灯联。", (None, None)),
    ],
)
def test_a_number_is_named_by_a_whole_thing_or_not_at_all(prose: str, figure: tuple[str | None, str | None]) -> None:
    directive = _proposed(prose)[0]
    assert (directive.figure, directive.unit) == figure


def test_what_a_few_are_told_is_not_carried_into_the_next_sentence() -> None:
    proposed = _proposed(
        "各协会要发布灯谜不少于5篇，彩灯类协会还应组织灯匠进社区扎灯不少于3次，填报扎灯人数。每月25日前报送当月展灯情况。"
    )
    assert [directive.applies_to for directive in proposed] == ["各协会", "彩灯类协会", "彩灯类协会", "各协会"]
