"""The demo province: made by the domain's own methods, the same every time, into an empty database only."""

from datetime import UTC, datetime

import pytest
from flask_migrate import upgrade
from sqlalchemy import select

from checklist import create_app
from checklist.db import db
from checklist.demo import province
from checklist.demo.loading import accounts, is_empty, load
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.organizations.models import Organization
from checklist.tasks.models import Task

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture
def empty_app(tmp_path):
    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def picture() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What there is: every task with its state, and every event with its moment."""
    tasks = db.session.execute(select(Task.id, Task.directive_id, Task.organization_id, Task.status, Task.due_at))
    events = db.session.execute(select(Event.journal_id, Event.number, Event.name, Event.at, Event.membership_id))
    return sorted(map(tuple, tasks), key=str), sorted(map(tuple, events), key=str)


def test_the_province_works_on_the_founding_notice(empty_app):
    assert is_empty()
    load(20, 1, AT)
    assert not is_empty()
    tasks, events = picture()
    states = {state for _id, _directive, _organization, state, _due in tasks}
    assert {"open", "submitted", "accepted"} <= states
    assert max(at for *_rest, at, _by in events) < AT
    assert verify_all() == []


def test_it_is_the_same_every_time(empty_app, tmp_path):
    load(12, 2, AT)
    first = picture()
    db.session.remove()
    again = create_app({"INSTANCE_PATH": str(tmp_path / "again")})
    with again.app_context():
        upgrade()
        load(12, 2, AT)
        second = picture()
        db.session.remove()
        db.engine.dispose()
    assert first == second


def test_one_account_for_every_role(empty_app):
    load(12, 0, AT)
    assert {role for _name, _password, role, _organization in accounts()} == {
        "administrator",
        "staff",
        "leader",
        "secretary",
        "member",
        "head",
    }


def test_the_accounts_of_a_real_installation_are_not_printed(cast):
    assert accounts() == []


def test_150_associations_of_five_categories(empty_app):
    invented = list(province.associations(150))
    assert len({one.name for one in invented}) == 150
    assert {one.category for one in invented} == {"理", "工", "农", "医", "交叉"}
    assert {tag for one in invented for tag in one.tags} == set(province.TAGS)


def test_more_associations_than_there_are_names():
    names = [one.name for one in province.associations(310)]
    assert len(set(names)) == 310


def test_a_province_that_is_there_is_not_loaded_over(empty_app):
    load(3, 0, AT)
    result = empty_app.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 1
    assert "not empty" in result.output


def test_once_changes_nothing_and_prints_who_can_sign_in(empty_app):
    load(3, 0, AT)
    count = len(db.session.scalars(select(Organization.id)).all())
    db.session.remove()
    result = empty_app.test_cli_runner().invoke(args=["demo", "--once"])
    assert result.exit_code == 0
    assert "secretary" in result.output
    assert len(db.session.scalars(select(Organization.id)).all()) == count
