"""Two directives become one."""

import pytest

from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from tests.builders import a_draft, a_notice, day_off
from tests.notices.building import NOBODY, directives_of, events_of, notice_of
from tests.pages import text_of
from tests.shaping.shaping import facts_of


def post(client_of, first, second, *, who="staff", htmx=False):
    return client_of(who).post(f"/directives/{first}/merging", data={"next": second}, htmx=htmx)


def test_it_works(client_of):
    notice_id = a_draft()
    first, second = directives_of(notice_id)[:2]
    response = post(client_of, first.id, second.id)
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{first.id}")
    one, other = directives_of(notice_id)[:2]
    assert (one.start, one.end) == (first.start, second.end) and one.title == first.title
    assert one.text == notice_of(notice_id).source_text[first.start : second.end]
    assert other.merged_into_id == one.id and other.dropped_at is not None and one.dropped_at is None
    assert events_of(notice_id)[-1] == "directive.merged" and verify_all() == []
    page = client_of("staff").get(f"/notices/{notice_id}/draft")
    assert "已并入第 1 项" in text_of(page) and f'id="directive-{second.id}-passage"' not in page.text


def test_it_is_undone_wholly(client_of):
    notice_id = a_draft()
    before = facts_of(notice_id)
    first, second, third = (one.id for one in directives_of(notice_id)[:3])
    post(client_of, first, second)
    post(client_of, first, third)
    assert sum(one.dropped_at is None for one in directives_of(notice_id)) == len(before) - 2
    # The earlier of the two: what came after it goes back with it.
    response = client_of("staff").post(f"/directives/{second}/restoration")
    assert response.status_code == 303 and facts_of(notice_id) == before
    assert events_of(notice_id)[-2:] == ["directive.unmerged", "directive.unmerged"] and verify_all() == []
    client_of("staff").post(f"/directives/{second}/restoration")
    assert events_of(notice_id).count("directive.unmerged") == 2


def test_one_into_one_into_another_is_undone_from_any_end(client_of):
    notice_id = a_draft()
    before = facts_of(notice_id)
    first, second, third = (one.id for one in directives_of(notice_id)[:3])
    post(client_of, second, third)
    post(client_of, first, second)
    client_of("staff").post(f"/directives/{third}/restoration")
    assert facts_of(notice_id) == before


def test_what_a_person_changed_since_stays(client_of):
    notice_id = a_draft()
    first, second = (one.id for one in directives_of(notice_id)[:2])
    post(client_of, first, second)
    with write_unit():
        db.session.get_one(Directive, first).title = "改过的名称"
    client_of("staff").post(f"/directives/{second}/restoration")
    assert directives_of(notice_id)[0].title == "改过的名称"


def test_a_deadline_of_the_second_is_not_lost(client_of):
    notice_id = a_draft()
    first, second = directives_of(notice_id)[:2]
    with write_unit():
        db.session.get_one(Directive, second.id).deadline_text = "近期"
    before = facts_of(notice_id)
    post(client_of, first.id, second.id)
    assert directives_of(notice_id)[0].deadline_text == "近期"
    client_of("staff").post(f"/directives/{second.id}/restoration")
    assert facts_of(notice_id) == before


def test_under_htmx_both_cards_the_count_and_the_paragraphs_come_back(client_of):
    notice_id = a_draft()
    first, second = directives_of(notice_id)[:2]
    response = post(client_of, first.id, second.id, htmx=True)
    assert response.text.lstrip().startswith(f'<article class="directive directive--short" id="directive-{first.id}"')
    assert f'id="directive-{second.id}"' in response.text and f'id="notice-{notice_id}-count"' in response.text
    assert f'id="notice-{notice_id}-text-' in response.text and "科普手册" not in response.text


def test_doing_it_twice_is_one_event(client_of):
    notice_id = a_draft()
    first, second = directives_of(notice_id)[:2]
    for _time in range(2):
        assert post(client_of, first.id, second.id).status_code == 303
    assert events_of(notice_id).count("directive.merged") == 1


def test_only_the_next_one_that_is_kept(client_of):
    notice_id = a_draft()
    first, second, third = (one.id for one in directives_of(notice_id)[:3])
    for other in (third, first, NOBODY):
        assert "不能合并" in text_of(post(client_of, first, other))
    client_of("staff").post(f"/directives/{second}/dropping")
    assert post(client_of, second, third).status_code == 409
    assert post(client_of, first, third).status_code == 303


def test_not_over_one_that_stands_between_in_the_text(client_of):
    notice_id = a_draft()
    first, second, third = directives_of(notice_id)[:3]
    with write_unit():
        one, other = (db.session.get_one(Directive, id) for id in (second.id, third.id))
        one.position, other.position = other.position, one.position
    response = post(client_of, first.id, third.id)
    assert response.status_code == 409 and "调整顺序" in text_of(response)


def test_one_of_another_notice_is_not_taken(client_of):
    first, other = directives_of(a_draft())[0], directives_of(a_draft())[0]
    assert post(client_of, first.id, other.id).status_code == 409


def test_what_is_issued_is_not_changed(client_of):
    first, second = directives_of(a_notice())[:2]
    response = post(client_of, first.id, second.id)
    assert response.status_code == 409 and "已经印发" in text_of(response)


@pytest.mark.parametrize("other", ["", "x"])
def test_bad_input(client_of, other):
    assert post(client_of, directives_of(a_draft())[0].id, other).status_code == 400


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    first, second = directives_of(a_draft())[:2]
    assert post(client_of, first.id, second.id, who=who).status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    first, second = directives_of(a_draft())[:2]
    assert post(client_of, first.id, second.id, who="").status_code == 401


def test_outsider_gets_404(client_of):
    assert post(client_of, NOBODY, 1).status_code == 404


def test_wrong_method(client_of):
    assert client_of("staff").get(f"/directives/{directives_of(a_draft())[0].id}/merging").status_code == 405


def test_nothing_of_the_second_is_lost(client_of):
    notice_id = a_draft()
    first, second = (one.id for one in directives_of(notice_id)[:2])
    with write_unit():
        one, other = (db.session.get_one(Directive, id) for id in (first, second))
        one.evidence_kinds, one.deadline_text, one.due_at = ["file", "link"], "11月底前", day_off(9)
        other.evidence_kinds, other.deadline_text, other.due_at = ["meeting", "file"], "近期", day_off(5)
    before = facts_of(notice_id)
    post(client_of, first, second)
    one = directives_of(notice_id)[0]
    assert (one.evidence_kinds, one.deadline_text) == (["file", "link", "meeting"], "11月底前；近期")
    assert (one.due_at, one.doubt) == (day_off(5), "two_deadlines")
    assert "现取较早的一个" in text_of(client_of("staff").get(f"/notices/{notice_id}/draft"))
    client_of("staff").post(f"/directives/{second}/restoration")
    assert facts_of(notice_id) == before
