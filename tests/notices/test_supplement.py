"""Issuing a supplement: what is new begins, what is reworded goes on, what is finished stands, what is ended ends."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.confirming import Audience, address, drop
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from checklist.notices.issuing import add_addressee, issue
from checklist.notices.models import Addressee, Directive, Notice, Withdrawal
from checklist.organizations.founding import found
from checklist.refusals import Refused
from checklist.tasks import exemption
from checklist.tasks.models import ACCEPTED, EXEMPT, OPEN, SUBMITTED, WITHDRAWN, Submission, Task
from checklist.tasks.review import accept
from checklist.tasks.submission import submit
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_draft, a_notice, attached_link, day_off, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.notices.building import events_of, notice_of, organization
from tests.notices.supplements import (
    SUPPLEMENT,
    a_supplement,
    an_issued_supplement,
    directive,
    directives,
    issued,
    plans,
    related,
    task_of,
)

# A further supplement: the plan once more in other words.
FURTHER = SUPPLEMENT.replace("12月10日", "12月20日").replace("理事会专题会议不再召开。", "").replace("9号", "11号")


def task(task_id: int) -> Task:
    db.session.remove()
    return db.session.get_one(Task, task_id)


def states(notice_id: int, name: str = NORTH_NAME) -> dict[str, str]:
    db.session.remove()
    return {one.directive.text: one.status for one in tasks_of(notice_id, name)}


def test_as_it_is_read(cast):
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    plan = directive(supplement_id, "方案")
    assert plan.supersedes_id == directive(notice_id, "方案").id and plan.same_as_id is None
    assert directive(supplement_id, "发布").same_as_id == directive(notice_id, "发布").id
    new = directive(supplement_id, "名册")
    assert (new.supersedes_id, new.same_as_id) == (None, None)
    assert [(one.directive_id, one.reason, one.is_proposed) for one in plans(supplement_id)] == [
        (directive(notice_id, "专题会议").id, "理事会专题会议不再召开。", True)
    ]


def test_the_same_words_with_another_deadline_are_a_change(cast):
    notice_id = a_notice()
    text = SUPPLEMENT.replace("各学会要利用", "请于2026年12月31日前完成：各学会要利用")
    supplement_id = a_supplement(notice_id, text)
    posts = directive(supplement_id, "发布")
    if posts.due_at is not None:
        assert posts.supersedes_id == directive(notice_id, "发布").id


@pytest.mark.parametrize("sentence", ("相关会议安排另行通知。", "报名不再延长。", "科普活动不得取消。"))
def test_what_is_not_plain_is_left_to_the_person(cast, sentence):
    assert plans(a_supplement(a_notice(), SUPPLEMENT.replace("理事会专题会议不再召开。", sentence))) == []


@pytest.mark.parametrize("sentence", ("取消“召开一次理事会专题会议”。", "原定的理事会专题会议停止执行。"))
def test_what_is_plain_is_proposed(cast, sentence):
    notice_id = a_notice()
    found = plans(a_supplement(notice_id, SUPPLEMENT.replace("理事会专题会议不再召开。", sentence)))
    assert [one.directive_id for one in found] == [directive(notice_id, "专题会议").id]


def test_all_at_once(cast):
    notice_id = a_notice(due=day_off(5))
    supplement_id = an_issued_supplement(notice_id)
    old, new = states(notice_id), states(supplement_id)
    assert old["各学会要制定科普周工作方案"] == old["各学会要召开一次理事会专题会议"] == WITHDRAWN
    assert old["各学会要利用公众号发布科普文章"] == OPEN
    assert new == {"各学会要于2026年12月10日前制定科普周工作方案": OPEN, "各学会要报送科普专家名册": OPEN}
    rows = {row.directive_id: row for row in db.session.scalars(select(Withdrawal))}
    plan, meeting = rows[directive(notice_id, "方案").id], rows[directive(notice_id, "专题会议").id]
    assert plan.superseded_by_id == directive(supplement_id, "方案").id and plan.reason == ""
    assert meeting.superseded_by_id is None and meeting.reason == "理事会专题会议不再召开。"
    assert {plan.supplement_id, meeting.supplement_id} == {supplement_id}
    assert events_of(notice_id)[-2:] == ["directive.superseded", "directive.withdrawn"]
    assert verify_all() == []


def test_what_was_attached_is_attached_again_and_stays_where_it_was(cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "方案")
    evidence_id = attached_link(old_id, by="member")
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    assert [one.id for one in task(old_id).attached] == [one.id for one in task(new_id).attached] == [evidence_id]
    attachment = task(new_id).attachments[0]
    assert attachment.attached_by_id == cast.member.id
    assert db.session.scalars(select(Event.facts).where(Event.name == "task.carried_on")).one()["task"] == new_id
    with write_unit():
        submit(task(new_id), "", by=cast.north, at=now())
    assert verify_all() == []


def test_of_kinds_that_are_no_longer_wanted_nothing_is_attached(cast):
    notice_id = a_notice()
    attached_link(task_of(notice_id, "方案"))
    new_id = task_of(an_issued_supplement(notice_id, kinds=("file",)), "方案")
    assert task(new_id).attached == []


def test_what_is_accepted_or_exempt_stands_and_nothing_starts_again(cast):
    notice_id = a_notice()
    mine, theirs = task_of(notice_id, "方案"), task_of(notice_id, "方案", SOUTH_NAME)
    attached_link(mine)
    with write_unit():
        submit(db.session.get_one(Task, mine), "", by=cast.north, at=now())
        accept(db.session.get_one(Task, mine), 1, by=cast.staff, at=now())
        exemption.ask(db.session.get_one(Task, theirs), "没有", by=cast.south, at=now())
        exemption.grant(db.session.get_one(Task, theirs), 1, "", by=cast.staff, at=now())
    supplement_id = an_issued_supplement(notice_id)
    assert (task(mine).status, task(theirs).status) == (ACCEPTED, EXEMPT)
    for name in (NORTH_NAME, SOUTH_NAME):
        assert list(states(supplement_id, name)) == ["各学会要报送科普专家名册"]
    # And again, when it is reworded once more.
    further_id = a_supplement(notice_id, FURTHER)
    related(directive(further_id, "名册").id, "same", directive(supplement_id, "名册").id)
    issued(further_id)
    assert states(further_id) == states(further_id, SOUTH_NAME) == {}
    assert (task(mine).status, task(theirs).status) == (ACCEPTED, EXEMPT)
    assert verify_all() == []


def test_a_submission_that_waits_stays_readable_and_its_evidence_goes_on(cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "方案")
    evidence_id = attached_link(old_id)
    with write_unit():
        submit(db.session.get_one(Task, old_id), "已办", by=cast.north, at=now())
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    assert task(old_id).status == WITHDRAWN and task(old_id).submission.note == "已办"
    with pytest.raises(Refused), write_unit():
        accept(db.session.get_one(Task, old_id), 1, by=cast.staff, at=now())
    assert task(new_id).status == OPEN and [one.id for one in task(new_id).attached] == [evidence_id]
    with write_unit():
        submit(db.session.get_one(Task, new_id), "", by=cast.north, at=now())
    assert task(new_id).status == SUBMITTED and len(db.session.scalars(select(Submission)).all()) == 2
    assert verify_all() == []


def test_a_supplement_to_a_supplement_is_one_to_the_notice(client_of, cast):
    notice_id = a_notice()
    attached_link(task_of(notice_id, "方案"))
    first_id = an_issued_supplement(notice_id)
    page = client_of("staff").get(f"/imports/new?supplements={first_id}")
    assert "补充或更正“关于做好科普周工作的通知”" in page.text
    second_id = a_supplement(notice_id, FURTHER)
    assert directive(second_id, "方案").supersedes_id == directive(first_id, "方案").id
    assert directive(second_id, "名册").same_as_id == directive(first_id, "名册").id
    issued(second_id)
    assert states(first_id)["各学会要于2026年12月10日前制定科普周工作方案"] == WITHDRAWN
    assert len(task(task_of(second_id, "方案")).attached) == 1
    assert verify_all() == []


def test_issuing_twice_is_once(client_of, cast):
    supplement_id = a_supplement(a_notice())
    staff = client_of("staff")
    for _twice in range(2):
        assert staff.post(f"/notices/{supplement_id}/issuance").status_code == 303
    assert events_of(supplement_id).count("notice.issued") == 1 and len(states(supplement_id)) == 2


def test_of_two_supplements_to_the_same_the_second_is_refused_and_changes_nothing(client_of, cast):
    notice_id = a_notice()
    first_id, second_id = a_supplement(notice_id), a_supplement(notice_id, FURTHER)
    issued(first_id)
    before = events_of(notice_id)
    response = client_of("staff").post(f"/notices/{second_id}/issuance")
    assert response.status_code == 409 and "请回到草稿重新认定" in response.text
    assert notice_of(second_id).is_draft and events_of(notice_id) == before
    assert "请回到草稿重新认定" in client_of("staff").get(f"/notices/{second_id}/issuance").text
    assert "原事项已撤销或已被改动" in client_of("staff").get(f"/notices/{second_id}/draft").text
    # Looked at again, it goes out.
    related(directive(second_id, "方案").id, "changed", directive(first_id, "方案").id)
    related(directive(second_id, "名册").id, "same", directive(first_id, "名册").id)
    issued(second_id)
    assert verify_all() == []


@pytest.mark.parametrize("words", ("方案", "发布"))
def test_a_directive_withdrawn_meanwhile(cast, words):
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    with write_unit():
        old = db.session.get_one(Directive, directive(notice_id, words).id)
        withdraw(old, "重复", by=cast.staff, at=now())
    with pytest.raises(Refused, match="重新认定"):
        issued(supplement_id)


def test_what_it_withdraws_was_withdrawn_meanwhile(cast):
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    with write_unit():
        old = db.session.get_one(Directive, directive(notice_id, "专题会议").id)
        withdraw(old, "重复", by=cast.staff, at=now())
    issued(supplement_id)
    assert events_of(notice_id).count("directive.withdrawn") == 1 and verify_all() == []


def test_a_notice_closed_meanwhile(client_of, cast):
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    with write_unit():
        db.session.get_one(Notice, notice_id).closed_at = now()
    with pytest.raises(Refused, match="已结束"):
        issued(supplement_id)
    staff = client_of("staff")
    assert staff.get(f"/imports/new?supplements={notice_id}").status_code == 409
    assert "supplements=" not in staff.get(f"/notices/{notice_id}/dashboard").text


def late(cast) -> int:
    with write_unit():
        return found(cast.staff.organization, "association", "示例省晚来学会", [], by=cast.administrator, at=now()).id


def test_who_was_added_to_the_notice_while_it_was_drafted_is_among_them(cast):
    notice_id = a_notice()
    supplement_id, organization_id = a_supplement(notice_id), late(cast)
    with write_unit():
        add_addressee(db.session.get_one(Notice, notice_id), organization("示例省晚来学会"), by=cast.staff, at=now())
    issued(supplement_id)
    assert organization_id in set(
        db.session.scalars(select(Addressee.organization_id).where(Addressee.notice_id == supplement_id))
    )
    assert states(notice_id, "示例省晚来学会")["各学会要制定科普周工作方案"] == WITHDRAWN


def test_who_joined_the_province_later_is_not(cast):
    notice_id = a_notice()
    late(cast)
    assert states(an_issued_supplement(notice_id), "示例省晚来学会") == {}


def test_who_is_added_to_the_notice_later_receives_the_supplements_too(cast):
    notice_id = a_notice()
    supplement_id = an_issued_supplement(notice_id)
    late(cast)
    for _twice in range(2):
        with write_unit():
            add_addressee(
                db.session.get_one(Notice, notice_id), organization("示例省晚来学会"), by=cast.staff, at=now()
            )
    assert list(states(notice_id, "示例省晚来学会")) == ["各学会要利用公众号发布科普文章"]
    assert set(states(supplement_id, "示例省晚来学会").values()) == {OPEN}
    assert events_of(supplement_id).count("addressee.added") == 1 and verify_all() == []


def test_what_changes_something_has_to_reach_everybody(client_of, cast):
    supplement_id = a_supplement(a_notice())
    with write_unit():
        north = Audience([], [organization(NORTH_NAME)])
        address(db.session.get_one(Notice, supplement_id), False, north, by=cast.staff, at=now())
    with pytest.raises(Refused, match="1 个单位"):
        issued(supplement_id)
    assert "须发给原通知的全部主送对象" in client_of("staff").get(f"/notices/{supplement_id}/issuance").text


def test_a_merged_association_goes_on_under_its_successor(cast):
    notice_id = a_notice()
    evidence_id = attached_link(task_of(notice_id, "方案", SOUTH_NAME), by="south")
    with write_unit():
        south, north = organization(SOUTH_NAME), organization(NORTH_NAME)
        south.ended_on, south.succeeded_by_id = now().date(), north.id
    new_id = task_of(an_issued_supplement(notice_id), "方案")
    assert [one.id for one in task(new_id).attached] == [evidence_id]


def test_a_supplement_that_only_withdraws(cast):
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    with write_unit():
        for one in db.session.get_one(Notice, supplement_id).directives:
            drop(one, by=cast.staff, at=now())
    issued(supplement_id)
    assert states(supplement_id) == {} and states(notice_id)["各学会要召开一次理事会专题会议"] == WITHDRAWN


def test_one_that_does_nothing_is_refused(cast):
    notice_id = a_notice()
    text = SUPPLEMENT.replace("理事会专题会议不再召开。", "").replace("各学会要报送科普专家名册。", "")
    supplement_id = a_supplement(notice_id, text.replace("于2026年12月10日前", ""))
    assert {one.same_as_id for one in directives(supplement_id)} >= {directive(notice_id, "方案").id}
    with pytest.raises(Refused, match="任务事项"):
        issued(supplement_id)


def test_a_notice_by_itself_supplements_nothing(cast):
    notice_id = a_draft()
    with pytest.raises(Refused, match="不是补充通知"):
        related(directives(notice_id)[0].id, "new")
        related(directives(notice_id)[0].id, "changed", 1)


def test_issued_text_never_changes(cast):
    notice_id = a_notice()
    before = notice_of(notice_id).digest(), [one.digest() for one in directives(notice_id)]
    an_issued_supplement(notice_id)
    assert (notice_of(notice_id).digest(), [one.digest() for one in directives(notice_id)]) == before
    with pytest.raises(Refused), write_unit():
        drop(db.session.get_one(Directive, directives(notice_id)[0].id), by=cast.staff, at=now())
    with write_unit():
        issue(db.session.get_one(Notice, notice_id), by=cast.staff, at=now())
