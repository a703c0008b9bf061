"""What holds of every kind of evidence: given, shown, known again, and back in the form of a newer version."""

import re
from pathlib import Path

import pytest
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from checklist.db import db
from checklist.evidence.kinds import KINDS, PROPOSED, proposed_kinds
from checklist.evidence.models import EvidenceVersion
from checklist.journal.verifying import verify_all
from checklist.tasks.models import SUBMITTED, Task
from tests.evidence.sending import FIELDS, a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of

GLOSSARY = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text("utf-8")
kinds = pytest.mark.parametrize("kind", sorted(FIELDS))


def test_the_glossary_lists_the_kinds_as_they_are(app):
    listed = dict(re.findall(r"(\w+) (\w+)", GLOSSARY.split("Kinds of evidence", 1)[1].split("\n\n")[1]))
    with app.test_request_context():
        assert {name: str(kind.word) for name, kind in KINDS.items()} == listed


def test_only_kinds_that_there_are_are_proposed():
    for label in [*PROPOSED, "made-up"]:
        assert proposed_kinds(label) and set(proposed_kinds(label)) <= KINDS.keys()


@kinds
def test_given_reported_and_shown(client_of, kind):
    task_id, client = a_task_for(kind), client_of("north")
    answer = send(client, kind, task_id=task_id, htmx=True)
    assert answer.status_code == 200, text_of(answer)
    assert db.session.get_one(Task, task_id).status == SUBMITTED
    version = the_version()
    assert version.evidence.kind == kind and version.title
    page = text_of(client.get(f"/tasks/{task_id}"))
    assert version.title in page
    with client.application.test_request_context():
        assert KINDS[kind].summary(version.content) in page
    assert client_of("staff").get(f"/dashboard/tasks/{task_id}").status_code == 200
    assert verify_all() == []


@kinds
def test_sent_twice_it_is_one_piece(client_of, kind):
    task_id, client = a_task_for(kind), client_of("north")
    for _twice in range(2):
        assert send(client, kind, task_id=task_id).status_code == 303
    assert the_version().number == 1


@kinds
def test_nothing_filled_in_is_told_what_is_missing(client_of, kind):
    answer = send(client_of("north"), kind, **dict.fromkeys(FIELDS[kind], ""))
    assert answer.status_code == 422
    assert re.search("请(填写|写|选择|勾选|粘贴)", text_of(answer))
    assert nothing_given()


@kinds
def test_its_parts_add_up_to_measures_that_have_words(client_of, kind):
    send(client_of("north"), kind)
    parts = KINDS[kind].parts(the_version().content)
    assert parts and all(KINDS[kind].measure_words(name) for part in parts for name in part.sums)


@kinds
def test_the_form_of_a_newer_version_holds_what_stands(client_of, app, kind):
    send(client_of("north"), kind)
    version = db.session.get_one(EvidenceVersion, the_version().id, options=[joinedload(EvidenceVersion.evidence)])
    with app.test_request_context():
        shown = KINDS[kind].Form(formdata=None, data=KINDS[kind].typed(version))
        again = MultiDict()
        for field in shown:
            values = (
                field.data if isinstance(field.data, list) else [getattr(field, "_value", lambda f=field: f.data)()]
            )
            again.setlist(field.name, [value for value in values or () if value])
        form = KINDS[kind].Form(formdata=again, meta={"csrf": False})
        assert form.validate(), form.errors
        assert (form.piece().title, form.content()) == (version.title, version.content)


@kinds
@pytest.mark.parametrize(
    "text", ["\x00\x08", "😀" * 30, "<script>alert(1)</script>", "字" * 20_000, "‮", "-1", "9" * 400]
)
def test_whatever_is_typed_is_answered(client_of, kind, text):
    fields = dict.fromkeys((*FIELDS[kind], "title", "note", "happened_on", "uploads"), text)
    answer = send(client_of("north"), kind, **fields)
    assert answer.status_code in (303, 422)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.Form.takes_files and name in FIELDS])
def test_files_go_with_it(client_of, kind):
    task_id = a_task_for(kind)
    answer = send(client_of("north"), kind, task_id=task_id, uploads=[an_upload(task_id)])
    assert answer.status_code == 303
    assert [file["name"] for file in the_version().content["files"]] == ["会议照片.jpg"]


def test_a_list_of_persons_may_come_as_a_file():
    assert proposed_kinds("roster") == ["roster", "file"]
