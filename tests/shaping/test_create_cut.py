"""One directive becomes several."""

import pytest

from checklist.clock import due_moment
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from tests.builders import a_notice
from tests.notices.building import NOBODY, directives_of, events_of, notice_of
from tests.pages import text_of
from tests.shaping.shaping import a_long_one, facts_of, start_of


def post(client_of, directive_id, *starts, who="staff", htmx=False):
    return client_of(who).post(f"/directives/{directive_id}/cut", data={"start": list(starts)}, htmx=htmx)


def test_it_works(client_of):
    from datetime import date

    notice_id, directive = a_long_one()
    before = len(directives_of(notice_id))
    cuts = [start_of(directive, "于12月10日"), start_of(directive, "召开")]
    response = post(client_of, directive.id, *cuts)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{directive.id}")
    text = notice_of(notice_id).source_text
    pieces = [one for one in directives_of(notice_id) if directive.id in (one.id, one.cut_from_id)]
    assert [one.text for one in pieces] == [
        "各学会要利用公众号发布科普文章",
        "于12月10日前报送工作总结",
        "召开一次专题会议",
    ]
    assert all(one.text == text[one.start : one.end] for one in pieces) and pieces[0].id == directive.id
    assert [one.due_at for one in pieces] == [due_moment(date(2026, 12, 10))] * 3
    assert pieces[2].evidence_kinds[0] == "meeting" and pieces[0].evidence_kinds[0] == "post"
    assert len(directives_of(notice_id)) == before + 2
    positions = [one.start for one in directives_of(notice_id)]
    assert positions == sorted(positions)
    assert events_of(notice_id)[-1] == "directive.split" and verify_all() == []


def test_the_first_part_keeps_the_title_that_stands_in_it(client_of):
    notice_id, directive = a_long_one()
    with write_unit():
        db.session.get_one(Directive, directive.id).title = "利用公众号发文章"
    post(client_of, directive.id, start_of(directive, "召开"))
    pieces = [one for one in directives_of(notice_id) if directive.id in (one.id, one.cut_from_id)]
    assert pieces[0].title == "利用公众号发文章" and pieces[1].title != "利用公众号发文章"


def test_a_title_of_what_went_away_does_not_stay(client_of):
    notice_id, directive = a_long_one()
    with write_unit():
        db.session.get_one(Directive, directive.id).title = "召开专题会议"
    post(client_of, directive.id, start_of(directive, "召开"))
    assert next(one for one in directives_of(notice_id) if one.id == directive.id).title != "召开专题会议"


def test_merging_the_pieces_again_gives_the_passage(client_of):
    notice_id, directive = a_long_one()
    post(client_of, directive.id, start_of(directive, "召开"))
    piece = next(one for one in directives_of(notice_id) if one.cut_from_id == directive.id)
    client_of("staff").post(f"/directives/{directive.id}/merging", data={"next": piece.id})
    assert next(one for one in directives_of(notice_id) if one.id == directive.id).text == directive.text
    # Cut there once more: a new piece, not the one that was merged.
    post(client_of, directive.id, start_of(directive, "召开"))
    assert len([one for one in directives_of(notice_id) if one.cut_from_id == directive.id]) == 2
    client_of("staff").post(f"/directives/{piece.id}/restoration")
    kept = [one for one in directives_of(notice_id) if one.dropped_at is None]
    assert [one.text for one in kept].count("召开一次专题会议") == 1 and verify_all() == []


def test_under_htmx_list_and_text_come_back(client_of):
    notice_id, directive = a_long_one()
    response = post(client_of, directive.id, start_of(directive, "召开"), htmx=True)
    assert response.status_code == 200
    for part in ("directives", "text"):
        assert f'id="notice-{notice_id}-{part}"' in response.text
    assert "撤销拆分" in text_of(response)


def test_doing_it_twice_is_one_event(client_of):
    notice_id, directive = a_long_one()
    for _time in range(2):
        assert post(client_of, directive.id, start_of(directive, "召开")).status_code == 303
    assert events_of(notice_id).count("directive.split") == 1


@pytest.mark.parametrize("htmx", [False, True])
def test_nothing_ticked(client_of, htmx):
    notice_id, directive = a_long_one()
    response = post(client_of, directive.id, "x", htmx=htmx)
    assert response.status_code == 422 and "请在要分开的地方打勾" in text_of(response)
    assert "召开一次专题会议" in text_of(response) and "directive.split" not in events_of(notice_id)


def test_a_place_inside_a_clause_is_none(client_of):
    notice_id, directive = a_long_one()
    before = facts_of(notice_id)
    for start in (directive.start, directive.start + 3, directive.end, 10**8):
        assert post(client_of, directive.id, start).status_code == 409
    assert facts_of(notice_id) == before


def test_what_was_left_out_is_not_cut(client_of):
    _notice_id, directive = a_long_one()
    client_of("staff").post(f"/directives/{directive.id}/dropping")
    response = post(client_of, directive.id, start_of(directive, "召开"))
    assert response.status_code == 409 and "请先恢复" in text_of(response)


def test_what_is_issued_is_not_changed(client_of):
    directive = directives_of(a_notice())[0]
    assert post(client_of, directive.id, directive.start + 1).status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    _notice_id, directive = a_long_one()
    assert post(client_of, directive.id, 1, who=who).status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    _notice_id, directive = a_long_one()
    assert post(client_of, directive.id, 1, who="").status_code == 401


def test_outsider_gets_404(client_of):
    assert post(client_of, NOBODY, 1).status_code == 404


def test_wrong_method(client_of):
    _notice_id, directive = a_long_one()
    assert client_of("staff").delete(f"/directives/{directive.id}/cut").status_code == 405
