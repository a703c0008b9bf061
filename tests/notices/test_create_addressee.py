"""A notice is issued to an organization that came late."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_notice, tasks_of
from tests.cast import SOUTH_NAME
from tests.notices.building import NOBODY, a_notice_for_north, directives_of, events_of, organization
from tests.pages import text_of


def add(client, notice_id, name=SOUTH_NAME):
    return client.post(f"/notices/{notice_id}/addressees", data={"organization": organization(name).id})


def test_it_gets_what_is_its_own_and_not_withdrawn(client_of, cast):
    notice_id = a_notice_for_north()
    directive_id = directives_of(notice_id)[0].id
    with write_unit():
        withdraw(db.session.get_one(Directive, directive_id), "重复部署", by=cast.staff, at=now())
    response = add(client_of("staff"), notice_id)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/dashboard")
    got = {task.directive_id for task in tasks_of(notice_id, SOUTH_NAME)}
    assert directive_id not in got and len(got) == len(directives_of(notice_id)) - 2
    assert events_of(notice_id)[-1] == "addressee.added" and verify_all() == []
    assert client_of("south").get(f"/notices/{notice_id}/text").status_code == 200


def test_doing_it_twice_is_one_addressee(client_of, cast):
    notice_id = a_notice_for_north()
    for _time in range(2):
        assert add(client_of("staff"), notice_id).status_code == 303
    assert events_of(notice_id).count("addressee.added") == 1


@pytest.mark.parametrize("value", ["", "999", "abc"])
def test_bad_input(client_of, value):
    notice_id = a_notice_for_north()
    response = client_of("staff").post(f"/notices/{notice_id}/addressees", data={"organization": value})
    assert response.status_code == 422 and "请选择单位" in text_of(response)


def test_a_member_unit_is_nobody_to_address(client_of, cast):
    response = client_of("staff").post(
        f"/notices/{a_notice_for_north()}/addressees", data={"organization": cast.unit.organization_id}
    )
    assert response.status_code == 422


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_notice()
    assert client_of(who).post(f"/notices/{notice_id}/addressees").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_notice()
    assert client_of("").post(f"/notices/{notice_id}/addressees").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/addressees").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_notice()
    assert client_of("staff").get(f"/notices/{notice_id}/addressees").status_code == 405
