"""The founding notice, and another in its place, from file to tasks."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.issuing import issue
from checklist.notices.models import Notice
from checklist.organizations.founding import add_category, found
from checklist.organizations.models import ASSOCIATION, TAG, Category
from checklist.organizations.queries import the_office
from checklist.tasks.models import Task
from tests.builders import a_draft, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME, Cast
from tests.notices.building import directives_of, notice_of
from tests.reading.samples import FOUNDING, text


def issued(notice_id: int) -> int:
    with write_unit():
        issue(db.session.get_one(Notice, notice_id), by=Cast().staff, at=now())
    return notice_id


def the_specialists_directive(notice_id: int):
    return next(d for d in directives_of(notice_id) if "生命科学类学会" in d.applies_to_text)


def test_the_specialists_directive_is_theirs_alone(cast):
    with write_unit():
        add_category(TAG, "生命科学", by=None, at=now())
        physics = db.session.query(Category).filter_by(name="理").one()
        found(the_office(), ASSOCIATION, "示例省物理学会", [physics], by=None, at=now())
    notice_id = issued(a_draft(text(FOUNDING)))
    directive = the_specialists_directive(notice_id)
    assert {c.name for c in directive.categories} == {"医药", "护理", "农口", "生命科学"}
    for name, is_theirs in ((NORTH_NAME, True), (SOUTH_NAME, True), ("示例省物理学会", False)):
        assert (directive.id in {task.directive_id for task in tasks_of(notice_id, name)}) is is_theirs
    everybodys = len(directives_of(notice_id)) - 1
    assert len(tasks_of(notice_id, "示例省物理学会")) == everybodys and verify_all() == []


@pytest.mark.usefixtures("immediate")
@pytest.mark.parametrize("name", [FOUNDING, "20-guizhou-resume-work"])
def test_any_notice_walks_the_same_way(client_of, name):
    client = client_of("staff")
    draft = client.get(client.post("/imports", data={"text": text(name)}).location).location
    notice_id = int(draft.split("/")[2])
    assert client.get(draft).status_code == 200
    assert client.get(f"/notices/{notice_id}/issuance").status_code == 200
    assert client.post(f"/notices/{notice_id}/issuance").status_code == 303
    assert not notice_of(notice_id).is_draft and tasks_of(notice_id, NORTH_NAME)
    assert client_of("north").get(f"/notices/{notice_id}/text").status_code == 200


def test_a_province_in_few_statements(cast, counting_queries):
    with write_unit():
        categories = db.session.query(Category).all()
        for number in range(148):
            found(the_office(), ASSOCIATION, f"示例省第{number}学会", [categories[number % 8]], by=None, at=now())
    notice_id = a_draft(text(FOUNDING))
    with counting_queries() as statements:
        issued(notice_id)
    assert db.session.query(Task).count() >= 3_500
    assert len(statements) <= 20
