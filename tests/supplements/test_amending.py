"""A supplement or correction in ordinary wording: what is changed goes on with the new words, what is ended ends."""

from datetime import date

import pytest

from checklist.clock import due_moment
from checklist.db import db
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive, Notice
from tests.builders import a_notice, tasks_of
from tests.cast import NORTH_NAME
from tests.notices.supplements import a_supplement, directive, directives, issued, plans

NOTICE = """示例省科学技术协会文件

示科协发〔2026〕27号

关于开展学会服务能力提升行动的通知

各省级学会：

现将有关事项通知如下。

一、重点任务

（一）开展学术交流。各学会要于12月20日前至少举办2场学术报告会。

（二）做好科普宣传。各学会要在微信公众号发布原创科普文章不少于5篇，还应组织专家进社区义诊不少于3次。每月25日前报送当月科普活动情况。

（三）加强联络。各学会要明确1名信息联络员，于11月30日17时前将姓名、职务报送至省科协。

（四）总结报送。请各学会于2027年1月15日前将年度总结和《学会服务能力提升情况统计表》报送省科协。

示例省科学技术协会

2026年11月24日
"""

HEAD = """示例省科学技术协会文件

示科协发〔2026〕33号

关于学会服务能力提升行动的补充通知

各省级学会：

现将有关事项补充通知如下。

{said}

示例省科学技术协会

2026年11月26日
"""


@pytest.fixture
def notice_id(cast):
    return a_notice(NOTICE)


def supplement(notice_id: int, *said: str) -> int:
    return a_supplement(notice_id, HEAD.format(said="\n\n".join(said)))


def kept(supplement_id: int) -> list[Directive]:
    return [one for one in directives(supplement_id) if one.dropped_at is None]


def only_change(supplement_id: int) -> Directive:
    (change,) = kept(supplement_id)
    source = change.notice.source_text
    assert change.text == source[change.start : change.end]
    return change


def test_quoted_words_are_reworded(notice_id):
    said = "一、原通知“各学会要于12月20日前至少举办2场学术报告会”调整为“各学会要于12月31日前至少举办3场学术报告会”。"
    change = only_change(supplement(notice_id, said))
    assert change.supersedes_id == directive(notice_id, "学术报告会").id
    assert change.due_at.date() == due_moment(date.fromisoformat("2026-12-31"), None).date()
    assert change.deadline_text == "于12月31日前" and "3场" in change.title and "调整" not in change.title
    assert change.text == said[2:-1] and change.doubt is None


def test_a_correction_of_a_deadline(notice_id):
    old = directive(notice_id, "信息联络员")
    said = "《关于开展学会服务能力提升行动的通知》第一部分第（三）项“11月30日17时前”应为“12月3日17时前”，特此更正。"
    supplement_id = supplement(notice_id, said)
    change = only_change(supplement_id)
    assert change.supersedes_id == old.id and change.title == old.title and change.doubt is None
    assert change.evidence_kinds == old.evidence_kinds and change.deadline_text == "12月3日17时前"
    issued(supplement_id)
    assert verify_all() == []
    assert [one.directive.supersedes_id for one in tasks_of(supplement_id, NORTH_NAME)] == [old.id]


def test_a_deadline_is_put_off_without_quotation_marks(notice_id):
    old = directive(notice_id, "年度总结")
    said = "一、年度总结和《学会服务能力提升情况统计表》的报送时间由2027年1月15日延长至2027年1月31日。"
    change = only_change(supplement(notice_id, said))
    assert change.supersedes_id == old.id and change.title == old.title
    assert change.due_at == due_moment(date.fromisoformat("2027-01-31"), None) and change.doubt is None


def test_another_number(notice_id):
    said = "三、组织专家进社区义诊由不少于3次改为不少于2次，请有关学会于12月31日前完成。"
    change = only_change(supplement(notice_id, said))
    assert change.supersedes_id == directive(notice_id, "义诊").id and "改为" not in change.title
    assert change.due_at == due_moment(date.fromisoformat("2026-12-31"), None)


def test_two_corrections_of_one_directive_are_one(notice_id):
    said = "“11月30日17时前”应为“12月3日17时前”，“1名信息联络员”应为“2名信息联络员”。"
    change = only_change(supplement(notice_id, said))
    assert "2名信息联络员" in change.title and change.deadline_text == "12月3日17时前"


def test_what_cannot_be_told_is_doubtful(notice_id):
    said = "二、各学会的活动安排由线上改为线下，并于12月28日前将调整后的方案报送省科协。"
    assert all(one.doubt for one in kept(supplement(notice_id, said)))


def test_a_deadline_that_cannot_be_told_is_doubtful(notice_id):
    change = only_change(supplement(notice_id, "“11月30日17时前”应为“另行通知的时间”。"))
    assert change.doubt == "amended_deadline"


@pytest.mark.parametrize(
    "said",
    [
        "一、原定于12月20日前至少举办2场学术报告会，现推迟至12月31日前。",
        "一、原通知要求各学会于12月20日前至少举办2场学术报告会，现调整为12月31日前至少举办3场。",
    ],
)
def test_what_was_said_before(notice_id, said):
    change = only_change(supplement(notice_id, said))
    assert change.supersedes_id == directive(notice_id, "学术报告会").id
    assert change.due_at == due_moment(date.fromisoformat("2026-12-31"), None)
    assert ("3场" in said) == ("3场" in change.title)


def test_one_directive_is_changed_once_by_two_sentences(notice_id):
    said = (
        "一、“11月30日17时前”应为“12月3日17时前”。",
        "二、请报送总结1份。",
        "三、“1名信息联络员”应为“2名信息联络员”。",
    )
    changes = kept(supplement(notice_id, *said))
    (change,) = [one for one in changes if one.supersedes_id]
    assert "2名" in change.title and change.deadline_text == "12月3日17时前" and len(changes) == 2


def test_few_words_do_not_tell_which(notice_id):
    assert only_change(supplement(notice_id, "“姓名”改为“名称”。")).doubt == "amended_which"


def test_new_acts_beside_it_stay(notice_id):
    said = ("一、“11月30日17时前”应为“12月3日17时前”。", "二、请各学会于12月5日前确定1名新闻发言人。")
    first, second = kept(supplement(notice_id, *said))
    assert first.supersedes_id and second.supersedes_id is None and "发言人" in second.text
    assert first.position < second.position


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("二、取消每月25日前报送当月科普活动情况的要求。", "每月25日"),
        ("三、原通知中“各学会要在微信公众号发布原创科普文章不少于5篇”的要求不再执行。", "微信公众号"),
    ],
)
def test_a_withdrawal_alone_is_issued(notice_id, said, words, client_of):
    ended = directive(notice_id, words).id
    supplement_id = supplement(notice_id, said)
    assert kept(supplement_id) == []
    assert [(one.directive_id, one.reason) for one in plans(supplement_id)] == [(ended, said[2:])]
    client = client_of("staff")
    assert f"/notices/{supplement_id}/issuance" in client.get(f"/notices/{supplement_id}/issuance/new").text
    client.post(f"/notices/{supplement_id}/issuance")
    db.session.remove()
    assert db.session.get_one(Notice, supplement_id).issued_at is not None
    assert db.session.get_one(Directive, ended).withdrawn_at is not None and verify_all() == []
