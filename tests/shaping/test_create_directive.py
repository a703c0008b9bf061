"""Ticked sentences become directives: neighbours one, others one each."""

import pytest

from checklist.reading import sentences
from tests.builders import a_draft, a_notice
from tests.notices.building import NOBODY, directives_of, events_of, notice_of
from tests.pages import text_of


def starts(notice_id: int, *words: str) -> list[int]:
    """Where the sentences with these words start."""
    notice = notice_of(notice_id)
    part, text = notice.parts[notice.part], notice.source_text
    spans = sentences(text, part["start"], part["end"])
    return [span.start for span in spans if any(word in text[span.start : span.end] for word in words)]


def test_one_sentence_with_a_title(client_of):
    notice_id = a_draft()
    before = len(directives_of(notice_id))
    data = {"sentence": starts(notice_id, "现将有关事项"), "title": "了解有关事项"}
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data=data)
    added = next(d for d in directives_of(notice_id) if d.title == "了解有关事项")
    assert (response.status_code, response.location) == (303, f"/notices/{notice_id}/draft#directive-{added.id}")
    assert added.text == notice_of(notice_id).source_text[added.start : added.end] == "现将有关事项通知如下。"
    assert (
        not added.is_proposed
        and directives_of(notice_id)[0].id == added.id
        and len(directives_of(notice_id)) == before + 1
    )
    assert events_of(notice_id)[-1] == "directive.added"


def test_neighbours_make_one_and_others_one_each(client_of):
    notice_id = a_draft()
    before = {d.id for d in directives_of(notice_id)}
    ticked = starts(notice_id, "工作方案", "理事会", "健康科普手册")
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data={"sentence": ticked}, htmx=True)
    added = [d for d in directives_of(notice_id) if d.id not in before]
    assert response.status_code == 200 and 'hx-swap-oob="true"' in response.text
    assert [d.text for d in added if "理事会" in d.text] == [
        "各学会要制定科普周工作方案。各学会要召开一次理事会专题会议。"
    ]
    assert [d.heading_path for d in added if "理事会" in d.text] == [["一、加强组织领导"]]
    positions = [d.start for d in directives_of(notice_id)]
    assert positions == sorted(positions)
    assert all(d.title for d in added)


def test_doing_it_twice_is_one_directive(client_of):
    notice_id = a_draft()
    for _time in range(2):
        client_of("staff").post(
            f"/notices/{notice_id}/directives", data={"sentence": starts(notice_id, "现将有关事项")}
        )
    assert events_of(notice_id) == ["notice.drafted", "directive.added"]


@pytest.mark.parametrize("ticked", [[], ["abc"], ["3"]])
def test_nothing_ticked(client_of, ticked):
    notice_id = a_draft()
    data = {"sentence": ticked, "title": "写好的名称"}
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data=data)
    assert response.status_code in (409, 422)
    assert "请先在通知原文中勾选句子" in text_of(response) and "写好的名称" in response.text
    assert events_of(notice_id) == ["notice.drafted"]


def test_a_title_too_long_keeps_the_ticks(client_of):
    notice_id = a_draft()
    (start,) = starts(notice_id, "现将有关事项")
    data = {"sentence": [start], "title": "长" * 101}
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data=data, htmx=True)
    assert response.status_code == 422 and f'value="{start}" checked' in response.text and "长" * 101 in response.text


def test_what_is_issued_is_not_changed(client_of):
    notice_id = a_notice()
    data = {"sentence": starts(notice_id, "现将有关事项")}
    assert client_of("staff").post(f"/notices/{notice_id}/directives", data=data).status_code == 409


@pytest.mark.parametrize("who", ("north", "member", "leader", "administrator"))
def test_wrong_role(client_of, who):
    notice_id = a_draft()
    assert client_of(who).post(f"/notices/{notice_id}/directives").status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    notice_id = a_draft()
    assert client_of("").post(f"/notices/{notice_id}/directives").status_code == 401


def test_outsider_gets_404(client_of):
    assert client_of("staff").post(f"/notices/{NOBODY}/directives").status_code == 404


def test_wrong_method(client_of):
    notice_id = a_draft()
    assert client_of("staff").get(f"/notices/{notice_id}/directives").status_code == 405
