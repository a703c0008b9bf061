"""GET /tasks/<id>/exemption: the form to ask not to have to do a task."""

import pytest

from tests.builders import a_submitted_task, a_task, an_asked_approval, an_asked_exemption, an_exempt_task
from tests.pages import text_of


def test_the_passage_and_the_form(client_of):
    task_id = a_task()
    answer = client_of("north").get(f"/tasks/{task_id}/exemption")
    assert answer.status_code == 200 and f'action="/tasks/{task_id}/exemption"' in answer.text
    assert "通知原文" in answer.text and "不适用的理由" in text_of(answer)


def test_the_task_leads_there(client_of):
    task_id = a_task()
    assert f'href="/tasks/{task_id}/exemption"' in client_of("north").get(f"/tasks/{task_id}").text
    assert f'href="/tasks/{task_id}/exemption"' not in client_of("member").get(f"/tasks/{task_id}").text


@pytest.mark.parametrize("build", [a_submitted_task, an_asked_exemption, an_exempt_task, an_asked_approval])
def test_where_there_is_nothing_to_ask_the_task_says_why(client_of, build):
    task_id = build()
    answer = client_of("north").get(f"/tasks/{task_id}/exemption")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("head", 403), ("staff", 403)]
)
def test_nobody_else(client_of, who, status):
    assert client_of(who).get(f"/tasks/{a_task()}/exemption").status_code == status


def test_a_stranger_signs_in_first(client_of):
    assert "/sign-in" in client_of("").get(f"/tasks/{a_task()}/exemption").location
