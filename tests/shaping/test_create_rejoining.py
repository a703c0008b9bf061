"""A cut is undone."""

import pytest

from checklist.journal.verifying import verify_all
from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, directives_of, events_of
from tests.pages import text_of
from tests.shaping.shaping import LONGER, a_long_one, facts_of, start_of


def post(client_of, directive_id, *, who="staff", htmx=False):
    return client_of(who).post(f"/directives/{directive_id}/rejoining", htmx=htmx)


def cut(client_of, directive, words):
    return client_of("staff").post(f"/directives/{directive.id}/cut", data={"start": start_of(directive, words)})


def test_it_works(client_of):
    notice_id, directive = a_long_one()
    before = facts_of(notice_id)
    cut(client_of, directive, "召开")
    response = post(client_of, directive.id)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{directive.id}")
    assert facts_of(notice_id) == before
    assert events_of(notice_id)[-1] == "directive.rejoined" and verify_all() == []


def test_what_was_done_to_the_pieces_is_undone_with_it(client_of):
    notice_id, directive = a_long_one("各学会要利用")
    before = facts_of(notice_id)
    cut(client_of, directive, "于12月10日")
    piece = next(one for one in directives_of(notice_id) if one.cut_from_id == directive.id)
    cut(client_of, piece, "召开")
    last = next(one for one in directives_of(notice_id) if one.cut_from_id == piece.id)
    follower = directives_of(notice_id)[-1]
    client_of("staff").post(f"/directives/{last.id}/merging", data={"next": follower.id})
    client_of("staff").post(f"/directives/{directive.id}/merging", data={"next": piece.id})
    client_of("staff").post(f"/directives/{piece.id}/restoration")
    post(client_of, directive.id)
    assert facts_of(notice_id) == before and verify_all() == []


def test_under_htmx_list_and_text_come_back(client_of):
    notice_id, directive = a_long_one()
    cut(client_of, directive, "召开")
    response = post(client_of, directive.id, htmx=True)
    assert f'id="notice-{notice_id}-directives"' in response.text and "撤销拆分" not in text_of(response)


def test_doing_it_twice_is_one_event(client_of):
    notice_id, directive = a_long_one()
    cut(client_of, directive, "召开")
    for _time in range(2):
        assert post(client_of, directive.id).status_code == 303
    assert events_of(notice_id).count("directive.rejoined") == 1


def test_what_is_issued_is_not_changed(client_of):
    assert post(client_of, directives_of(a_notice())[0].id).status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    assert post(client_of, directives_of(a_draft())[0].id, who=who).status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert post(client_of, directives_of(a_draft())[0].id, who="").status_code == 401


def test_outsider_gets_404(client_of):
    assert post(client_of, NOBODY).status_code == 404


def test_wrong_method(client_of):
    assert client_of("staff").get(f"/directives/{directives_of(a_draft())[0].id}/rejoining").status_code == 405


def test_pieces_that_were_merged_with_each_other(client_of):
    notice_id, directive = a_long_one("各学会要利用", LONGER)
    staff, before = client_of("staff"), facts_of(notice_id)
    three = [start_of(directive, words) for words in ("于12月10日", "召开", "开展")]
    staff.post(f"/directives/{directive.id}/cut", data={"start": three})
    second, third = [one for one in directives_of(notice_id) if one.cut_from_id == directive.id][:2]
    staff.post(f"/directives/{second.id}/merging", data={"next": third.id})
    staff.post(f"/directives/{directive.id}/merging", data={"next": second.id})
    assert post(client_of, directive.id).status_code == 303
    assert facts_of(notice_id) == before and verify_all() == []
