"""The migrations make what the models say, and go back and forth without losing a row."""

from collections.abc import Iterator

import pytest
import time_machine
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, inspect, text

from checklist import create_app
from checklist.db import Base, db, write_unit
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Task
from tests.builders import a_notice, a_submitted_task
from tests.cast import make_cast
from tests.conftest import NOW
from tests.databases import Database


@pytest.fixture
def fresh_app(database: Database, tmp_path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The app on a database of its own in which every migration has run."""
    name = request.node.name.removeprefix("test_")[:40]
    app = create_app({"INSTANCE_PATH": str(tmp_path), "DATABASE_URL": database.empty(name)}, TESTING=True)
    with app.app_context(), time_machine.travel(NOW, tick=False):
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def schema() -> dict[str, str]:
    """Every table as the database describes it: its columns, sorted, since a new one stands last."""
    found = MetaData()
    found.reflect(db.engine)
    tables = {
        name: "; ".join(sorted(f"{column.name} {column.type!r} {column.nullable}" for column in table.columns))
        for name, table in found.tables.items()
    }
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            strict = connection.execute(text("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
            tables |= {f"{name} is strict": str(is_strict) for name, is_strict in strict}
    return tables


def test_the_migrations_make_what_the_models_say(fresh_app):
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_back_and_forth(fresh_app):
    with write_unit():
        make_cast(NOW)
    notice_id = a_notice(kinds=("meeting", "file"), least=0)
    task_id = a_submitted_task(notice_id=a_notice())
    db.session.remove()
    before = schema()
    db.engine.dispose()

    downgrade(revision="0001")
    columns = {column["name"] for column in inspect(db.engine).get_columns("directives")}
    assert {"evidence_kind", "needs_evidence"} <= columns
    assert "evidence_kinds" not in columns
    strictness = {name: words for name, words in schema().items() if name.endswith(" is strict")}
    assert strictness.items() <= before.items()
    db.engine.dispose()

    upgrade()
    assert schema() == before
    task = db.session.get_one(Task, task_id)
    assert task.directive.evidence_kinds == ["link"]
    assert task.submission.evidence[0].content["url"].startswith("https://")
    [kinds] = {
        (tuple(found.evidence_kinds), found.least_evidence)
        for found in (each.directive for each in db.session.query(Task).filter_by(notice_id=notice_id))
    }
    # Every kind could be shown by a link until then.
    assert kinds == (("meeting", "link"), 0)
    assert verify_all() == []
