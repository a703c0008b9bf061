"""A draft that copies a notice takes over what a person confirmed last time, and nothing of the old words."""

from datetime import date

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.adding import add_passage
from checklist.drafting.confirming import Audience, address, drop
from checklist.journal.verifying import verify_all
from checklist.notices.issuing import issue
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization
from tests.builders import TEXT, a_draft, day_off
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.notices.building import category, notice_of, organization
from tests.notices.supplements import a_copy, directive, directives
from tests.pages import text_of

NEXT = TEXT.replace("2026", "2027").replace("〔2027〕7号", "〔2027〕3号").replace("召开一次", "召开两次")


def last_time(cast) -> int:
    """A notice as a person confirmed it: titles, kinds, scope and a date by hand, one directive dropped."""
    notice_id = a_draft()
    plan, meeting, posts, manual = (one.id for one in directives(notice_id))
    with write_unit():
        one = db.session.get_one(Directive, plan)
        one.title, one.evidence_kinds, one.least_evidence, one.due_at = "方案报备", ["file"], 2, day_off(5)
        other = db.session.get_one(Directive, meeting)
        other.title, other.figure, other.unit = "理事会开会", "参会人数", "人"
        other.organizations = [organization(NORTH_NAME)]
        db.session.get_one(Directive, manual).categories = [category("医药")]
        drop(db.session.get_one(Directive, posts), by=cast.staff, at=now())
        issue(db.session.get_one(Notice, notice_id), by=cast.staff, at=now())
    return notice_id


def test_what_was_confirmed_is_taken_over(cast):
    copy = a_copy(last_time(cast), NEXT)
    plan = directive(copy, "方案")
    assert (plan.title, plan.evidence_kinds, plan.least_evidence) == ("方案报备", ["file"], 2)
    meeting = directive(copy, "专题会议")
    assert meeting.title != "理事会开会"  # other words have a title of their own
    assert (meeting.figure, meeting.unit) == ("参会人数", "人")
    assert [one.name for one in meeting.organizations] == [NORTH_NAME]
    assert directive(copy, "发布").dropped_at is not None
    assert [one.name for one in directive(copy, "手册").categories] == ["医药"]
    assert verify_all() == []


def test_no_deadline_is_invented(cast):
    copy = a_copy(last_time(cast), NEXT)
    assert directive(copy, "方案").due_at is None and directive(copy, "方案").doubt == "copied_deadline"
    dated = a_copy(notice_of(copy).copies_id, NEXT.replace("要制定", "要于2027年12月5日前制定"))
    plan = directive(dated, "方案")
    assert plan.due_at.date() == date(2027, 12, 5) and plan.doubt is None


def test_the_letterhead_is_that_of_the_new_text(cast):
    notice = notice_of(a_copy(last_time(cast), NEXT))
    assert (notice.document_number, notice.dated_on) == ("示科协发〔2027〕3号", date(2027, 11, 20))


def test_the_order_of_last_time_under_each_heading(cast):
    notice_id = a_draft()
    first, second = (one.id for one in directives(notice_id)[:2])
    with write_unit():
        one, other = db.session.get_one(Directive, first), db.session.get_one(Directive, second)
        one.position, other.position = other.position, one.position
        issue(db.session.get_one(Notice, notice_id), by=cast.staff, at=now())
    copy = a_copy(notice_id, NEXT.replace("各学会要制定", "各学会要报送联络员名单。各学会要制定"))
    assert [one.title for one in directives(copy)][:3] == [
        directive(copy, "联络员").title,
        directive(copy, "专题会议").title,
        directive(copy, "方案").title,
    ]


def test_what_a_person_added_last_time_is_found_again(cast):
    text = TEXT.replace("一、加强", "请各学会相互转告。\n\n一、加强")
    notice_id = a_draft(text)
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        start = text.index("请各学会相互转告")
        [added] = [one for one in notice.directives if "转告" in one.text] or [
            add_passage(notice, start, start + len("请各学会相互转告"), by=cast.staff, at=now())
        ]
        added.title, added.is_proposed = "转告会员", False
        issue(notice, by=cast.staff, at=now())
    copy = a_copy(notice_id, NEXT.replace("一、加强", "请各学会相互转告。\n\n一、加强"))
    again = directive(copy, "转告")
    assert (again.title, again.position) == ("转告会员", 0)
    assert [one.position for one in directives(copy)] == list(range(len(directives(copy))))
    assert verify_all() == []


def test_the_deadline_of_last_time_is_told(client_of, cast):
    copy = a_copy(last_time(cast), NEXT)
    assert "上次的期限：2026年11月29日" in text_of(client_of("staff").get(f"/notices/{copy}/draft"))


def test_an_organization_that_ended_is_left_out_and_said(cast):
    notice_id = last_time(cast)
    with write_unit():
        organization(NORTH_NAME).ended_on = date(2026, 12, 31)
    meeting = directive(a_copy(notice_id, NEXT), "专题会议")
    assert meeting.organizations == [] and meeting.doubt == "copied_scope"


def test_the_audience_is_that_of_last_time(cast):
    notice_id = a_draft()
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        chosen = Audience(
            [db.session.query(Category).filter_by(name="医").one()],
            [db.session.query(Organization).filter_by(name=SOUTH_NAME).one()],
        )
        address(notice, False, chosen, by=cast.staff, at=now())
        issue(notice, by=cast.staff, at=now())
    copy = notice_of(a_copy(notice_id, NEXT))
    assert not copy.to_all
    assert [one.name for one in copy.categories] == ["医"]
    assert [one.name for one in copy.organizations] == [SOUTH_NAME]


def test_evidence_of_last_time_can_be_found_again(cast):
    notice_id = last_time(cast)
    assert directive(a_copy(notice_id, NEXT), "方案").same_as_id == directive(notice_id, "方案").id


def test_the_head_says_what_was_taken_over_what_is_new_and_what_is_missing(client_of, cast):
    notice_id = last_time(cast)
    text = NEXT.replace("医药类学会要编写健康科普手册", "各学会要报送联络员名单")
    copy = a_copy(notice_id, text)
    said = text_of(client_of("staff").get(f"/notices/{copy}/draft"))
    assert "底稿 关于做好科普周工作的通知" in said
    assert "沿用 2 项" in said and "新增 1 项" in said and "上次有、这次没有 1 项" in said
    assert "编写健康科普手册" in said
    assert "原来的通知定有期限，这次的文字没有写期限" in said


def test_a_copy_is_issued_like_any_notice(client_of, cast):
    copy = a_copy(last_time(cast), NEXT)
    client_of("staff").post(f"/notices/{copy}/issuance")
    assert notice_of(copy).issued_at is not None and verify_all() == []


def test_the_text_to_edit_stands_in_the_form(client_of, cast):
    notice_id = last_time(cast)
    response = client_of("staff").get(f"/imports/new?copies={notice_id}")
    assert "各学会要制定科普周工作方案" in response.text and "为底稿" in text_of(response)
    assert f'value="{notice_id}"' in response.text


def test_issued_notices_lead_there(client_of, cast):
    notice_id = last_time(cast)
    for page in ("/notices", f"/notices/{notice_id}/dashboard"):
        assert f"/imports/new?copies={notice_id}" in client_of("staff").get(page).text
        assert "copies=" not in client_of("leader").get(page).text
