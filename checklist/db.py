"""The database: base class, constraint names, SQLite's settings, reading by id, and the write unit."""

import errno
import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pysqlite3.dbapi2
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect, Engine, MetaData, Select, String, Table, Text, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator
from werkzeug.routing import IntegerConverter, Map

from checklist.refusals import Missing
from checklist.settings import ROOT

# The first SQLite that cannot corrupt a WAL database written and checkpointed by several connections.
FIXED_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 10_000

DISK_FULL = re.compile("disk is full|No space left on device|disk quota", re.IGNORECASE)

# The largest id that a column can hold on both databases.
MOST_ID = 2**31 - 1


class IdConverter(IntegerConverter):
    """`<int:…>` in an address: a number that can be an id, so that a longer one is no address at all."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=MOST_ID)


T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python, `timestamptz` on PostgreSQL, text in UTC on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table's class derives from."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        str: Text,
        datetime: UtcDateTime,
        dict[str, Any]: JSON().with_variant(JSONB, "postgresql"),
        list[str]: JSON().with_variant(JSONB, "postgresql"),
        list[dict[str, Any]]: JSON().with_variant(JSONB, "postgresql"),
    }


@event.listens_for(Table, "after_parent_attach")
def _be_strict(table: Table, _parent: Any) -> None:
    """SQLite keeps to the declared types; an id that was used once is never used again (journals name ids)."""
    table.dialect_kwargs["sqlite_strict"] = True
    table.dialect_kwargs["sqlite_autoincrement"] = len(table.primary_key.columns) == 1


# A STRICT table knows INTEGER, REAL, TEXT and BLOB only.
@compiles(Boolean, "sqlite")
def _boolean(_type: Boolean, _compiler: Any, **_options: Any) -> str:
    return "INTEGER"


@compiles(JSON, "sqlite")
@compiles(String, "sqlite")
@compiles(Date, "sqlite")
@compiles(DateTime, "sqlite")
def _text(_type: Any, _compiler: Any, **_options: Any) -> str:
    return "TEXT"


# Nothing is loaded behind a page's back after a commit: what is shown is read again, in a read unit of its own.
db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


def init_database(app: Flask) -> None:
    """Connect the app to its database. Refuses an SQLite that can corrupt what several processes write."""
    options: dict[str, Any] = {"pool_pre_ping": False}
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        if pysqlite3.dbapi2.sqlite_version_info < FIXED_SQLITE:
            raise RuntimeError(
                f"SQLite {pysqlite3.dbapi2.sqlite_version} can corrupt the database; "
                "install the pinned pysqlite3, or use PostgreSQL by DATABASE_URL."
            )
        options = {"module": pysqlite3.dbapi2, "connect_args": {"isolation_level": None}}
    app.url_map.converters["int"] = IdConverter
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options | app.config.get("SQLALCHEMY_ENGINE_OPTIONS", {})
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # FULL: what was acknowledged survives a power cut, not only a killed process.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # A read transaction that turns into a write fails at once, whatever the busy timeout: writers say so first.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_migrated() -> bool:
    """Whether the database stands at the newest migration."""
    newest = ScriptDirectory(str(ROOT / "migrations")).get_heads()
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(newest)


def find(query: Select[T], id: int, *, locked: bool = False) -> T:
    """The one object with this id among those of the query; raises Missing.

    The query is scoped to the actor, so that a foreign id and a made-up one are the same. `locked`: nobody else
    changes its row before the write unit ends (SQLite's writers come one after another in any case).
    """
    if not 0 < id <= MOST_ID:
        raise Missing
    entity = query.column_descriptions[0]["entity"]
    if locked:
        query = query.with_for_update(of=entity)
    thing = db.session.scalars(query.where(entity.id == id)).unique().one_or_none()
    if thing is None:
        raise Missing
    return thing


@contextmanager
def write_unit() -> Iterator[None]:
    """One transaction that writes: ends the read before it, waits its turn, commits at the end or undoes all.

    Objects do not pass its borders: load inside what you decide on, and afterwards what you show.
    """
    db.session.remove()
    with _turn(db.engine):
        db.session.connection(execution_options={"writes": True})
        try:
            yield
            db.session.commit()
        finally:
            db.session.remove()


def is_disk_full(error: Exception) -> bool:
    """Whether the disk, or a quota on it, has no room: said by the system, by SQLite or by PostgreSQL."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OperationalError) and bool(DISK_FULL.search(str(error.orig)))


@contextmanager
def if_room() -> Iterator[None]:
    """For what a page writes down beside being read: left out where the disk is full, so that reading goes on."""
    try:
        yield
    except (OSError, OperationalError) as problem:
        if not is_disk_full(problem):
            raise


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """SQLite's writers one after another: its own busy handler lets the unlucky starve. Elsewhere: at once."""
    if engine.dialect.name != "sqlite":
        yield
        return
    lock: Path = current_app.config["INSTANCE"] / "write.lock"
    with lock.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
