"""指标数据: a number, its unit and its definition; asked about once when it is far from the last."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, revise
from checklist.evidence.kinds.figures import KIND, is_far
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.evidence.voiding import void
from tests.builders import a_notice, tasks_of
from tests.cast import SOUTH_NAME, Cast
from tests.evidence.pieces import a_piece
from tests.evidence.sending import FIELDS, nothing_given, send, the_version
from tests.pages import text_of

MEASURE = "2026年参加科普讲座的人次（人）"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("1280", "1280", "1,280 人"),
        ("１２８０", "1280", "1,280 人"),
        ("1,280", "1280", "1,280 人"),
        ("1，280，000", "1280000", "1,280,000 人"),
        ("1 280", "1280", "1,280 人"),
        ("12.50", "12.5", "12.5 人"),
        ("1000", "1000", "1,000 人"),
        ("0", "0", "0 人"),
        ("-0.0", "0", "0 人"),
        ("-3.2", "-3.2", "-3.2 人"),
        ("007", "7", "7 人"),
    ],
)
def test_numbers_as_people_type_them(client_of, typed, kept, shown):
    page = text_of(send(client_of("north"), "figures", amount=typed, htmx=True))
    assert the_version().content == {"amount": kept, "unit": "人", "definition": FIELDS["figures"]["definition"]}
    assert shown in page
    (part,) = KIND.parts(the_version().content)
    assert part.sums == {"figures": 1, MEASURE: Decimal(kept)}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount": "1280人"}, "单位请写在“单位”一栏"),
        ({"amount": "1.2万"}, "单位请写在“单位”一栏"),
        ({"amount": "95%"}, "单位请写在“单位”一栏"),
        ({"amount": "约一千"}, "请填写一个数字"),
        ({"amount": "12,80"}, "请填写一个数字"),
        ({"amount": "1e9"}, "单位"),
        ({"amount": "NaN"}, "请填写一个数字"),
        ({"amount": "1" * 16}, "数字太长"),
        ({"amount": "1.23456"}, "数字太长"),
        ({"amount": ""}, "请填写数字"),
        ({"unit": ""}, "请填写单位"),
        ({"unit": "1280"}, "数字请写在“数字”一栏"),
        ({"definition": ""}, "请写明口径"),
        ({"happened_on": "2026-11-30"}, "不能晚于今天"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    for htmx in (False, True):
        answer = send(client_of("north"), "figures", htmx=htmx, **{"note": "据签到表", **fields})
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert "据签到表" in answer.text
        assert all(value in answer.text for value in fields.values())
    assert nothing_given()


def amounts() -> list[str]:
    return [version.content["amount"] for version in db.session.scalars(select(EvidenceVersion).order_by("id"))]


def test_far_from_the_last_it_is_asked_about_once(client_of):
    client = client_of("north")
    send(client, "figures", amount="120", happened_on="2026-11-01")
    answer = send(client, "figures", amount="1200", note="据签到表", htmx=True)
    assert answer.status_code == 422
    assert "11月1日填报的同一指标是 120 人，这次是 1,200 人，相差较大" in text_of(answer)
    assert 'name="confirmed"' in answer.text and 'value="1200"' in answer.text and "据签到表" in answer.text
    assert amounts() == ["120"]
    assert send(client, "figures", amount="1200", confirmed="1200").status_code == 303
    assert amounts() == ["120", "1200"]


def test_what_was_confirmed_is_that_number_alone(client_of):
    client = client_of("north")
    send(client, "figures", amount="120")
    answer = send(client, "figures", amount="12000", confirmed="1200")
    assert answer.status_code == 422
    assert "这次是 12,000 人" in text_of(answer)


def test_the_box_stays_ticked_while_something_else_is_wrong(client_of):
    client = client_of("north")
    send(client, "figures", amount="120")
    answer = send(client, "figures", amount="1200", confirmed="1200", happened_on="2026-12-31")
    assert answer.status_code == 422
    assert "相差较大" not in text_of(answer)
    assert 'name="confirmed"' in answer.text and "checked" in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "599"},
        {"amount": "12000", "unit": "场"},
        {"amount": "12000", "definition": "另一个口径"},
    ],
)
def test_near_or_of_another_measure_it_is_not_asked_about(client_of, fields):
    client = client_of("north")
    send(client, "figures", amount="120")
    assert send(client, "figures", **fields).status_code == 303


def test_a_definition_written_a_little_differently_is_the_same(client_of):
    client = client_of("north")
    send(client, "figures", amount="120", unit="人")
    definition = " ２０２６年参加科普讲座的 人次。"
    assert send(client, "figures", amount="1200", definition=definition).status_code == 422


def test_it_is_compared_with_the_newest_that_is_not_voided(client_of):
    usual = {name: FIELDS["figures"][name] for name in ("unit", "definition")}
    a_piece(kind="figures", amount="120", **usual)
    wrong = a_piece(kind="figures", amount="9000", **usual)
    assert send(client_of("north"), "figures", amount="130").status_code == 422
    with write_unit():
        void(db.session.get_one(Evidence, wrong), "多写了一个数", by=Cast().north, at=now())
    assert send(client_of("north"), "figures", amount="130").status_code == 303


def test_a_newer_version_takes_the_place_of_the_older(client_of):
    usual = {name: FIELDS["figures"][name] for name in ("unit", "definition")}
    evidence_id = a_piece(kind="figures", amount="9000", **usual)
    with write_unit():
        evidence = db.session.get_one(Evidence, evidence_id)
        revise(evidence, Piece("人次", content={"amount": "120", **usual}), by=Cast().north, at=now())
    assert send(client_of("north"), "figures", amount="130").status_code == 303


def test_the_numbers_of_others_are_nothing_to_it(client_of):
    send(client_of("north"), "figures", amount="120")
    task_id = tasks_of(a_notice(kinds=("figures",)), SOUTH_NAME)[0].id
    assert send(client_of("south"), "figures", amount="12000", task_id=task_id).status_code == 303


@pytest.mark.parametrize(
    ("number", "last", "far"),
    [
        (500, 100, True),
        (499, 100, False),
        (20, 100, True),
        (21, 100, False),
        (0, 100, True),
        (100, 0, False),
        (-5, 5, True),
    ],
)
def test_far(number, last, far):
    assert is_far(Decimal(number), Decimal(last)) is far
