"""Which document of the file is issued; its head and its directives come with it."""

import pytest

from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import NOBODY, events_of, letterhead_of, notice_of
from tests.pages import text_of
from tests.reading.samples import FOUNDING as NAME
from tests.reading.samples import text as sample_text

FOUNDING = sample_text(NAME)


def test_the_part_brings_its_head_and_directives(client_of):
    notice_id = a_draft(FOUNDING)
    client = client_of("staff")
    assert notice_of(notice_id).document_number == "辽科协发〔2020〕3号"
    response = client.post(f"/notices/{notice_id}/part", data={"part": "0"})
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft")
    assert notice_of(notice_id).document_number == "辽医研字〔2020〕1号"
    assert len(notice_of(notice_id).confirmed) == 1
    assert events_of(notice_id)[-1] == "notice.part_chosen"
    assert "做好工作安排" in text_of(client.get(response.location))


def test_choosing_another_and_coming_back_loses_nothing(client_of):
    notice_id = a_draft(FOUNDING)
    client = client_of("staff")
    client.post(f"/notices/{notice_id}/draft", data=letterhead_of(notice_of(notice_id), title="改过的标题"))
    client.post(f"/notices/{notice_id}/part", data={"part": "0"})
    client.post(f"/notices/{notice_id}/part", data={"part": "1"})
    assert notice_of(notice_id).title == "改过的标题"


def test_under_htmx_the_page_is_loaded_again(client_of):
    response = client_of("staff").post(f"/notices/{a_draft(FOUNDING)}/part", data={"part": "0"}, htmx=True)
    assert response.status_code == 204 and "HX-Redirect" in response.headers


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_draft(FOUNDING)
    for _time in range(2):
        client_of("staff").post(f"/notices/{notice_id}/part", data={"part": "0"})
    assert events_of(notice_id) == ["notice.drafted", "notice.part_chosen"]


def test_a_part_that_is_none(client_of):
    notice_id = a_draft(FOUNDING)
    client = client_of("staff")
    assert client.post(f"/notices/{notice_id}/part", data={"part": "7"}).status_code == 409
    response = client.post(f"/notices/{notice_id}/part", data={})
    assert response.status_code == 422 and "请选择印发哪一份" in text_of(response)
    assert client.post(f"/notices/{notice_id}/part", data={}, htmx=True).status_code == 422


def test_what_is_issued_is_not_changed(client_of):
    assert client_of("staff").post(f"/notices/{a_notice(TEXT)}/part", data={"part": "0"}).status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/notices/{notice_id}/part").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/notices/{notice_id}/part").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/part", data={"part": "0"}).status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/notices/{notice_id}/part").status_code == 405
