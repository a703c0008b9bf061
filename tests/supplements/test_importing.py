"""A supplement or a copy is handed in: what it is for goes with it, until the draft."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.models import Import
from checklist.notices.models import Notice
from tests.builders import TEXT, a_draft, a_notice
from tests.notices.building import NOBODY
from tests.notices.supplements import SUPPLEMENT, an_issued_supplement

pytestmark = pytest.mark.usefixtures("immediate")


def made(response, client) -> Notice:
    """The draft that came of what was handed in."""
    import_id = int(response.location.rsplit("/", 1)[1])
    client.get(response.location)
    db.session.remove()
    return db.session.get_one(Notice, db.session.get_one(Import, import_id).notice_id)


def test_a_supplement(client_of, cast):
    notice_id, staff = a_notice(), client_of("staff")
    data = {"text": SUPPLEMENT, "supplements": str(notice_id)}
    draft = made(staff.post("/imports", data=data), staff)
    assert draft.supplements_id == notice_id and not draft.to_all
    assert {one.same_as_id or one.supersedes_id for one in draft.directives} != {None}


def test_a_supplement_to_a_supplement(client_of, cast):
    notice_id, staff = a_notice(), client_of("staff")
    supplement_id = an_issued_supplement(notice_id)
    data = {"text": SUPPLEMENT.replace("9号", "11号"), "supplements": str(supplement_id)}
    assert made(staff.post("/imports", data=data), staff).supplements_id == notice_id


def test_a_copy(client_of, cast):
    notice_id, staff = a_notice(), client_of("staff")
    data = {"text": TEXT.replace("2026", "2027"), "copies": str(notice_id)}
    draft = made(staff.post("/imports", data=data), staff)
    assert draft.copies_id == notice_id and draft.supplements_id is None


def test_twice_is_one_draft(client_of, cast):
    notice_id, staff = a_notice(), client_of("staff")
    data = {"text": SUPPLEMENT, "supplements": str(notice_id)}
    assert len({made(staff.post("/imports", data=data), staff).id for _twice in range(2)}) == 1


def test_only_to_what_was_issued_by_the_own_office(client_of, cast):
    staff = client_of("staff")
    for other in (NOBODY, a_draft()):
        for purpose in ("supplements", "copies"):
            assert staff.get(f"/imports/new?{purpose}={other}").status_code == 404
            assert staff.post("/imports", data={"text": SUPPLEMENT, purpose: str(other)}).status_code == 404


def test_not_to_what_is_closed(client_of, cast):
    notice_id, staff = a_notice(), client_of("staff")
    with write_unit():
        db.session.get_one(Notice, notice_id).closed_at = now()
    response = staff.post("/imports", data={"text": SUPPLEMENT, "supplements": str(notice_id)})
    assert response.status_code == 409 and "已结束" in response.text and "理事会专题会议不再召开" in response.text
    assert staff.get(f"/imports/new?copies={notice_id}").status_code == 200
