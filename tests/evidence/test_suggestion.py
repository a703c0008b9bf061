"""意见建议: the text, to whom it went, what came of it."""

import pytest

from checklist.evidence.kinds.suggestion import KIND
from tests.evidence.sending import a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_what_is_kept_and_shown(client_of):
    fields = {"recipient": "department", "recipient_name": "省卫生健康委", "outcome": "已答复，列入明年计划。"}
    page = text_of(send(client_of("north"), "suggestion", htmx=True, **fields))
    version = the_version()
    assert version.title == "建议加强基层科普队伍建设。"
    assert version.content == {"text": "建议加强基层科普队伍建设。", **fields}
    assert "报给有关部门（省卫生健康委）" in page and "采纳和答复：已答复，列入明年计划。" in page
    assert [part.sums for part in KIND.parts(version.content)] == [{"suggestions": 1, "answered": 1}]


@pytest.mark.parametrize(
    ("recipient", "name", "words"),
    [("office", "", "报给省科协"), ("national", "", "报给全国学会"), ("other", "云溪市政府", "报给云溪市政府")],
)
def test_to_whom_it_went(client_of, recipient, name, words):
    answer = send(client_of("north"), "suggestion", recipient=recipient, recipient_name=name, htmx=True)
    assert words in text_of(answer)
    assert [part.sums for part in KIND.parts(the_version().content)] == [{"suggestions": 1, "answered": 0}]


def test_a_file_instead_of_words(client_of):
    task_id = a_task_for("suggestion")
    upload = an_upload(task_id, "关于防护用品的建议.docx")
    assert send(client_of("north"), "suggestion", task_id=task_id, text="", uploads=[upload]).status_code == 303
    assert the_version().title == "关于防护用品的建议"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "请写意见建议，或选择文件"),
        ({"text": "见附件"}, "还没有选择文件"),
        ({"recipient": ""}, "请选择报给了谁"),
        ({"recipient": "department"}, "请写明报给了哪个部门或单位"),
        ({"recipient": "other"}, "请写明报给了哪个部门或单位"),
        ({"happened_on": "2026-11-30"}, "不能晚于今天"),
        ({"outcome": "长" * 1001}, "请不要超过 1000 个字"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    answer = send(client_of("north"), "suggestion", **{"title": "专家建议第一期", **fields})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "专家建议第一期" in answer.text
    assert nothing_given()
