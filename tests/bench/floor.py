"""The floor that the program is measured against: bare Flask, and bare Flask with one durable write."""

import os
from pathlib import Path

import pysqlite3.dbapi2
from flask import Flask

from tests.bench.client import CONSTANT

app = Flask(__name__)
database = pysqlite3.dbapi2.connect(
    Path(os.environ["INSTANCE_PATH"]) / "floor.sqlite", isolation_level=None, check_same_thread=False
)
for statement in (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "CREATE TABLE IF NOT EXISTS ticks (id INTEGER PRIMARY KEY, at TEXT NOT NULL, url TEXT NOT NULL)",
):
    database.execute(statement)


@app.get("/constant")
def show_constant() -> str:
    return CONSTANT


@app.post("/tick")
def create_tick() -> str:
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO ticks (at, url) VALUES (datetime(), 'https://north.example/a/1')")
    database.execute("COMMIT")
    return CONSTANT
