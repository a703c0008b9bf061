"""One suite for both databases: `pytest --database=sqlite` (the default) and `--database=postgresql`."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import get_ident

import pytest
import time_machine
from flask import Flask, before_render_template, template_rendered
from huey.api import TaskWrapper
from sqlalchemy import event
from sqlalchemy.orm import configure_mappers

from checklist import create_app
from checklist.db import db, write_unit
from checklist.jobs.queueing import queue_of
from tests.cast import Cast, make_cast
from tests.databases import Database, PostgreSQL, SQLite
from tests.pages import Pages

# A Tuesday, nine in the morning in Beijing.
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.addoption("--examples", type=int, default=40, help="How many histories of tasks are tried.")
    parser.addoption("--killings", type=int, default=6, help="How often the program is killed while files come in.")
    parser.addoption("--pictures", action="store_true", help="Take the pictures of the documentation anew.")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("database")
    kind = PostgreSQL if request.config.getoption("--database") == "postgresql" else SQLite
    with kind.started(folder) as started:
        yield started


@pytest.fixture(scope="session")
def built_app(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app on a migrated database with the cast in it, kept as the template that every test starts from."""
    configure_mappers()
    settings = {"INSTANCE_PATH": str(tmp_path_factory.mktemp("instance")), "DATABASE_URL": database.url}
    app = create_app(settings, TESTING=True)
    app.test_client_class = Pages
    with app.app_context():
        from flask_migrate import upgrade

        upgrade()
        with time_machine.travel(NOW, tick=False), write_unit():
            make_cast(NOW)
        db.engine.dispose()
        _guard_templates(db.engine)
    database.keep_template()
    return app


@pytest.fixture
def app(built_app: Flask, database: Database) -> Iterator[Flask]:
    """The app with nothing in its database but the cast; time stands still at NOW."""
    with built_app.app_context():
        db.engine.dispose()
    database.reset()
    with time_machine.travel(NOW, tick=False):
        yield built_app
    with built_app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask) -> Iterator[Cast]:
    """The fixed cast, inside an app context, so that a test can build things and look at rows."""
    with app.app_context():
        yield Cast()


@pytest.fixture
def queue(app: Flask) -> Iterator[TaskWrapper]:
    """The queue as it is, with nothing in it."""
    app.extensions.pop("jobs", None)
    run = queue_of(app)
    run.huey.flush()
    yield run
    run.huey.flush()
    run.huey.storage.close()
    app.extensions.pop("jobs")


@pytest.fixture
def immediate(queue: TaskWrapper) -> TaskWrapper:
    """The queue as a runner that takes each run in the moment it is handed over."""
    queue.huey.storage.close()
    queue.huey.immediate = True
    return queue


@pytest.fixture
def client_of(app: Flask, cast: Cast) -> Callable[[str], Pages]:
    """`client_of("staff")`: a browser in which that one of the cast is signed in; `""`: a stranger's."""

    def client(name: str) -> Pages:
        pages: Pages = app.test_client()  # type: ignore[assignment]
        if name:
            pages.sign_in(cast.id_of(name))
        return pages

    return client


@pytest.fixture
def counting_queries() -> Callable[[], Iterator[list[str]]]:
    """`with counting_queries() as statements:` collects the statements that are run inside."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_connection, _cursor, statement, *_rest) -> None:  # noqa: ANN001
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counting  # type: ignore[return-value]


def _guard_templates(engine) -> None:  # noqa: ANN001
    """Templates run no query: a page's data is complete before it is rendered."""
    threads = defaultdict[int, list[str]](list)

    @before_render_template.connect
    def begin(_app, template, **_rest) -> None:  # noqa: ANN001
        threads[get_ident()].append(template.name)

    @template_rendered.connect
    def end(_app, **_rest) -> None:  # noqa: ANN001
        threads[get_ident()].pop()

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(_connection, _cursor, statement, *_rest) -> None:  # noqa: ANN001
        if rendering := threads[get_ident()]:
            name = rendering[0]
            rendering.clear()
            raise AssertionError(f"{name} runs a query: {statement}")

    # Signals hold their receivers weakly.
    engine.template_guard = (begin, end)
