"""Tops and ends of notices as offices and their web pages print them; each is read lined and with its lines lost."""

import datetime
import re

import pytest

from checklist.reading import Part, understand

BODY = (
    "为做好灯会期间的安全工作，现将有关事项通知如下：\n一、排查隐患\n各单位要检查用电线路。\n"
    "二、报送情况\n请于9月3日前报送总结。\n"
)
NAMES = {
    "title": "关于做好灯会安全工作的通知",
    "number": "松办发〔2021〕7号",
    "issuer": "松江县文旅局",
    "issued_on": datetime.date(2021, 8, 30),
    "addressees": "各乡镇人民政府，县直各单位",
}
SIGNED = "松江县文旅局\n2021年8月30日\n"
TITLE, NUMBER, TO = "关于做好灯会安全工作的通知\n", "松办发〔2021〕7号\n", "各乡镇人民政府，县直各单位：\n"

TOPS = {
    "a red letterhead": f"松江县文旅局文件\n{NUMBER}{TITLE}{TO}{BODY}{SIGNED}",
    "numbered copy, urgency, who signs": (
        f"000017\n特急\n松江县文旅局文件\n{NUMBER.strip()}　　签发人：甲某\n{TITLE}{TO}{BODY}{SIGNED}"
    ),
    "the number beneath the title": f"{TITLE}（松办发〔2021〕7号）\n{TO}{BODY}{SIGNED}",
    "the title over two lines": f"{NUMBER}关于做好灯会\n安全工作的通知\n{TO}{BODY}{SIGNED}",
    "the title twice, with the issuer between": f"{TITLE}{NUMBER}松江县文旅局\n{TITLE}{TO}{BODY}{SIGNED}",
    "the title in brackets": (
        f"《关于做好灯会安全工作的通知》\n浏览量： 时间：2021-09-06 04:23:12\n{NUMBER}{TO}{BODY}{SIGNED}"
    ),
    "a star beneath the number": f"松 江 县 文 旅 局\n{NUMBER}★\n{TITLE}{TO}{BODY}{SIGNED}",
    "a table of what it is": (
        "索引号 0123-11/2021-77 主题分类 文化、旅游\n发文机关 松江县文旅局 发文字号 松办发〔2021〕7号\n"
        f"成文日期 2021-08-30 发布日期 2021-09-02\n标题 {TITLE}{TITLE}{TO}{BODY}松江县文旅局\n2021年8月30日\n"
    ),
    "a table with a line for each value": (
        "返回顶部\n  • 索引号:\n\n    0123/2021-7\n  • 主题分类:\n\n  • 来源:\n\n"
        "  • 发文字号:\n\n    松办发〔2021〕7号\n"
        f"  • 发文日期:\n\n    2021年08月30日 16:40\n  • 内容概述:\n\n{TITLE}{TO}{BODY}松江县文旅局\n"
    ),
    "breadcrumbs and buttons": (
        f"当前位置： 首页 >> 政务公开 >> 通知公告\n{TITLE}发布者：甲某 发布时间：2021-09-02 浏览次数：12\n"
        f"【字体：大 中 小】【打印】\n{NUMBER}{TO}{BODY}{SIGNED}\n上一篇：关于放假的通知\n下一篇：关于换证的公告\n"
    ),
    "copies and printing below": (
        f"松江县文旅局文件\n{NUMBER}{TITLE}{TO}{BODY}附件：1.检查表\n2.回执\n{SIGNED}（此件公开发布）\n"
        "抄送：县委办，县政府办。\n松江县文旅局办公室　　2021年8月31日印发\n共印60份\n"
    ),
    "the seal's stand-in": f"{NUMBER}{TITLE}{TO}{BODY}松江县文旅局（代章）\n二〇二一年八月三十日\n",
    "old numerals": (
        f"{NUMBER}{TITLE}{TO}{BODY}松江县文旅局\n二○二一年八月三十日\n主题词：灯会 安全 通知\n抄送：县委办\n"
    ),
    "figures with points": f"{NUMBER}{TITLE}{TO}{BODY}松江县文旅局\n2021.8.30\n",
    "figures with dashes": f"{NUMBER}{TITLE}{TO}{BODY}松江县文旅局\n2021-08-30\n",
    "what a page calls the paper above its own title": f"关于灯会安全的通知\n{TITLE}{NUMBER}{TO}{BODY}{SIGNED}",
    "a column and a word before the title": f"【通知】转发：{TITLE}{NUMBER}{TO}{BODY}{SIGNED}",
    "copies below a date without a name": (
        f"松江县文旅局文件\n{NUMBER}{TITLE}{TO}{BODY}2021年8月30日\n主题词：灯会\n共印6份\n"
    ),
    "signed by an office that a letterhead names": f"{NUMBER}松江县文旅局{TITLE}{TO}{BODY}2021年8月30日\n",
}


def facts(part: Part) -> dict[str, object]:
    return {
        "title": re.sub(r"\s", "", part.title or "").removeprefix("松江县文旅局"),
        "number": part.document_number,
        "issuer": part.issuer,
        "issued_on": part.issued_on,
        "addressees": part.addressees,
    }


@pytest.mark.parametrize("lines", ["as they are", "lost"])
@pytest.mark.parametrize("top", TOPS)
def test_the_same_facts_in_every_layout(top, lines):
    text = TOPS[top] if lines == "as they are" else re.sub(r"\s*\n\s*", " ", TOPS[top])
    (part,) = understand(text).parts
    assert facts(part) == NAMES
    assert [heading.text for heading in part.headings] == ["一、排查隐患", "二、报送情况"]


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [
        ("特急\n", "特急"),
        ("加急\n", "加急"),
        ("【急件】\n", "急件"),
        ("紧急程度：平急\n", "平急"),
        ("特提\n", "特提"),
        ("", None),
    ],
)
def test_urgency_as_it_is_printed(mark, urgency):
    (part,) = understand(f"{mark}松江县文旅局文件\n{NUMBER}{TITLE}{TO}{BODY}{SIGNED}").parts
    assert part.urgency == urgency


@pytest.mark.parametrize(
    ("end", "issuer"),
    [
        ("松江县文旅局　　　松江县公安局\n2021年8月30日\n", "松江县文旅局 松江县公安局"),
        ("松江县文旅局\n松江县公安局\n2021年8月30日\n", "松江县文旅局 松江县公安局"),
        ("松江县灯会LED小组办公室\n松江县文旅局代章\n2021年8月30日\n", "松江县灯会LED小组办公室"),
        ("松江县灯会安全值守和\n灯架检修指挥部办公室\n2021年8月30日\n", "松江县灯会安全值守和灯架检修指挥部办公室"),
        ("联系电话：00000000\n松江县文旅局\n相关新闻：\n最热文章\n", "松江县文旅局"),
    ],
)
@pytest.mark.parametrize("lines", ["as they are", "lost"])
def test_who_signs(end, issuer, lines):
    text = f"{TITLE}{TO}{BODY}{end}"
    (part,) = understand(text if lines == "as they are" else re.sub(r"\s*\n\s*", " ", text)).parts
    assert part.issuer == issuer


def test_a_joint_letterhead_names_everybody_above_the_word():
    (part,) = understand(f"松江县文旅局\n松江县公安局文件\n{NUMBER}{TITLE}{TO}{BODY}").parts
    assert part.issuer == "松江县文旅局 松江县公安局"


@pytest.mark.parametrize(
    ("top", "day"),
    [
        (f"{TITLE}（2021年8月30日）\n{TO}", datetime.date(2021, 8, 30)),
        (f"{TITLE}2021年09月02日 17:21\n来源：松江县政府网\n{TO}", datetime.date(2021, 9, 2)),
        (f"{TITLE}发布时间： 2021-09-02\n{TO}", datetime.date(2021, 9, 2)),
        (f"成文日期：2021-08-30　发布日期：2021-09-02\n{TITLE}{TO}", datetime.date(2021, 8, 30)),
        (f"{TITLE}更新时间：2021-09-02\n{TO}", None),
        (f"{TITLE}{TO}", None),
    ],
)
def test_the_day_of_a_notice_that_nobody_dated(top, day):
    (part,) = understand(f"{top}{BODY}").parts
    assert part.issued_on == day
    assert part.addressees == NAMES["addressees"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"通　知\n{TO}{BODY}{SIGNED}", "通　知"),
        (f"{TO}{BODY}{SIGNED}", None),
        (f"{BODY}{SIGNED}", None),
        (f"通知公告\n{TITLE}{TO}{BODY}", NAMES["title"]),
        (
            "松江县灯会管理制度（试行）\n来源：松江县政府网\n第一条 灯会由县文旅局管理。\n第二条 县文旅局应当值守。\n",
            "松江县灯会管理制度（试行）",
        ),
        (f"松江县文旅局关于转发灯会安全规程的\n{TO}{BODY}", "松江县文旅局关于转发灯会安全规程的"),
        (f"关于加强灯会安全工作的通告\n{BODY}", "关于加强灯会安全工作的通告"),
        (f"# 关于做好灯会安全工作的通知\n{TO}{BODY}", NAMES["title"]),
    ],
)
def test_titles_of_other_kinds_and_none_at_all(text, title):
    (part,) = understand(text).parts
    assert part.title == title


FORWARDED = (
    "关于转发灯会安全工作通知的通知\n各学校：\n现将县文旅局的通知转发给你们，请遵照执行。\n松江县教育局\n2021年9月1日\n"
    f"{TITLE}{TO}{BODY}{SIGNED}"
)


@pytest.mark.parametrize("lines", ["as they are", "lost"])
@pytest.mark.parametrize("between", ["", "附件\n", "松江县文旅局文件\n松办发〔2021〕7号\n", "beneath"])
def test_a_notice_passed_on_is_a_part_of_its_own(between, lines):
    first, second = ("附件1：\n", NUMBER) if between == "beneath" else (between, "")
    text = FORWARDED.replace(f"9月1日\n{TITLE}", f"9月1日\n{first}{TITLE}{second}")
    text = text if lines == "as they are" else re.sub(r"\s*\n\s*", " ", text)
    cover, passed_on = understand(text).parts
    assert (cover.role, cover.issuer, cover.addressees) == ("forwarding", "松江县教育局", "各学校")
    assert (passed_on.role, passed_on.title) == ("forwarded", NAMES["title"])
    assert (passed_on.issuer, passed_on.issued_on) == (NAMES["issuer"], NAMES["issued_on"])
    assert cover.issued_on == datetime.date(2021, 9, 1)


@pytest.mark.parametrize("lines", ["as they are", "lost", "gone"])
def test_a_number_with_a_bracket_in_its_words(lines):
    text = f"{TITLE}松办（函）〔2021〕7号\n{TO}{BODY}联系电话：00000000\n{SIGNED}"
    text = {"lost": re.sub(r"\s*\n\s*", " ", text), "gone": text.replace("\n", "")}.get(lines, text)
    (part,) = understand(text).parts
    assert facts(part) == NAMES | {"number": "松办（函）〔2021〕7号"}


def test_a_number_that_is_cited_is_not_the_number_of_the_notice():
    cited = "根据《灯会管理办法》（松政发〔2019〕3号）和松政办发〔2020〕5号文件要求，通知如下：\n"
    text = f"{TITLE}{TO}{cited}一、请各单位登记。\n{SIGNED}"
    (part,) = understand(text).parts
    assert part.document_number is None


@pytest.mark.parametrize("word", ["更　正", "更正", "更正启事", "补充通知", "勘误"])
def test_a_word_alone_in_its_line_is_the_title_of_a_correction(word: str) -> None:
    text = f"{word}\n\n各灯社、灯坊：\n\n我会通知中“5月3日前”应为“5月8日前”。\n\n北岭市灯会联合会\n2026年3月2日\n"
    (part,) = understand(text).parts
    assert (re.sub(r"\s", "", part.title or ""), part.addressees) == (word.replace("　", ""), "各灯社、灯坊")


def test_a_title_of_one_long_line() -> None:
    title = f"关于{'贯彻落实全市扎灯人代表会议精神和市灯联关于改进灯社工作有关部署' * 6}的通知"
    text = f"{title}\n\n各灯社：\n\n一、请各灯社于5月1日前报送名单。\n\n北岭市灯会联合会\n2026年3月2日\n"
    (part,) = understand(text).parts
    assert (part.title, part.addressees) == (title, "各灯社")


def test_a_contact_ends_where_the_annexes_begin() -> None:
    text = (
        "关于报送灯谜的通知各灯社：请各灯社于5月1日前报送灯谜。联系人：丁一　邮箱：deng@example.org附件：1. 灯谜登记表"
        "北岭市灯会联合会2026年3月2日"
    )
    (part,) = understand(text).parts
    assert part.contacts == ("联系人：丁一", "邮箱：deng@example.org")
