"""What the tests of copies and supplements start from: the texts, the draft, its issuance."""

from collections.abc import Sequence

from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.models import Import, PlannedWithdrawal
from checklist.drafting.proposing import draft
from checklist.drafting.relating import relate
from checklist.notices.issuing import issue
from checklist.notices.models import Directive, Notice
from checklist.reading import understand
from tests.builders import tasks_of
from tests.cast import NORTH_NAME, Cast

# Against tests.builders.TEXT: the plan reworded, the meeting withdrawn, the posts said again, a report new.
SUPPLEMENT = """示例省科学技术协会文件

示科协发〔2026〕9号

关于科普周工作的补充通知

各省级学会：

现将有关事项补充通知如下。

一、加强组织领导

各学会要于2026年12月10日前制定科普周工作方案。理事会专题会议不再召开。

二、做好宣传

各学会要利用公众号发布科普文章。各学会要报送科普专家名册。

示例省科学技术协会

2026年11月24日
"""


def a_supplement(notice_id: int, text: str = SUPPLEMENT) -> int:
    """The draft of a supplement to that notice, as it is read; returns its id."""
    return _draft(text, supplements_id=notice_id)


def a_copy(notice_id: int, text: str) -> int:
    """A draft that begins with what was confirmed of that notice; returns its id."""
    return _draft(text, copies_id=notice_id)


def an_issued_supplement(notice_id: int, text: str = SUPPLEMENT, kinds: Sequence[str] = ("link", "file")) -> int:
    """A supplement to that notice, issued; returns its id."""
    supplement_id = a_supplement(notice_id, text)
    with write_unit():
        for directive in db.session.get_one(Notice, supplement_id).directives:
            directive.evidence_kinds = list(kinds)
    issued(supplement_id)
    return supplement_id


def issued(notice_id: int) -> None:
    """Issue the draft."""
    with write_unit():
        issue(db.session.get_one(Notice, notice_id), by=Cast().staff, at=now())


def related(directive_id: int, relation: str, other_id: int = 0) -> None:
    """A person says what a directive of the draft is."""
    with write_unit():
        relate(db.session.get_one(Directive, directive_id), relation, other_id, by=Cast().staff, at=now())


def directives(notice_id: int) -> list[Directive]:
    """All directives of a notice, in order."""
    db.session.remove()
    return sorted(db.session.get_one(Notice, notice_id).directives, key=lambda one: one.position)


def directive(notice_id: int, words: str) -> Directive:
    """The one whose passage has these words."""
    return next(one for one in directives(notice_id) if words in one.text)


def plans(notice_id: int) -> list[PlannedWithdrawal]:
    """What the draft withdraws."""
    db.session.remove()
    return list(db.session.scalars(select(PlannedWithdrawal).where(PlannedWithdrawal.notice_id == notice_id)))


def task_of(notice_id: int, words: str, organization: str = NORTH_NAME) -> int:
    """The id of the organization's task whose passage has these words."""
    return next(task.id for task in tasks_of(notice_id, organization) if words in task.directive.text)


def _draft(text: str, **purpose: int) -> int:
    with write_unit():
        staff = Cast().staff
        given = Import(
            organization_id=staff.organization_id,
            created_at=now(),
            created_by_id=staff.id,
            name="通知.txt",
            is_pasted=False,
            sha256="",
            waiting="",
            pages_done=0,
            pages=0,
            problem="",
            **purpose,
        )
        return draft(understand(text), "通知.txt", by=staff, at=now(), given=given).id
