"""Several people act on the tasks of one notice in any order; after every step all that must hold, holds.

The status equals what the rows say when they are read in the order of time, nobody sees a row of somebody else, and
the journals verify. What is not possible is refused and changes nothing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import HEAD, Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import give
from checklist.evidence.queries import evidence_for
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.organizations.models import Organization
from checklist.refusals import Refused
from checklist.tasks import approval, exemption
from checklist.tasks.attachment import attach, detach
from checklist.tasks.deadline import move_deadline
from checklist.tasks.models import ACCEPTED, EXEMPT, OPEN, RETURNED, SUBMITTED, WITHDRAWN, Submission, Task
from checklist.tasks.queries import own_tasks_for, reviewed_tasks_for, tasks_for
from checklist.tasks.reopening import reopen
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit, submit_on_behalf, take_back
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_link, a_notice, day_off, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME, Cast
from tests.conftest import NOW
from tests.databases import Database

STEPS = 20
TASKS = 2
STEP = timedelta(minutes=1)


TAKEN_BACK = "taken back"


def effects(task: Task) -> Iterator[tuple[datetime, str]]:
    """Everything that the rows of a task say was done to it, with the status that follows from each."""
    for submission in task.submissions:
        yield submission.submitted_at, SUBMITTED
        if submission.taken_back_at:
            yield submission.taken_back_at, TAKEN_BACK
        if submission.review:
            yield submission.review.reviewed_at, ACCEPTED if submission.review.is_accepted else RETURNED
    for asked in task.exemptions:
        if asked.is_granted:
            yield asked.answered_at, EXEMPT
    for reopening in task.reopenings:
        yield reopening.reopened_at, RETURNED if reopening.was == ACCEPTED else OPEN


def projection(task: Task) -> str:
    """The status that the rows say, read in the order of time."""
    status = before = OPEN
    for _at, effect in sorted(effects(task)):
        if effect == SUBMITTED:
            before = status
        status = before if effect == TAKEN_BACK else effect
    return WITHDRAWN if task.directive.withdrawn_at and status != ACCEPTED else status


# What can be done with a task that stands like this. Two of the others are always tried too, and mostly refused.
FITTING = {
    OPEN: ["attach", "detach", "submit", "submit", "report_on_behalf", "ask_exemption"],
    RETURNED: ["attach", "submit", "submit", "report_on_behalf", "ask_exemption"],
    SUBMITTED: ["take_back", "accept", "return_", "return_", "accept_an_old_one"],
    ACCEPTED: ["reopen"],
    EXEMPT: ["reopen"],
    WITHDRAWN: ["submit"],
}
ALWAYS = ["accept", "reopen", "attach"]


class Province(RuleBasedStateMachine):
    """North's and south's people, and the office's staff, at work on two directives. South's head approves."""

    app: Flask
    database: Database

    @initialize()
    def begin(self) -> None:
        self.context = self.app.app_context()
        self.context.push()
        db.engine.dispose()
        self.database.reset()
        self.traveller = time_machine.travel(NOW, tick=False)
        self.clock = self.traveller.start()
        self.at = NOW
        # Nothing is needed for a tick here, so that few steps lead far; with evidence it is another test's business.
        notice_id = a_notice(kinds=("link", "statement"), least=0)
        self.tasks = {
            task.id: who
            for who, name in (("north", NORTH_NAME), ("south", SOUTH_NAME))
            for task in tasks_of(notice_id, name)[:TASKS]
        }
        with write_unit():
            south = db.session.scalars(select(Organization).where(Organization.name == SOUTH_NAME)).one()
            self.head_id = join(south, HEAD, name="方会长", sign_in_name="southhead", by=None, at=now()).id
        self.options: list[tuple[str, int]] = []

    def teardown(self) -> None:
        if not hasattr(self, "context"):
            return
        db.session.remove()
        db.engine.dispose()
        self.traveller.stop()
        self.context.pop()

    @rule(data=st.data())
    def somebody_acts(self, data) -> None:
        verb, task_id = data.draw(st.sampled_from(self.options))
        self.at += STEP
        self.clock.move_to(self.at)
        before = events()
        try:
            with write_unit():
                getattr(self, verb)(db.session.get_one(Task, task_id), self.tasks[task_id])
        except Refused:
            # What is not possible leaves no trace.
            assert events() == before

    def attach(self, task: Task, owner: str) -> None:
        by = Cast().member if owner == "north" else Cast().south
        attach(task, give(task.organization_id, "link", a_link(), by=by, at=now()), by=by, at=now())

    def detach(self, task: Task, owner: str) -> None:
        for evidence in task.attached[:1]:
            detach(task, evidence.id, by=getattr(Cast(), owner), at=now())

    def submit(self, task: Task, owner: str) -> None:
        submit(task, "已办", by=getattr(Cast(), owner), at=now())

    def take_back(self, task: Task, owner: str) -> None:
        take_back(task, by=getattr(Cast(), owner), at=now())

    def report_on_behalf(self, task: Task, _owner: str) -> None:
        submit_on_behalf(task, "来电", by=Cast().staff, at=now())

    def accept(self, task: Task, _owner: str) -> None:
        accept(task, len(task.submissions), by=Cast().staff, at=now())

    def accept_an_old_one(self, task: Task, _owner: str) -> None:
        accept(task, len(task.submissions) - 1, by=Cast().staff, at=now())

    def return_(self, task: Task, _owner: str) -> None:
        return_(task, len(task.submissions), "请补充。", by=Cast().staff, at=now())

    def ask_exemption(self, task: Task, owner: str) -> None:
        exemption.ask(task, "没有这类会员", by=getattr(Cast(), owner), at=now())

    def take_back_exemption(self, task: Task, owner: str) -> None:
        exemption.take_back(task, by=getattr(Cast(), owner), at=now())

    def grant(self, task: Task, _owner: str) -> None:
        exemption.grant(task, len(task.exemptions), "", by=Cast().staff, at=now())

    def refuse(self, task: Task, _owner: str) -> None:
        exemption.refuse(task, len(task.exemptions), "请按要求办理。", by=Cast().staff, at=now())

    def reopen(self, task: Task, _owner: str) -> None:
        reopen(task, len(task.reopenings) + 1, "情况有变。", by=Cast().staff, at=now())

    def ask_approval(self, task: Task, owner: str) -> None:
        approval.ask(task, "请审", by=getattr(Cast(), owner), at=now())

    def take_back_approval(self, task: Task, owner: str) -> None:
        approval.take_back(task, by=getattr(Cast(), owner), at=now())

    def approve(self, task: Task, _owner: str) -> None:
        read = {evidence.current.id for evidence in task.attached}
        approval.approve(task, len(task.approvals), read, by=db.session.get_one(Membership, self.head_id), at=now())

    def send_back(self, task: Task, _owner: str) -> None:
        head = db.session.get_one(Membership, self.head_id)
        approval.send_back(task, len(task.approvals), "请核实。", by=head, at=now())

    def withdraw(self, task: Task, _owner: str) -> None:
        withdraw(task.directive, "重复", by=Cast().staff, at=now())

    def move_deadline(self, task: Task, _owner: str) -> None:
        move_deadline(task.directive, day_off(task.id % 7 + len(task.submissions)), "", by=Cast().staff, at=now())

    @invariant()
    def status_is_what_the_rows_say(self):
        self.options = []
        for task_id, owner in self.tasks.items():
            task = db.session.get_one(Task, task_id)
            assert task.status == projection(task)
            verbs = FITTING[task.status] + ALWAYS
            if task.pending_exemption:
                verbs = [*verbs, "grant", "grant", "refuse", "take_back_exemption"]
            if task.pending_approval:
                verbs = [*verbs, "approve", "approve", "send_back", "take_back_approval"]
            elif owner == "south":
                verbs = [*verbs, "ask_approval", "ask_approval"]
            self.options += [(verb, task_id) for verb in verbs]
        # The last directive only: the others go on.
        self.options += [("withdraw", task_id), ("move_deadline", task_id)]
        db.session.remove()

    @invariant()
    def nobody_sees_a_row_of_somebody_else(self):
        for who in ("north", "member", "south", "unit"):
            by = getattr(Cast(), who)
            for query in (tasks_for(by), own_tasks_for(by), evidence_for(by)):
                assert {row.organization_id for row in db.session.scalars(query).unique()} <= {by.organization_id}
            assert db.session.scalars(reviewed_tasks_for(by)).all() == []
        db.session.remove()

    @invariant()
    def nothing_leaves_without_the_head(self):
        """What the head sent back, or has not decided on, is no submission."""
        for task_id in self.tasks:
            task = db.session.get_one(Task, task_id)
            for asked in task.approvals:
                assert (asked.submission_id is not None) == bool(asked.is_approved)
        db.session.remove()

    @invariant()
    def a_submission_holds_evidence_of_its_own_organization(self):
        for submission in db.session.scalars(select(Submission)):
            owners = {version.evidence.organization_id for version in submission.evidence}
            assert owners <= {submission.task.organization_id}
        db.session.remove()

    @invariant()
    def the_journals_verify(self):
        assert verify_all() == []
        db.session.remove()


def events() -> int:
    """How many events there are in all journals."""
    count = len(db.session.scalars(select(Event.id)).all())
    db.session.remove()
    return count


@pytest.mark.usefixtures("app")
def test_whatever_people_do_in_whatever_order(built_app, database, request):
    Province.app, Province.database = built_app, database
    run_state_machine_as_test(
        Province,
        settings=settings(
            max_examples=request.config.getoption("--examples"),
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
