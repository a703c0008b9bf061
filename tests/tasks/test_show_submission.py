"""The receipt of a submission, to be shown to others."""

import pytest

from tests.builders import a_submitted_task, a_task, an_accepted_task
from tests.pages import text_of


@pytest.mark.parametrize("who", ["north", "member"])
def test_it_says_what_when_and_by_whom(client_of, who):
    page = text_of(client_of(who).get(f"/tasks/{a_submitted_task()}/submission"))
    for words in ("已上报", "示例省北辰医学会", "陈晓", "11月24日 09:00", "示科协发〔2026〕7号"):
        assert words in page


def test_it_shows_the_state_as_it_is_now(client_of):
    assert "已办结" in text_of(client_of("north").get(f"/tasks/{an_accepted_task()}/submission"))


def test_without_a_submission_there_is_none(client_of):
    task_id = a_task()
    answer = client_of("north").get(f"/tasks/{task_id}/submission")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task_id}")


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("staff", 403), ("", 302)])
def test_it_is_the_associations(client_of, who, status):
    assert client_of(who).get(f"/tasks/{a_submitted_task()}/submission").status_code == status
