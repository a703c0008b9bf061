"""A draft made by hand holds no more directives than one that was read."""

import pytest

from checklist.drafting import limits
from tests.builders import a_draft
from tests.notices.building import directives_of, events_of
from tests.shaping.shaping import a_long_one, start_of
from tests.shaping.test_create_directive import starts

SENTENCE = "项任务事项（删去的也算）"


def hold_at(monkeypatch, most: int) -> None:
    monkeypatch.setattr(limits, "DIRECTIVES_AT_MOST", most)


def test_cutting(client_of, monkeypatch):
    notice_id, directive = a_long_one()
    count = len(directives_of(notice_id))
    two = [start_of(directive, "于12月10日"), start_of(directive, "召开")]
    hold_at(monkeypatch, count + 1)
    response = client_of("staff").post(f"/directives/{directive.id}/cut", data={"start": two})
    assert response.status_code == 409 and SENTENCE in response.text and len(directives_of(notice_id)) == count
    assert client_of("staff").post(f"/directives/{directive.id}/cut", data={"start": two[1:]}).status_code == 303


@pytest.mark.parametrize("by_passage", [False, True])
def test_adding(client_of, monkeypatch, by_passage):
    notice_id = a_draft()
    (start,) = starts(notice_id, "现将有关事项")
    data = {"start": start, "end": start + 5} if by_passage else {"sentence": [start]}
    hold_at(monkeypatch, len(directives_of(notice_id)))
    response = client_of("staff").post(f"/notices/{notice_id}/directives", data=data)
    assert response.status_code == 409 and SENTENCE in response.text
    assert events_of(notice_id) == ["notice.drafted"]


def test_what_is_there_already_is_no_more(client_of, monkeypatch):
    notice_id = a_draft()
    there = directives_of(notice_id)[0]
    hold_at(monkeypatch, len(directives_of(notice_id)))
    data = {"start": there.start, "end": there.end}
    assert client_of("staff").post(f"/notices/{notice_id}/directives", data=data).status_code == 303
