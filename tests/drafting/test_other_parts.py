"""The directives of a document of the file that is not to be issued: shown nowhere, and not changed."""

import pytest

from checklist.notices.models import Directive
from tests.builders import a_draft
from tests.notices.building import events_of, notice_of, wording_of
from tests.reading.samples import FOUNDING as NAME
from tests.reading.samples import text as sample_text

SENTENCE = "不在要印发的这一份里"


@pytest.fixture
def other(cast) -> Directive:
    """A directive of the document that is not the chosen one."""
    notice = notice_of(a_draft(sample_text(NAME)))
    return next(one for one in notice.directives if one.part != notice.part)


@pytest.mark.parametrize("page", ["edit", "cut"])
@pytest.mark.parametrize("htmx", [False, True])
def test_its_forms(client_of, other, page, htmx):
    response = client_of("staff").get(f"/directives/{other.id}/{page}", htmx=htmx)
    assert response.status_code == 409 and SENTENCE in response.text


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("/dropping", {}),
        ("/restoration", {}),
        ("/position", {"place": "0"}),
        ("/rejoining", {}),
        ("/merging", {"next": "1"}),
        ("/cut", {}),
        ("/cut", {"start": "5"}),
        ("", {"title": ""}),
        ("", None),
    ],
)
def test_nothing_is_done_to_it(client_of, other, act, data):
    sent = wording_of(other, title="改过的名称") if data is None else data
    response = client_of("staff").post(f"/directives/{other.id}{act}", data=sent)
    assert response.status_code == 409 and SENTENCE in response.text
    assert events_of(other.notice_id) == ["notice.drafted"]
    again = next(one for one in notice_of(other.notice_id).directives if one.id == other.id)
    assert again.dropped_at is None and again.title == other.title
