"""Every event that is recorded anywhere has its words, and what carries digests is verified."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import checklist
from checklist.journal.models import Event
from checklist.journal.queries import Names
from checklist.journal.vouching import OF_DRAFTS, VOUCHING
from checklist.journal.wording import WORDS, told

EVENT = re.compile(r"[a-z_]+\.[a-z_]+")
NOBODY = Names({}, {}, {}, {}, {}, {})


def calls(source: str) -> Iterator[tuple[ast.Call, set[str]]]:
    """The calls that record an event, each with the event names that it may record."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name.lstrip("_") == "record":
                constants = {
                    inner.value
                    for argument in node.args
                    for inner in ast.walk(argument)
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
                }
                yield node, {value for value in constants if EVENT.fullmatch(value)}


def recorded() -> list[tuple[ast.Call, set[str]]]:
    folder = Path(checklist.__file__).parent
    return [found for path in folder.rglob("*.py") for found in calls(path.read_text())]


def test_every_recorded_event_has_words(app):
    names = set().union(*(names for _call, names in recorded()))
    assert {"task.accepted", "task.returned", "organization.founded", "membership.started"} <= names
    assert names - set(WORDS) == set()


def test_every_event_with_a_digest_is_verified():
    names = set().union(
        *(names for call, names in recorded() if any(keyword.arg == "digest" for keyword in call.keywords))
    )
    assert {"task.submitted", "evidence.given"} <= names
    assert names - set(VOUCHING) - set(OF_DRAFTS) == set()


def test_a_name_without_words_would_be_found():
    [(_call, names)] = calls('record(NOTICE, 1, "task.praised" if good else "task.scolded", by=None, at=at)')
    assert names == {"task.praised", "task.scolded"} and not names & set(WORDS)


def test_every_sentence_can_be_said_of_erased_rows(app):
    with app.test_request_context():
        for name in WORDS:
            said = told(Event(name=name, number=1, facts={}, membership_id=7), NOBODY)
            assert said.what and "%" not in said.what
            assert said.who == "已删除"
