"""`flask journal verify` proves the chains and the words they vouch for, and names the first altered event."""

import re

import pytest
from sqlalchemy import text

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import NOTICE, Journal
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from checklist.tasks.deadline import move_deadline
from checklist.tasks.models import Task
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_returned_task, a_submitted_task, an_accepted_task, day_off
from tests.journal.tampering import tamper

OF_JOURNAL = "WHERE journal_id = :journal AND number"


@pytest.fixture
def journal(cast) -> Journal:
    """The journal of a notice at work: drafted, issued, evidence attached, submitted, returned."""
    notice_id = db.session.get_one(Task, a_returned_task()).notice_id
    return db.session.query(Journal).filter_by(kind=NOTICE, subject_id=notice_id).one()


def named(journal: Journal) -> list[str]:
    """What is found, without the name of the journal, which must be this one."""
    found = [str(alteration) for alteration in verify_all()]
    assert all(sentence.startswith(f"journal of notice {journal.subject_id}: ") for sentence in found)
    return [sentence.split(": ")[1] for sentence in found]


def test_untouched_journals_hold(app, journal):
    result = app.test_cli_runner().invoke(args=["journal", "verify"])
    assert result.exit_code == 0 and "whole" in result.output


def test_the_command_fails_and_names_what_was_altered(app, journal):
    tamper(f"UPDATE events SET name = 'task.accepted' {OF_JOURNAL} = 5", journal=journal.id)
    result = app.test_cli_runner().invoke(args=["journal", "verify"])
    assert result.exit_code == 1
    assert result.output.strip() == f"journal of notice {journal.subject_id}: event 5 was altered"


def test_one_byte_of_facts(journal):
    facts = db.session.scalar(text(f"SELECT CAST(facts AS TEXT) FROM events {OF_JOURNAL} = 2"), {"journal": journal.id})
    changed = re.sub(r'("tasks": *)7', r"\g<1>8", facts)
    assert changed != facts, facts
    as_json = ":facts" if db.engine.dialect.name == "sqlite" else "CAST(:facts AS JSONB)"
    tamper(f"UPDATE events SET facts = {as_json} {OF_JOURNAL} = 2", journal=journal.id, facts=changed)
    assert named(journal) == ["event 2 was altered"]


def test_an_event_is_gone(journal):
    tamper(f"DELETE FROM events {OF_JOURNAL} = 3", journal=journal.id)
    assert named(journal) == ["event 3 is missing"]


def test_the_tail_is_cut(journal):
    tamper(f"DELETE FROM events {OF_JOURNAL} >= 4", journal=journal.id)
    assert named(journal) == ["event 4 is missing"]


def test_two_events_are_swapped(journal):
    tamper(
        f"UPDATE events SET number = 99 {OF_JOURNAL} = 2",
        f"UPDATE events SET number = 2 {OF_JOURNAL} = 3",
        f"UPDATE events SET number = 3 {OF_JOURNAL} = 99",
        journal=journal.id,
    )
    assert named(journal) == ["event 2 was altered"]


def test_the_head_is_altered(journal):
    tamper("UPDATE journals SET hash = :hash WHERE id = :journal", journal=journal.id, hash="f" * 64)
    assert named(journal) == [f"its head does not name event {journal.number}"]


def test_the_head_is_set_back(journal):
    tamper("UPDATE journals SET number = 2 WHERE id = :journal", journal=journal.id)
    assert named(journal) == [f"its head does not name event {journal.number}"]


def test_a_whole_new_chain_of_hashes_does_not_help_when_one_event_is_left_out(journal):
    tamper(
        f"UPDATE events SET previous_hash = (SELECT hash FROM events {OF_JOURNAL} = 1) {OF_JOURNAL} = 3",
        f"DELETE FROM events {OF_JOURNAL} = 2",
        f"UPDATE events SET number = 2 {OF_JOURNAL} = 3",
        journal=journal.id,
    )
    assert named(journal) == ["event 2 was altered"]


@pytest.mark.parametrize(
    ("statement", "event", "table"),
    [
        ("UPDATE notices SET title = 'x'", 2, "notices"),
        ("UPDATE directives SET title = 'x'", 2, "directives"),
        ("UPDATE submissions SET note = 'x'", 4, "submissions"),
        ("UPDATE submissions SET salt = 'x'", 4, "submissions"),
        ("UPDATE reviews SET reason = 'x'", 5, "reviews"),
    ],
)
def test_words_altered_behind_the_programs_back(journal, statement, event, table):
    tamper(statement)
    assert named(journal) == [f"event {event} no longer matches the words of its row in {table}"]


def test_the_first_of_several_altered_rows_is_named(journal):
    tamper("UPDATE reviews SET reason = 'x'", "UPDATE submissions SET note = 'x'")
    assert named(journal) == ["event 4 no longer matches the words of its row in submissions"]


def test_reasons_of_a_withdrawal_and_of_a_moved_deadline(journal, cast):
    with write_unit():
        first, second = db.session.query(Directive).filter_by(notice_id=journal.subject_id).limit(2)
        move_deadline(first, day_off(9), "推迟", by=cast.staff, at=now())
        withdraw(second, "重复部署", by=cast.staff, at=now())
    assert verify_all() == []
    tamper("UPDATE deadline_changes SET reason = 'x'")
    assert named(journal) == ["event 6 no longer matches the words of its row in deadline_changes"]
    with write_unit():
        db.session.execute(text("UPDATE deadline_changes SET reason = '推迟'"))
        db.session.execute(text("UPDATE withdrawals SET reason = 'x'"))
    assert named(journal) == ["event 7 no longer matches the words of its row in withdrawals"]


def test_a_piece_of_evidence(cast):
    an_accepted_task()
    tamper("UPDATE evidence_versions SET title = 'x'")
    [found] = verify_all()
    assert (found.kind, found.subject_id) == ("organization", cast.north.organization_id)
    assert str(found).endswith("event 1 no longer matches the words of its row in evidence_versions")


def test_an_erased_row_leaves_the_chain_valid(journal):
    tamper("DELETE FROM reviews", "DELETE FROM submission_evidence", "DELETE FROM submissions")
    assert verify_all() == []


def test_as_many_queries_for_many_events_as_for_few(cast, counting_queries):
    notice_id = db.session.get_one(Task, a_submitted_task()).notice_id
    with counting_queries() as few:
        verify_all()
    for number in (1, 2, 3):
        a_submitted_task(number=number, notice_id=notice_id)
    with counting_queries() as many:
        verify_all()
    assert len(many) == len(few)
