"""Who receives the notice: all, categories and tags, organizations picked by name."""

import pytest

from checklist.notices.addressing import addressed
from tests.builders import a_draft, a_notice
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.notices.building import NOBODY, category, events_of, notice_of, organization
from tests.pages import text_of


def names(notice_id: int) -> list[str]:
    return [one.name for one in addressed(notice_of(notice_id))]


def test_to_a_tag(client_of, cast):
    notice_id = a_draft()
    data = {"scope": "some", "categories": [category("医药").id]}
    response = client_of("staff").post(f"/notices/{notice_id}/audience", data=data)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft")
    assert names(notice_id) == [NORTH_NAME] and events_of(notice_id)[-1] == "notice.addressed"


def test_to_a_category_and_an_organization(client_of, cast):
    notice_id = a_draft()
    data = {"scope": "some", "categories": [category("医").id], "organizations": [organization(SOUTH_NAME).id]}
    response = client_of("staff").post(f"/notices/{notice_id}/audience", data=data, htmx=True)
    assert response.status_code == 200 and "共 2 个单位" in text_of(response)
    assert set(names(notice_id)) == {NORTH_NAME, SOUTH_NAME}


def test_to_all_again_forgets_the_choice(client_of, cast):
    notice_id = a_draft()
    client = client_of("staff")
    client.post(f"/notices/{notice_id}/audience", data={"scope": "some", "categories": [category("医药").id]})
    client.post(f"/notices/{notice_id}/audience", data={"scope": "all", "categories": [category("医药").id]})
    assert notice_of(notice_id).to_all and notice_of(notice_id).categories == [] and len(names(notice_id)) == 2


def test_doing_it_twice_is_one_event(client_of, cast):
    notice_id = a_draft()
    for _time in range(2):
        data = {"scope": "some", "categories": [category("医药").id, category("医").id]}
        client_of("staff").post(f"/notices/{notice_id}/audience", data=data)
    assert events_of(notice_id) == ["notice.drafted", "notice.addressed"]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [({"scope": "some"}, "请至少勾选一个"), ({"scope": "some", "categories": ["999"]}, "请重新勾选")],
)
def test_bad_input(client_of, data, sentence, htmx):
    notice_id = a_draft()
    response = client_of("staff").post(f"/notices/{notice_id}/audience", data=data, htmx=htmx)
    assert response.status_code == 422 and sentence in text_of(response)
    assert notice_of(notice_id).to_all


def test_a_member_unit_is_nobody_to_address(client_of, cast):
    notice_id = a_draft()
    data = {"scope": "some", "organizations": [cast.unit.organization_id]}
    assert client_of("staff").post(f"/notices/{notice_id}/audience", data=data).status_code == 422


def test_what_is_issued_is_not_changed(client_of):
    assert client_of("staff").post(f"/notices/{a_notice()}/audience", data={"scope": "all"}).status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/notices/{notice_id}/audience").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/notices/{notice_id}/audience").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/audience").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/notices/{notice_id}/audience").status_code == 405
