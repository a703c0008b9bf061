"""A directive is moved up or down under its heading."""

import pytest

from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, directives_of, events_of


def titles(notice_id: int) -> list[str]:
    return [d.title for d in directives_of(notice_id)]


def test_it_works_and_twice_is_once(client_of):
    notice_id = a_draft()
    before, directive = titles(notice_id), directives_of(notice_id)[0]
    for _time in range(2):
        response = client_of("staff").post(f"/directives/{directive.id}/position", data={"place": "1"})
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{directive.id}")
    assert titles(notice_id) == [before[1], before[0], *before[2:]]
    assert events_of(notice_id) == ["notice.drafted", "directive.moved"]


def test_it_stays_under_its_heading(client_of):
    notice_id = a_draft()
    directive = directives_of(notice_id)[0]
    client_of("staff").post(f"/directives/{directive.id}/position", data={"place": "99"})
    assert [d.heading_path for d in directives_of(notice_id)] == sorted(
        d.heading_path for d in directives_of(notice_id)
    )


def test_under_htmx_the_list_comes_back(client_of):
    notice_id = a_draft()
    directive = directives_of(notice_id)[0]
    response = client_of("staff").post(f"/directives/{directive.id}/position", data={"place": "1"}, htmx=True)
    assert response.status_code == 200 and response.text.lstrip().startswith(
        f'<section id="notice-{notice_id}-directives"'
    )


@pytest.mark.parametrize("place", ["", "oben"])
def test_bad_input(client_of, place):
    notice_id = a_draft()
    response = client_of("staff").post(f"/directives/{directives_of(notice_id)[0].id}/position", data={"place": place})
    assert response.status_code == 400 and events_of(notice_id) == ["notice.drafted"]


def test_what_is_issued_is_not_changed(client_of):
    notice_id = a_notice()
    path = f"/directives/{directives_of(notice_id)[0].id}/position"
    assert client_of("staff").post(path, data={"place": "1"}).status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/directives/{directives_of(notice_id)[0].id}/position").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/directives/{directives_of(notice_id)[0].id}/position").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/directives/{NOBODY}/position").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/directives/{directives_of(notice_id)[0].id}/position").status_code == 405
