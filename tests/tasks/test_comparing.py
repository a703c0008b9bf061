"""The difference between two submissions of a task: pieces added, removed, in another version, the note."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import give, revise
from checklist.evidence.models import Evidence
from checklist.tasks.attachment import attach, detach
from checklist.tasks.comparing import Difference, difference, differences
from checklist.tasks.models import Submission, Task
from checklist.tasks.review import return_
from checklist.tasks.submission import submit, take_back
from tests.builders import a_link, a_returned_task, a_submitted_task, a_task, attached_link
from tests.cast import Cast
from tests.pages import text_of


def named(change: Difference) -> tuple[list[str], list[str], list[tuple[str, int]], bool]:
    renewed = [(version.title, version.number) for version in change.renewed]
    return ([v.title for v in change.added], [v.title for v in change.removed], renewed, change.is_note_changed)


def submissions_of(task_id: int) -> list[Submission]:
    return db.session.get_one(Task, task_id).submissions


def again(task_id: int, *, without: int = 0, newer: int = 0, another: str = "", note: str = "") -> None:
    """North changes what is attached and ticks the task off once more."""
    with write_unit():
        task, by = db.session.get_one(Task, task_id), Cast().north
        if without:
            detach(task, without, by=by, at=now())
        if newer:
            revise(db.session.get_one(Evidence, newer), a_link(title="改过的方案"), by=by, at=now())
        if another:
            piece = a_link(f"https://north.example/{another}", another)
            attach(task, give(task.organization_id, "link", piece, by=by, at=now()), by=by, at=now())
        submit(task, note, by=by, at=now())


@pytest.mark.parametrize(
    ("change", "expected", "sentence"),
    [
        ({"another": "照片"}, (["照片"], [], [], False), "与第 1 次上报相比： 新增“照片”"),
        ({"newer": True}, ([], [], [("改过的方案", 2)], False), "与第 1 次上报相比： “改过的方案”更新为第 2 版"),
        ({"note": "已补日期"}, ([], [], [], True), "与第 1 次上报相比： 说明有改动"),
        (
            {"without": True, "another": "照片", "note": "换了"},
            (["照片"], ["工作方案"], [], True),
            "与第 1 次上报相比： 新增“照片” 去掉“工作方案” 说明有改动",
        ),
    ],
)
def test_what_changed(client_of, cast, change, expected, sentence):
    task_id = a_returned_task()
    piece = db.session.query(Evidence.id).scalar()
    again(task_id, **{name: piece if value is True else value for name, value in change.items()})
    first, second = submissions_of(task_id)
    assert named(difference(first, second)) == expected
    assert not difference(first, second).is_nothing
    for name, address in (("staff", f"/dashboard/tasks/{task_id}"), ("north", f"/tasks/{task_id}")):
        assert sentence in text_of(client_of(name).get(address))


def test_nothing_changed(client_of, cast):
    task_id = a_submitted_task()
    client_of("north").post(f"/tasks/{task_id}/take-back")
    again(task_id, note="  ")
    first, second = submissions_of(task_id)
    assert difference(first, second).is_nothing
    sentence = "与第 1 次上报相比： 材料和说明都没有变化。"
    assert sentence in text_of(client_of("staff").get(f"/dashboard/tasks/{task_id}"))


def test_the_first_has_none(client_of, cast):
    task_id = a_submitted_task()
    assert differences(submissions_of(task_id)) == {}
    assert "次上报相比" not in text_of(client_of("staff").get(f"/dashboard/tasks/{task_id}"))
    assert differences([]) == {}


def test_what_was_never_read_is_passed_over(cast):
    """The reviewer knows the first one; the second was taken back before anybody said something to it."""
    task_id = a_returned_task()
    again(task_id, another="照片")
    with write_unit():
        take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    again(task_id)
    found = differences(submissions_of(task_id))
    assert (found[2].since, found[3].since) == (1, 1)
    assert named(found[3]) == (["照片"], [], [], False)


def test_where_nothing_was_reviewed_the_one_before_counts(cast):
    task_id = a_task()
    attached_link(task_id)
    for note in ("一", "二"):
        again(task_id, note=note)
        with write_unit():
            take_back(db.session.get_one(Task, task_id), by=cast.north, at=now())
    found = differences(submissions_of(task_id))
    assert found[2].since == 1 and found[2].is_note_changed


def test_each_return_is_a_new_beginning(cast):
    task_id = a_returned_task()
    again(task_id, another="照片")
    with write_unit():
        return_(db.session.get_one(Task, task_id), 2, "还差签到表", by=cast.staff, at=now())
    again(task_id, another="签到表")
    assert named(differences(submissions_of(task_id))[3]) == (["签到表"], [], [], False)
