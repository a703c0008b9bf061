"""The form of a newer version holds what stands."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from tests.evidence.pieces import a_newer_version, a_piece
from tests.pages import text_of


def test_what_stands_is_in_the_form(client_of):
    evidence_id = a_piece("健康手册", note="第三稿", url="https://north.example/a", channel="weibo", reads=120)
    a_newer_version(evidence_id, "健康手册（定稿）")
    page = client_of("north").get(f"/evidence/{evidence_id}/edit").text
    for value in ("https://north.example/a", "健康手册（定稿）", "120"):
        assert f'value="{value}"' in page
    assert "第三稿" in page
    assert 'name="version" value="2"' in page
    assert "第 3 版" in page


def test_a_member_revises_own_pieces_only(client_of):
    own, others = a_piece(by="member"), a_piece("别人的")
    assert client_of("member").get(f"/evidence/{own}/edit").status_code == 200
    answer = client_of("member").get(f"/evidence/{others}/edit")
    assert answer.status_code == 409
    assert "由陈晓提供" in text_of(answer)


def test_the_secretary_revises_what_a_member_gave(client_of):
    assert client_of("north").get(f"/evidence/{a_piece(by='member')}/edit").status_code == 200


def test_what_was_voided_is_not_revised(client_of, cast):
    evidence_id = a_piece()
    with write_unit():
        void(db.session.get_one(Evidence, evidence_id), "传错了", by=cast.north, at=now())
    answer = client_of("north").get(f"/evidence/{evidence_id}/edit")
    assert answer.status_code == 409
    assert "已作废" in text_of(answer)


@pytest.mark.parametrize(
    ("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("leader", 403), ("administrator", 403)]
)
def test_it_is_the_associations_to_do(client_of, who, status):
    assert client_of(who).get(f"/evidence/{a_piece()}/edit").status_code == status


def test_a_stranger_is_sent_to_sign_in(client_of):
    assert "/sign-in" in client_of("").get(f"/evidence/{a_piece()}/edit").location


def test_the_form_is_sent_elsewhere(client_of):
    assert client_of("north").post(f"/evidence/{a_piece()}/edit").status_code == 405
