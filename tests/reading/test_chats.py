"""A notice copied from a chat, with names and times around and between; one with a long table behind."""

import datetime
import re

import pytest

from checklist.reading import understand

NOTICE = """关于做好灯会安全工作的通知
松办发〔2021〕7号
各乡镇人民政府，县直各单位：
为做好灯会期间的安全工作，现将有关事项通知如下：
一、排查隐患
各单位要检查用电线路，更换老化的电线。
二、报送情况
请于9月3日前将总结报送县文旅局。
联系人：甲某　电话：0000-0000000
松江县文旅局
2021年8月30日"""
FIRST, SECOND = NOTICE.split("二、")
CHATS = {
    "names and full times": f"甲某 2021/8/30 9:12\n{NOTICE}\n乙某 2021/8/30 9:13:11\n收到\n丙某 2021/8/30 9:14\n好\n",
    "names with a colon": f"甲某:\n{NOTICE}\n\n乙某:\n收到\n\n丙某:\n[强]\n",
    "numbers of accounts": f"甲某(00000) 9:12:05\n{NOTICE}\n乙某(00001)  9:13:11\n收到\n",
    "in two messages": f"甲某 2021/8/30 9:12\n{FIRST}甲某 2021/8/30 9:13\n二、{SECOND}\n乙某 2021/8/30 9:14\n收到\n",
    "the day above": f"—— 2021-08-30 ——\n\n甲某 09:12\n\n{NOTICE}\n\n乙某 09:13\n\n收到\n",
    "times in brackets": f"[2021-08-30 09:12] 甲某：\n{NOTICE}\n[2021-08-30 09:13] 乙某：收到\n",
    "calling everybody": f"甲某：@所有人 请各单位查收以下通知\n{NOTICE}\n乙某：收到\n丙某：收到\n",
    "no line at all": NOTICE.replace("\n", ""),
}
ROWS = "\n".join(f"{row}\t第{row}小学\t甲某\t2021年9月{row % 28 + 1}日\t已查" for row in range(1, 300))
PASSED_ON = (
    "关于转发灯会安全工作通知的通知\n各学校：\n现将县文旅局的通知转发给你们，请遵照执行，于9月2日前报送名单。\n松江县教育局\n"
    f"2021年9月1日\n附件1：\n{NOTICE}\n附件2\n灯会检查名单\n序号\t学校\t联系人\t日期\t情况\n{ROWS}"
)


def is_the_notice(part):
    assert (part.title, part.document_number) == ("关于做好灯会安全工作的通知", "松办发〔2021〕7号")
    assert (part.issuer, part.issued_on) == ("松江县文旅局", datetime.date(2021, 8, 30))
    assert part.addressees == "各乡镇人民政府，县直各单位"
    assert [heading.text for heading in part.headings] == ["一、排查隐患", "二、报送情况"]
    return True


@pytest.mark.parametrize("chat", CHATS)
def test_a_chat_gives_what_the_notice_gives(chat):
    (part,) = understand(CHATS[chat]).parts
    assert is_the_notice(part)


@pytest.mark.parametrize("lines", ["as they are", "lost", "gone"])
def test_two_documents_and_a_long_table(lines):
    text = {"lost": re.sub(r"\s*\n\s*", " ", PASSED_ON), "gone": PASSED_ON.replace("\n", "")}.get(lines, PASSED_ON)
    cover, passed_on = understand(text).parts
    assert (cover.role, cover.issuer, cover.issued_on) == ("forwarding", "松江县教育局", datetime.date(2021, 9, 1))
    assert passed_on.role == "forwarded" and is_the_notice(passed_on)
