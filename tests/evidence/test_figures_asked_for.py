"""A task that asks for a number by its name: the form begins with it, and the numbers of all add up under it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.proposing import draft
from checklist.evidence.kinds import PROPOSED, label_of, proposed_kinds
from checklist.evidence.kinds.figures import KIND
from checklist.evidence.models import EvidenceVersion
from checklist.journal.verifying import verify_all
from checklist.notices.issuing import issue
from checklist.notices.models import Notice
from checklist.reading import understand
from tests.builders import TEXT, a_draft, tasks_of
from tests.cast import SOUTH_NAME, Cast
from tests.notices.building import directives_of
from tests.pages import text_of

FIGURE = "培训人数"


def an_asking_notice(figure: str = FIGURE, unit: str = "人") -> int:
    """A notice whose first directive asks everybody for that number; returns its id."""
    notice_id = a_draft()
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        notice.directives[0].figure, notice.directives[0].unit = figure, unit
        notice.directives[0].evidence_kinds = ["figures", "statement"]
        issue(notice, by=Cast().staff, at=now())
    return notice_id


def give(client, task_id: int, **fields: str):
    data = {"kind": "figures", "amount": "120", "unit": "人", "definition": FIGURE, **fields}
    return client.post(f"/tasks/{task_id}/submission", data=data)


def contents() -> list[dict[str, str]]:
    db.session.remove()
    return [version.content for version in db.session.scalars(select(EvidenceVersion).order_by(EvidenceVersion.id))]


def test_the_task_says_what_is_asked_and_its_form_begins_with_it(client_of):
    [task, *_rest] = tasks_of(an_asking_notice())
    page = client_of("north").get(f"/tasks/{task.id}")
    assert "要填报的数 培训人数（人）" in text_of(page)
    assert 'name="unit" required type="text" value="人"' in page.text and f">\r\n{FIGURE}</textarea>" in page.text
    assert f'data-begun="{FIGURE}"' in page.text


def test_a_task_that_asks_for_none_begins_empty(client_of):
    [task, *_rest] = tasks_of(an_asking_notice("", ""))
    page = client_of("north").get(f"/tasks/{task.id}")
    assert "要填报的数" not in page.text and "data-begun" not in page.text


def test_all_add_up_under_one_measure(client_of):
    notice_id = an_asking_notice()
    give(client_of("north"), tasks_of(notice_id)[0].id, definition=f"{FIGURE}，2026年1月至11月，不含线上")
    give(client_of("south"), tasks_of(notice_id, SOUTH_NAME)[0].id, amount="30")
    measures = [set(KIND.parts(content)[0].sums) for content in contents()]
    assert measures == [{"figures", "培训人数（人）"}] * 2
    page = text_of(client_of("staff").get(f"/notices/{notice_id}/sums"))
    assert "培训人数（人）" in page and "150" in page and verify_all() == []


def test_another_number_is_another_measure(client_of):
    give(client_of("north"), tasks_of(an_asking_notice())[0].id, definition="参加讲座的人次")
    [content] = contents()
    assert "figure" not in content
    assert KIND.parts(content)[0].sums == {"figures": 1, "参加讲座的人次（人）": Decimal(120)}


def test_a_newer_version_stays_under_it(client_of):
    give(client_of("north"), tasks_of(an_asking_notice())[0].id)
    version = db.session.scalars(select(EvidenceVersion)).one()
    data = {"version": "1", "amount": "130", "unit": "人", "definition": f"{FIGURE}，截至11月底"}
    assert client_of("north").post(f"/evidence/{version.evidence_id}", data=data).status_code == 303
    assert contents()[-1] == {"amount": "130", "unit": "人", "definition": f"{FIGURE}，截至11月底", "figure": FIGURE}


def test_a_number_far_from_the_last_of_the_same_name_is_asked_about(client_of):
    give(client_of("north"), tasks_of(an_asking_notice())[0].id)
    answer = give(
        client_of("north"), tasks_of(an_asking_notice())[0].id, amount="12000", definition=f"{FIGURE}（全年）"
    )
    assert answer.status_code == 422 and "相差较大" in text_of(answer) and f"{FIGURE}（全年）" in answer.text


@pytest.mark.parametrize("label", PROPOSED)
def test_the_kinds_of_a_label_lead_back_to_it(label):
    for figure in (None, FIGURE):
        assert label_of(proposed_kinds(label, figure), label, figure) == label
        assert proposed_kinds(label, figure).count("figures") == (figure is not None or label == "number")


@pytest.mark.parametrize(
    ("kinds", "label"),
    [
        (["meeting"], "meeting"),
        (["statement", "figures"], "number"),
        (["file", "link"], "document"),
        (["suggestion"], "report"),
        (["story", "file"], "post"),
        (["link"], "other"),
        (["statement"], "other"),
        ([], "other"),
    ],
)
def test_the_kinds_that_a_person_chose_have_a_label(kinds, label):
    assert label_of(kinds, "study") == label


def test_where_the_reader_found_a_number_it_can_be_given(cast):
    reading = understand(TEXT)
    part = reading.parts[0]
    asking = replace(part.directives[0], figure=FIGURE, unit="人")
    reading = replace(reading, parts=(replace(part, directives=(asking, *part.directives[1:])),))
    with write_unit():
        notice_id = draft(reading, "通知.txt", by=Cast().staff, at=now()).id
    first, second, *_rest = directives_of(notice_id)
    assert (first.figure, first.unit, first.evidence_kinds[0]) == (FIGURE, "人", "figures")
    assert second.figure == "" and "figures" not in second.evidence_kinds
