"""Headings in every numbering found in practice, and what looks like one and is none."""

import re

import pytest

from checklist.reading import understand

TOP = "关于做好灯会工作的通知\n各单位：\n现将有关事项通知如下。\n"

OUTLINES = {
    "titles on their lines": (
        "一、灯会时间\n9月1日至9月5日\n二、工作要求\n（一）成立小组\n各单位要成立小组。\n1.定人\n各单位要明确联络员。\n",
        ["1:一、灯会时间", "1:二、工作要求", "2:（一）成立小组", "3:1.定人"],
    ),
    "titles run in before their prose": (
        "一、加强领导。各单位要成立小组。\n二、必须按时登记。每日登记两次。\n三、严格检查。各单位要自查。\n",
        ["1:一、加强领导", "1:二、必须按时登记", "1:三、严格检查"],
    ),
    "labels before a colon": (
        "一、材料\n1.时间：9月1日。\n2.形式：各单位自定。\n3.各单位要按下列要求报送：表一份。\n",
        ["1:一、材料", "2:1.时间", "2:2.形式", "2:3."],
    ),
    "paragraphs without titles": (
        "一、各单位要成立小组。\n二、遇有大风，各单位要熄灯，确保安全。\n三、按照谁办谁管的原则，对各类问题要限期整改。\n",
        ["1:一、", "1:二、", "1:三、"],
    ),
    "one statement among paragraphs": (
        "1.各单位要登记。登记应当准确。\n2.各单位要报送。\n3.灯会是群众喜爱的活动。各单位应当支持。\n4.各单位要值守。\n",
        ["1:1.", "1:2.", "1:3.", "1:4."],
    ),
    "long sentences apart from the prose below": (
        "一、充分用好各处灯台的照看人手，以稳当的安排带动全县灯会照看工作。\n县文旅局统一编排。"
        + "灯台每夜一查。" * 8
        + "\n"
        "二、充分用好各村灯匠的扎灯手艺，以扎实的检修带动全县灯架修护工作。\n县文旅局统一送料。"
        + "灯架每日一修。" * 8
        + "\n",
        [
            "1:一、充分用好各处灯台的照看人手，以稳当的安排带动全县灯会照看工作",
            "1:二、充分用好各村灯匠的扎灯手艺，以扎实的检修带动全县灯架修护工作",
        ],
    ),
    "one title among paragraphs": (
        "一、严格看管灯台用火。每处灯台每夜派两人看管，其他人员不得进入。\n二、各村要登记。\n三、各店要报送。\n",
        ["1:一、严格看管灯台用火", "1:二、", "1:三、"],
    ),
    "first and second graders": (
        "一、观灯。小学一、二年级由家长带领。\n二、制灯。初中三、四年级各制一盏灯。\n三、交灯。各校要按时交灯。\n",
        ["1:一、观灯", "1:二、制灯", "1:三、交灯"],
    ),
    "things by name in a sentence": (
        "请各单位报送总结，内容包括：1.灯会经过；2.灯架尺寸；3.用电情况等。总结不超过千字。\n",
        [],
    ),
    "titles glued to their prose": (
        "一、深刻吸取事故教训各单位要立即组织学习。\n二、全面排查各有关企业要完成自查。\n",
        ["1:一、深刻吸取事故教训", "1:二、全面排查"],
    ),
    "slogans that oblige": (
        "1．内容要实。总结成绩。\n2．篇幅要短。控制在千字以内。\n3．严禁抄袭。各单位要自查。\n",
        ["1:1．内容要实", "1:2．篇幅要短", "1:3．严禁抄袭"],
    ),
    "a date within a title": (
        "一、步骤\n（一）自查阶段（即日起至6月20日）。各单位要自查。\n（二）整改阶段（6月21日至30日）。各单位要整改。\n",
        ["1:一、步骤", "2:（一）自查阶段（即日起至6月20日）", "2:（二）整改阶段（6月21日至30日）"],
    ),
    "a number before a date": (
        "1.8月30日放假一天。\n2.各单位要值班。\n3.2021年的总结，各单位要报送。\n",
        ["1:1.", "1:2.", "1:3."],
    ),
    "chapters and articles that run on": (
        "第一章 总则\n第一条 为管好灯会，制定本办法。\n第二章 分工\n"
        "第二条 各单位应当登记。\n第三条 值守\n各单位应当值守。\n",
        ["1:第一章 总则", "2:第一条", "1:第二章 分工", "2:第二条", "2:第三条 值守"],
    ),
    "a table of contents": (
        "目 录\n第一章 总则\n第二章 分工\n第一章 总则\n第一条 各单位应当登记。\n第二章 分工\n第二条 各单位应当值守。\n",
        ["1:第一章 总则", "2:第一条", "1:第二章 分工", "2:第二条"],
    ),
    "things by name behind a colon": (
        "一、报送\n（一）登记表应当包括下列内容：\n1.灯名；\n2.尺寸；\n3.用电。\n（二）各单位要盖章。\n",
        ["1:一、报送", "2:（一）", "2:（二）"],
    ),
    "numbers that run on over headings": (
        "一、登记\n（一）填表。各单位要填表。\n二、值守\n（二）定人。各单位要定人。\n（三）定岗。各单位要定岗。\n",
        ["1:一、登记", "2:（一）填表", "1:二、值守", "2:（二）定人", "2:（三）定岗"],
    ),
    "numbers that begin at three": (
        "三、登记\n各单位要登记。\n四、值守\n各单位要值守。\n",
        ["1:三、登记", "1:四、值守"],
    ),
    "half brackets and circles": (
        "一、检查\n1)查电路。\n2)查灯架。\n二、督查\n①县局抽查；\n②各单位互查。\n",
        ["1:一、检查", "2:1)", "2:2)", "1:二、督查", "2:①", "2:②"],
    ),
    "ordinals are no headings": (
        "一、要求\n一是各单位要登记。二是各单位要值守。\n第一，不得吸烟。\n——坚持安全第一。\n",
        ["1:一、要求"],
    ),
    "a list of annexes": ("一、登记\n各单位要登记。\n附件：1.登记表\n2.回执\n", ["1:一、登记"]),
    "annexes with a number and a comma": ("一、登记\n各单位要登记。\n附件1、登记表\n附件2、回执\n", ["1:一、登记"]),
    "annexes with a number each": ("一、登记\n各单位要登记。\n附件1：登记表\n附件2：回执\n", ["1:一、登记"]),
    "marks of Markdown": (
        "## 一、登记\n各单位要登记。\n**二、值守**\n1. **定人**：各单位要定人。\n2. **定岗**：各单位要定岗。\n",
        ["1:一、登记", "1:二、值守", "2:1. **定人**", "2:2. **定岗**"],
    ),
}
LINED_ONLY = {
    "decimals": (
        "1  总则\n1.1  目的\n为管好灯会制定本预案。\n1.2  依据\n依据有关办法。\n"
        "2  分工\n2.1  指挥部\n各单位派1.5名联络员。\n",
        ["1:1  总则", "2:1.1  目的", "2:1.2  依据", "1:2  分工", "2:2.1  指挥部"],
    ),
    "a space for the comma": ("一 放假时间\n学生放假。\n二 值班\n各单位要值班。\n", ["1:一 放假时间", "1:二 值班"]),
    "headings without a number": ("## 登记\n各单位要登记。\n## 值守\n各单位要值守。\n", ["1:登记", "1:值守"]),
}


def headings(text: str) -> list[str]:
    (part,) = understand(text).parts
    return [f"{heading.level}:{heading.text}" for heading in part.headings]


GLUED = {
    "who must act": (
        "一、做好灯台用电管理省级主管部门要严格看护。二、及时履行登记义务村民要按时登记。三、抓好灯架检修工作各灯匠要每日检修。",
        ["1:一、做好灯台用电管理", "1:二、及时履行登记义务", "1:三、抓好灯架检修工作"],
    ),
    "a day, a label": (
        "一、登记时间地点登记时间：9月1日。二、干部带队检查9月2日之前，各村要自查。",
        ["1:一、登记时间地点", "1:二、干部带队检查"],
    ),
    "what for, and by what": (
        "一、提高护灯意识为了护好灯，各村要登记。二、规范登记程序按照旧例，各村要登记。",
        ["1:一、提高护灯意识", "1:二、规范登记程序"],
    ),
}


@pytest.mark.parametrize("style", GLUED)
def test_titles_with_nothing_at_all_before_their_prose(style):
    text, expected = GLUED[style]
    assert headings(TOP.replace("\n", "") + text) == expected


@pytest.mark.parametrize("style", OUTLINES | LINED_ONLY)
def test_an_outline(style):
    text, expected = (OUTLINES | LINED_ONLY)[style]
    assert headings(TOP + text) == expected


@pytest.mark.parametrize("style", OUTLINES)
def test_an_outline_with_its_lines_lost(style):
    text, expected = OUTLINES[style]
    assert headings(re.sub(r"\s*\n\s*", " ", TOP + text)) == expected


def test_a_space_within_the_name_of_who_must_act_ends_no_title():
    text = "一、各级文旅、教育 主管部门要登记。 二、各村、各店要值守。 三、各校要报送。"
    assert headings(TOP.replace("\n", " ") + text) == ["1:一、", "1:二、", "1:三、"]


def test_a_space_where_a_page_ended_ends_no_title():
    text = "一、登记期间，需要用章的单位，请于每周一和周 五到办公室。 二、值守期间，各单位要值守。"
    assert headings(TOP.replace("\n", " ") + text) == ["1:一、", "1:二、"]
