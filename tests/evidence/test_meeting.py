"""会议记录: which meeting, when, where, how many of how many came, and minutes as words or files."""

import pytest

from checklist.evidence.kinds.meeting import KIND
from tests.evidence.sending import a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_what_is_kept(client_of):
    assert send(client_of("north"), "meeting").status_code == 303
    version = the_version()
    assert (version.title, version.happened_on.isoformat()) == ("理事会", "2026-11-20")
    assert version.content == {
        "meeting_kind": "council",
        "platform": "腾讯会议",
        "attended": 25,
        "members": 30,
        "minutes": "传达学习通知精神，部署科普工作。",
    }
    assert [part.sums for part in KIND.parts(version.content)] == [{"meetings": 1, "attended": 25}]


def test_what_is_shown(client_of):
    page = text_of(send(client_of("north"), "meeting", htmx=True))
    assert "理事会" in page and "腾讯会议，应到 30 人，实到 25 人" in page and "部署科普工作" in page


def test_minutes_may_be_files(client_of):
    task_id = a_task_for("meeting")
    answer = send(client_of("north"), "meeting", task_id=task_id, minutes="", uploads=[an_upload(task_id)])
    assert answer.status_code == 303
    assert the_version().content["files"][0]["sha256"] == "a" * 64


def test_full_width_digits_are_read(client_of):
    send(client_of("north"), "meeting", attended="２５", members="1,030")
    assert (the_version().content["attended"], the_version().content["members"]) == (25, 1030)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"attended": "31"}, "实到 31 人多于应到 30 人"),
        ({"attended": "25人"}, "这里只填数字，不写单位"),
        ({"attended": "二十五"}, "请填写一个整数"),
        ({"attended": "0"}, "请填写 1 至"),
        ({"attended": ""}, "请填写实到人数"),
        ({"members": ""}, "请填写应到人数"),
        ({"happened_on": "2026-11-25"}, "不能晚于今天"),
        ({"happened_on": "0206-11-25"}, "请检查日期的年份"),
        ({"happened_on": ""}, "请填写会议日期"),
        ({"happened_on": "上周五"}, "请填写一个日期"),
        ({"platform": ""}, "请填写线上平台或开会地点"),
        ({"meeting_kind": ""}, "请选择是哪种会议"),
        ({"meeting_kind": "party"}, "请选择是哪种会议"),
        ({"minutes": ""}, "请写会议纪要，或选择纪要、截图等文件"),
        ({"minutes": "详见附件"}, "还没有选择文件"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    for htmx in (False, True):
        answer = send(client_of("north"), "meeting", htmx=htmx, **{"title": "第三次理事会", **fields})
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert "第三次理事会" in answer.text
        assert all(value in answer.text for value in fields.values() if value != "party")
    assert nothing_given()
