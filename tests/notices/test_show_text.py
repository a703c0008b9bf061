"""The notice to read: all of it for the office, with its own passages for an association."""

import pytest

from tests.builders import a_draft, a_notice, tasks_of
from tests.cast import SOUTH_NAME
from tests.notices.building import NOBODY, a_notice_for_north, directives_of, events_of
from tests.pages import text_of


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_the_office_reads_it_with_every_passage(client_of, who):
    notice_id = a_notice()
    response = client_of(who).get(f"/notices/{notice_id}/text")
    assert response.status_code == 200 and response.text.count("<mark ") == len(directives_of(notice_id))
    assert f"/notices/{notice_id}/dashboard?directive=" in response.text
    assert "notice.opened" not in events_of(notice_id)


def test_an_association_finds_its_tasks_in_it(client_of):
    notice_id = a_notice()
    response = client_of("south").get(f"/notices/{notice_id}/text")
    for task in tasks_of(notice_id, SOUTH_NAME):
        assert f'href="/tasks/{task.id}"' in response.text
    # The handbook is in the text, but it is not south's to write.
    assert response.text.count("<mark ") == len(directives_of(notice_id)) - 1
    assert "医药类学会要编写健康科普手册" in text_of(response)


def test_the_first_opening_is_kept_once(client_of, cast):
    notice_id = a_notice()
    for who in ("member", "north", "north"):
        assert client_of(who).get(f"/notices/{notice_id}/text").status_code == 200
    assert events_of(notice_id).count("notice.opened") == 1


def test_the_receipt_is_asked_for(client_of):
    notice_id = a_notice()
    assert "签收" in text_of(client_of("north").get(f"/notices/{notice_id}/text"))
    assert f'action="/notices/{notice_id}/receipt"' not in client_of("member").get(f"/notices/{notice_id}/text").text


def test_staff_read_a_draft_and_nobody_else(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/notices/{notice_id}/text").status_code == 200
    assert client_of("leader").get(f"/notices/{notice_id}/text").status_code == 404
    assert client_of("north").get(f"/notices/{notice_id}/text").status_code == 404


def test_outsider_gets_404(client_of):
    notice_id = a_notice_for_north()
    assert client_of("south").get(f"/notices/{notice_id}/text").status_code == 404
    assert client_of("unit").get(f"/notices/{notice_id}/text").status_code == 404
    assert client_of("staff").get(f"/notices/{NOBODY}/text").status_code == 404


def test_wrong_method(client_of):
    assert client_of("staff").post(f"/notices/{a_notice()}/text").status_code == 405


def test_wrong_role(client_of):
    assert client_of("administrator").get(f"/notices/{a_notice()}/text").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert client_of("").get(f"/notices/{a_notice()}/text").status_code == 302
