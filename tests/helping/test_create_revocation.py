"""A link is ended at once."""

import pytest
from sqlalchemy import func, select

from checklist.db import db
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.builders import a_task
from tests.helping.linking import a_helper_link, the_link
from tests.pages import text_of


def test_ended_it_opens_no_more(client_of):
    token = a_helper_link(a_task())
    answer = client_of("north").post(f"/helper-links/{the_link(token).id}/revocation")
    assert (answer.status_code, answer.location) == (303, "/helper-links")
    assert the_link(token).revoked_at is not None
    answer = client_of("").get(f"/help/{token}")
    assert answer.status_code == 410
    assert "已停用" in text_of(answer) and "示例省北辰医学会" in text_of(answer)
    assert verify_all() == []


def test_under_htmx_its_row_comes_back(client_of):
    token = a_helper_link(a_task())
    answer = client_of("north").post(f"/helper-links/{the_link(token).id}/revocation", htmx=True)
    assert answer.status_code == 200
    assert "停用" in text_of(answer) and "<!doctype" not in answer.text.lower()


def test_twice_is_once(client_of):
    link_id = the_link(a_helper_link(a_task())).id
    for _twice in range(2):
        assert client_of("north").post(f"/helper-links/{link_id}/revocation").status_code == 303
    assert db.session.scalar(select(func.count()).where(Event.name == "helper_link.revoked")) == 1


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403)])
def test_it_is_the_secretarys_to_do(client_of, who, status):
    token = a_helper_link(a_task())
    assert client_of(who).post(f"/helper-links/{the_link(token).id}/revocation").status_code == status
    assert the_link(token).revoked_at is None


def test_it_is_not_read(client_of):
    assert client_of("north").get(f"/helper-links/{the_link(a_helper_link(a_task())).id}/revocation").status_code == 405
