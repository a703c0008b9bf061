"""情况说明: some sentences that say what was done."""

import pytest

from checklist.evidence.kinds.statement import KIND
from tests.evidence.sending import FIELDS, a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_what_is_kept_and_shown(client_of):
    text = FIELDS["statement"]["text"]
    page = text_of(send(client_of("north"), "statement", htmx=True))
    assert the_version().content == {"text": text} and text in page
    assert [part.sums for part in KIND.parts(the_version().content)] == [{"statements": 1}]


def test_its_title_is_the_first_line_in_short(client_of):
    send(client_of("north"), "statement", text="第一行" * 30 + "\n第二行")
    assert the_version().title == ("第一行" * 30)[:40] + "…"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "请写明做了什么、何时、由谁"),
        ("已完成。", "说明不了做了什么"),
        ("收到", "说明不了做了什么"),
        ("详见附件", "还没有选择文件"),
        ("长" * 5001, "请不要超过 5000 个字"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, text, sentence):
    answer = send(client_of("north"), "statement", text=text, title="防护情况")
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "防护情况" in answer.text and text in answer.text
    assert nothing_given()


def test_with_a_file_few_words_are_enough(client_of):
    task_id = a_task_for("statement")
    uploads = [an_upload(task_id)]
    assert send(client_of("north"), "statement", task_id=task_id, text="详见附件", uploads=uploads).status_code == 303
