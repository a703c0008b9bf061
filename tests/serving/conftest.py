"""Served programs that leave nothing behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import Database
from tests.serving.started import Served, free_port


@pytest.fixture
def start(app: Flask, database: Database, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """`start("serve")`: that command, on the migrated database with the cast in it; ended after the test."""
    started: list[Served] = []

    def begin(*words: str, port: int = 0, instance: str = "instance", database_url: str = "") -> Served:
        url = database_url or database.url
        started.append(Served(tmp_path / instance, port or free_port(), *words, database_url=url))
        return started[-1]

    yield begin
    for served in started:
        if served.process.poll() is None:
            served.end()
