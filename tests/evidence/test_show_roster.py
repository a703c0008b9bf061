"""GET /evidence/<id>/versions/<number>/roster: the whole telephone numbers, for those who need them, kept nowhere."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, give
from checklist.evidence.models import Evidence
from checklist.tasks.attachment import attach
from checklist.tasks.models import Task
from checklist.tasks.submission import submit
from tests.cast import NORTH_NAME, Cast
from tests.evidence.pieces import a_piece
from tests.evidence.sending import a_task_for
from tests.pages import text_of

ROW = {"name": "张三", "field": "护理", "where": "local", "unit": "北辰医院", "telephone": "13800000001"}


def a_roster(*, is_submitted: bool = True) -> str:
    """The address of a roster of north; handed in with a task, or only attached to it."""
    task_id = a_task_for("roster")
    with write_unit():
        north, task = Cast().north, db.session.get_one(Task, task_id)
        piece = Piece("专家名单", content={"sort": "experts", "rows": [ROW]})
        evidence = give(north.organization_id, "roster", piece, by=north, at=now())
        attach(task, evidence, by=north, at=now())
        if is_submitted:
            submit(task, "", by=north, at=now())
        return f"/evidence/{evidence.id}/versions/1/roster"


@pytest.mark.parametrize("who", ["north", "staff"])
def test_those_who_need_the_numbers_see_them(client_of, who):
    answer = client_of(who).get(a_roster())
    assert answer.status_code == 200
    said = text_of(answer)
    assert "13800000001" in said and NORTH_NAME in said and "1 名专家" in said
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_was_not_submitted_is_the_associations_own(client_of):
    address = a_roster(is_submitted=False)
    assert client_of("north").get(address).status_code == 200
    assert client_of("staff").get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("leader", 403), ("administrator", 403), ("south", 404), ("unit", 404)]
)
def test_others_do_not(client_of, who, status):
    answer = client_of(who).get(a_roster())
    assert answer.status_code == status
    assert "13800000001" not in answer.text


def test_no_version_no_roster_no_piece(client_of):
    a_roster()
    other = a_piece()
    assert db.session.get_one(Evidence, other).kind == "link"
    for address in (
        "/evidence/1/versions/2/roster",
        f"/evidence/{other}/versions/1/roster",
        "/evidence/99/versions/1/roster",
    ):
        assert client_of("north").get(address).status_code == 404


def test_queries_are_few(client_of, counting_queries):
    address, client = a_roster(), client_of("staff")
    with counting_queries() as statements:
        client.get(address)
    assert len(statements) <= 4


def test_wrong_method_stranger(client_of):
    address = a_roster()
    assert client_of("north").post(address).status_code == 405
    assert "/sign-in" in client_of("").get(address).location
