"""报告: what was done in a period, in words or as files."""

import pytest

from checklist.evidence.kinds.report import KIND
from tests.evidence.sending import FIELDS, a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_what_is_kept_and_shown(client_of):
    page = text_of(send(client_of("north"), "report", htmx=True))
    version = the_version()
    assert version.content == FIELDS["report"]
    assert (version.title, version.happened_on) == ("工作进展报告", None)
    assert "2026年11月1日至2026年11月20日" in page and "制定了方案" in page
    assert [part.sums for part in KIND.parts(version.content)] == [{"reports": 1}]


def test_a_file_instead_of_words(client_of):
    task_id = a_task_for("report")
    answer = send(client_of("north"), "report", task_id=task_id, text="", uploads=[an_upload(task_id, "进展.docx")])
    assert answer.status_code == 303


def test_one_day_is_a_period(client_of):
    assert send(client_of("north"), "report", from_on="2026-11-24", until_on="2026-11-24").status_code == 303


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"from_on": "2026-11-21"}, "起止日期填反了"),
        ({"until_on": "2026-11-25"}, "截止日期不能晚于今天"),
        ({"from_on": "0026-11-01"}, "请检查日期的年份"),
        ({"from_on": ""}, "请填写报告从哪天起"),
        ({"until_on": ""}, "请填写报告到哪天止"),
        ({"until_on": "月底"}, "请填写一个日期"),
        ({"text": ""}, "请写报告内容，或选择报告文件"),
        ({"text": "见附件。"}, "还没有选择文件"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    for htmx in (False, True):
        answer = send(client_of("north"), "report", htmx=htmx, **{"title": "十一月进展", **fields})
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert "十一月进展" in answer.text
        assert all(value in answer.text for value in fields.values())
    assert nothing_given()
