"""Whatever stood when supplements came: the journals verify, nothing finished is lost or begun again."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.relating import CHANGED, NEW, SAME, plan_withdrawal, relate
from checklist.evidence.giving import give
from checklist.journal.verifying import verify_all
from checklist.notices.issuing import issue
from checklist.notices.models import Directive, Notice, Withdrawal
from checklist.notices.supplementing import standing_under
from checklist.refusals import Refused
from checklist.tasks import exemption
from checklist.tasks.attachment import attach
from checklist.tasks.models import ACCEPTED, EXEMPT, UNFINISHED, WITHDRAWN, Submission, Task
from checklist.tasks.review import accept, return_
from checklist.tasks.submission import submit
from tests.builders import a_link, a_notice
from tests.cast import Cast
from tests.conftest import NOW
from tests.notices.supplements import a_supplement

DONE = ("nothing", "attached", "submitted", "returned", "accepted", "exempt", "asked")


def act(task: Task, what: str) -> None:
    """Bring a task so far."""
    staff, at = Cast().staff, now()
    by = Cast().north if task.organization_id == Cast().north.organization_id else Cast().south
    if what in ("exempt", "asked"):
        exemption.ask(task, "没有这类会员", by=by, at=at)
        if what == "exempt":
            exemption.grant(task, len(task.exemptions), "", by=staff, at=at)
    elif what != "nothing":
        attach(task, give(task.organization_id, "link", a_link(), by=by, at=at), by=by, at=at)
        if what != "attached":
            submit(task, "已办", by=by, at=at)
        if what == "accepted":
            accept(task, len(task.submissions), by=staff, at=at)
        if what == "returned":
            return_(task, len(task.submissions), "请补充", by=staff, at=at)


def rearrange(supplement_id: int, draw) -> None:
    """A person decides of every directive, and of what is withdrawn; what is not possible is refused."""
    standing = [one.directive.id for one in standing_under(db.session.get_one(Notice, supplement_id).supplements_id)]
    ids = [one.id for one in db.session.get_one(Notice, supplement_id).directives]
    for directive_id in ids:
        if draw(st.booleans()):
            continue
        relation = draw(st.sampled_from((NEW, CHANGED, CHANGED, SAME)))
        other = draw(st.sampled_from([*standing, 0]))
        with suppress(Refused), write_unit():
            relate(db.session.get_one(Directive, directive_id), relation, other, by=Cast().staff, at=now())
    for directive_id in draw(st.lists(st.sampled_from(standing), max_size=2)) if standing else ():
        with suppress(Refused), write_unit():
            notice = db.session.get_one(Notice, supplement_id)
            plan_withdrawal(notice, directive_id, "不再需要", by=Cast().staff, at=now())


def snapshot() -> tuple[dict[int, str], dict[int, set[int]], int]:
    """The finished tasks, what is attached to all tasks, and how many submissions there are."""
    db.session.remove()
    tasks = db.session.scalars(select(Task)).all()
    return (
        {task.id: task.status for task in tasks if task.status in (ACCEPTED, EXEMPT)},
        {task.id: {one.id for one in task.attached} for task in tasks},
        len(db.session.scalars(select(Submission)).all()),
    )


def check_everything(before: tuple[dict[int, str], dict[int, set[int]], int], withdrawn: set[int]) -> None:
    finished, attached, submissions = before
    assert verify_all() == []
    now_finished, now_attached, now_submissions = snapshot()
    for task_id, status in finished.items():
        # What was accepted stays so; what was exempt too, unless the directive itself was withdrawn.
        assert now_finished.get(task_id) == status or (status == EXEMPT and task_id in withdrawn)
    assert now_submissions == submissions
    assert all(attached[id] <= now_attached[id] for id in attached)
    for task in db.session.scalars(select(Task)):
        is_over = task.directive.withdrawn_at is not None
        assert not (task.status == WITHDRAWN and not is_over) and not (is_over and task.status in UNFINISHED)
        for old in earlier(task):
            # Who has a new task had not finished under the old words, and goes on with what there was.
            assert old.status == WITHDRAWN
            assert {one.id for one in old.attached} <= now_attached[task.id]


def earlier(task: Task) -> list[Task]:
    """What the same organization had for the directive that this one replaced."""
    query = select(Task).where(
        Task.directive_id == task.directive.supersedes_id, Task.organization_id == task.organization_id
    )
    return list(db.session.scalars(query)) if task.directive.supersedes_id else []


@pytest.mark.usefixtures("app")
def test_whatever_stood_when_supplements_came(built_app, database, request):
    outcomes = Counter[str]()

    @given(st.data())
    @settings(
        max_examples=max(request.config.getoption("--examples") // 2, 1),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def history(data) -> None:
        with built_app.app_context():
            db.engine.dispose()
            database.reset()
            with time_machine.travel(NOW, tick=False) as clock:
                notice_id = a_notice(kinds=("link",), least=0)
                for number in range(data.draw(st.integers(1, 3))):
                    clock.move_to(NOW + timedelta(hours=number + 1))
                    for task_id in [task.id for task in db.session.scalars(select(Task).order_by(Task.id))]:
                        with write_unit():
                            task = db.session.get_one(Task, task_id)
                            if task.status in UNFINISHED and not task.pending_exemption:
                                act(task, data.draw(st.sampled_from(DONE)))
                    supplement_id = a_supplement(notice_id)
                    if data.draw(st.booleans()):
                        rearrange(supplement_id, data.draw)
                    for one in db.session.get_one(Notice, supplement_id).directives:
                        one.evidence_kinds = ["link"]
                    db.session.commit()
                    before = snapshot()
                    try:
                        with write_unit():
                            issue(db.session.get_one(Notice, supplement_id), by=Cast().staff, at=now())
                        outcomes["issued"] += 1
                    except Refused:
                        assert snapshot() == before
                        outcomes["refused"] += 1
                    check_everything(before, withdrawn_by(supplement_id))
            db.session.remove()
            db.engine.dispose()

    history()
    # Most of what people decide can be issued; the rest is refused and changes nothing.
    assert outcomes["issued"] > outcomes["refused"] > 0


def withdrawn_by(supplement_id: int) -> set[int]:
    """The tasks whose directives the supplement withdrew, rather than reworded."""
    db.session.remove()
    ended = select(Withdrawal.directive_id).where(
        Withdrawal.supplement_id == supplement_id, Withdrawal.superseded_by_id.is_(None)
    )
    return set(db.session.scalars(select(Task.id).where(Task.directive_id.in_(ended))))
