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
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from checklist.accounts.models import Membership
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import give
from checklist.evidence.queries import evidence_for
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from checklist.refusals import Refused
from checklist.tasks.attachment import attach, detach
from checklist.tasks.deadline import move_deadline
from checklist.tasks.models import ACCEPTED, OPEN, RETURNED, SUBMITTED, WITHDRAWN, Submission, Task
from checklist.tasks.queries import own_tasks_for, reviewed_tasks_for, tasks_for
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit, submit_on_behalf, take_back
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_link, a_notice, day_off, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME, Cast
from tests.conftest import NOW
from tests.databases import Database

EXAMPLES = 200
STEPS = 14
TASKS = 2
STEP = timedelta(minutes=1)

turns = st.integers(0, TASKS - 1)
which = st.integers(0, TASKS - 1)
owners = st.sampled_from(["north", "south"])
people = st.sampled_from(["north", "south", "member"])


def effects(task: Task) -> Iterator[tuple[datetime, str]]:
    """Everything that the rows of a task say was done to it, with the status that follows from each alone."""
    for submission in task.submissions:
        yield submission.submitted_at, SUBMITTED
        if submission.taken_back_at:
            # Back to where it stood: with a reason of the issuer still to be answered, or never submitted.
            earlier = [each for each in task.submissions if each.review and each.number < submission.number]
            yield submission.taken_back_at, RETURNED if earlier else OPEN
        if submission.review:
            yield submission.review.reviewed_at, ACCEPTED if submission.review.is_accepted else RETURNED


def projection(task: Task) -> str:
    """The status that the rows say, read in the order of time."""
    status = max(effects(task), default=(NOW, OPEN))[1]
    return WITHDRAWN if task.directive.withdrawn_at and status != ACCEPTED else status


class Province(RuleBasedStateMachine):
    """North's and south's people, and the office's staff, at work on three directives."""

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
        names = {"north": NORTH_NAME, "south": SOUTH_NAME}
        self.tasks = {who: [task.id for task in tasks_of(notice_id, name)][:TASKS] for who, name in names.items()}
        self.all_tasks = [*self.tasks["north"], *self.tasks["south"]]
        self.directives = [task.directive_id for task in tasks_of(notice_id)][:TASKS]
        db.session.remove()

    def teardown(self) -> None:
        if not hasattr(self, "context"):
            return
        db.session.remove()
        db.engine.dispose()
        self.traveller.stop()
        self.context.pop()

    def do(self, act, who: str) -> bool:
        """Let somebody do something; says whether it was possible. Refused, it leaves no trace."""
        self.at += STEP
        self.clock.move_to(self.at)
        before = events()
        try:
            with write_unit():
                act(getattr(Cast(), who))
        except Refused:
            assert events() == before
            return False
        return True

    def task(self, who: str, number: int) -> Task:
        owner = "north" if who == "member" else who
        return db.session.get_one(Task, self.tasks[owner][number])

    def one_of(self, status: str, turn: int) -> Task:
        """One of north's tasks that stand like this, so that long ways are reached too; any, where none does."""
        tasks = list(db.session.scalars(select(Task).where(Task.id.in_(self.tasks["north"])).order_by(Task.id)))
        standing = [task for task in tasks if task.status == status] or tasks
        return standing[turn % len(standing)]

    @rule(who=people, number=which, name=st.sampled_from("ab"))
    def attach(self, who, number, name):
        def act(by: Membership) -> None:
            task = self.task(who, number)
            attach(
                task,
                give(task.organization_id, "link", a_link(f"https://{who}.example/{name}"), by=by, at=now()),
                by=by,
                at=now(),
            )

        self.do(act, who)

    @rule(who=people, number=which)
    def detach(self, who, number):
        def act(by: Membership) -> None:
            task = self.task(who, number)
            for evidence in task.attached[:1]:
                detach(task, evidence.id, by=by, at=now())

        self.do(act, who)

    @rule(who=owners, number=which)
    def submit(self, who, number):
        self.do(lambda by: submit(self.task(who, number), "已办", by=by, at=now()), who)

    @rule(turn=turns)
    def submit_again(self, turn):
        self.do(lambda by: submit(self.one_of(RETURNED, turn), "已补充", by=by, at=now()), "north")

    @rule(turn=turns)
    def take_back(self, turn):
        self.do(lambda by: take_back(self.one_of(SUBMITTED, turn), by=by, at=now()), "north")

    @rule(owner=owners, number=which)
    def report_on_behalf(self, owner, number):
        self.do(lambda by: submit_on_behalf(self.task(owner, number), "来电", by=by, at=now()), "staff")

    @rule(turn=turns, stale=st.sampled_from([0, 0, 0, 1]), is_good=st.sampled_from([False, False, True]))
    def review(self, turn, stale, is_good):
        """Of the submission that stands, as a rule; of one before it, where somebody had an old page open."""

        def act(by: Membership) -> None:
            task = self.one_of(SUBMITTED, turn)
            read = max(len(task.submissions) - stale, 1)
            if is_good:
                accept(task, read, by=by, at=now())
            else:
                return_(task, read, "请补充。", by=by, at=now())

        self.do(act, "staff")

    @rule()
    def withdraw(self):
        """The last directive only: the others go on."""
        self.do(
            lambda by: withdraw(db.session.get_one(Directive, self.directives[-1]), "重复", by=by, at=now()), "staff"
        )

    @rule(number=which, days=st.integers(1, 30))
    def move_deadline(self, number, days):
        def act(by: Membership) -> None:
            directive = db.session.get_one(Directive, self.directives[number])
            move_deadline(directive, day_off(days), "", by=by, at=now())

        self.do(act, "staff")

    @invariant()
    def status_is_what_the_rows_say(self):
        for task_id in self.all_tasks:
            task = db.session.get_one(Task, task_id)
            assert task.status == projection(task)
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
def test_whatever_people_do_in_whatever_order(built_app, database):
    Province.app, Province.database = built_app, database
    run_state_machine_as_test(
        Province,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
