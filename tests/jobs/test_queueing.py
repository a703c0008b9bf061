"""The queue: the engine it uses, and where it is."""

import sqlite3  # noqa: TID251  only to be told apart from the engine that is used

import huey.storage
import pysqlite3.dbapi2
import pytest
from huey import PostgresHuey, SqliteHuey


def test_the_queue_uses_the_fixed_sqlite(queue, database):
    if database.url.startswith("postgresql"):
        assert isinstance(queue.huey, PostgresHuey)
        return
    assert isinstance(queue.huey, SqliteHuey) and huey.storage.sqlite3 is pysqlite3.dbapi2
    assert isinstance(queue.huey.storage.conn, pysqlite3.dbapi2.Connection)
    assert not isinstance(queue.huey.storage.conn, sqlite3.Connection)
    assert queue.huey.storage.integrity_error is pysqlite3.dbapi2.IntegrityError


def test_what_is_handed_over_waits_in_its_own_place(queue, app, database):
    queue(7)
    assert [task.args for task in queue.huey.pending()] == [(7,)]
    if database.url.startswith("sqlite"):
        assert (app.config["INSTANCE"] / "jobs.sqlite").is_file()


@pytest.mark.parametrize("times", [1, 2])
def test_taken_once(times, queue):
    queue(7)
    taken = [queue.huey.storage.dequeue() for _ in range(times + 1)]
    assert sum(task is not None for task in taken) == 1
