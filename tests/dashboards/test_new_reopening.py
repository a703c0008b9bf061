"""GET /tasks/<id>/reopening: the form to have a finished task done again, on a page or in the panel."""

import pytest

from tests.builders import a_submitted_task, a_task, an_accepted_task, an_exempt_task
from tests.pages import text_of


@pytest.mark.parametrize(("build", "sentence"), [(an_accepted_task, "退回修改"), (an_exempt_task, "办理中")])
def test_the_form_says_what_will_happen(client_of, build, sentence):
    task_id = build()
    answer = client_of("staff").get(f"/tasks/{task_id}/reopening")
    assert answer.status_code == 200 and f'action="/tasks/{task_id}/reopening"' in answer.text
    assert sentence in text_of(answer)


def test_the_panel_gets_the_form_only(client_of):
    task_id = an_accepted_task()
    answer = client_of("staff").get(f"/tasks/{task_id}/reopening", htmx=True)
    assert answer.text.lstrip().startswith("<h2>") and f'id="task-{task_id}-record"' in answer.text


@pytest.mark.parametrize("name", ["staff", "leader"])
def test_the_record_leads_there(client_of, name):
    page = client_of(name).get(f"/dashboard/tasks/{(task_id := an_accepted_task())}").text
    assert (f'href="/tasks/{task_id}/reopening"' in page) is (name == "staff")


@pytest.mark.parametrize("build", [a_task, a_submitted_task])
def test_what_is_not_finished_is_shown_instead(client_of, build):
    task_id = build()
    answer = client_of("staff").get(f"/tasks/{task_id}/reopening")
    assert (answer.status_code, answer.location) == (303, f"/dashboard/tasks/{task_id}")


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "head", "south"])
def test_wrong_role(client_of, name):
    assert client_of(name).get(f"/tasks/{an_accepted_task()}/reopening").status_code == 403


def test_made_up_and_stranger(client_of):
    assert client_of("staff").get("/tasks/9999/reopening").status_code == 404
    assert "/sign-in" in client_of("").get(f"/tasks/{an_accepted_task()}/reopening").location
