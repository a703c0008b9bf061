"""What the tests of merging and cutting start from and look at."""

from typing import Any

from checklist.notices.models import Directive
from tests.builders import TEXT, a_draft
from tests.notices.building import directives_of

LONG = TEXT.replace(
    "各学会要利用公众号发布科普文章。",
    "各学会要利用公众号发布科普文章，于12月10日前报送工作总结，召开一次专题会议。",
)
LONGER = LONG.replace("召开一次专题会议。", "召开一次专题会议，开展义诊活动。")
FIELDS = (
    "title", "text", "start", "end", "evidence_kinds", "least_evidence", "due_at", "deadline_text", "applies_to_text",
    "figure", "unit", "doubt", "dropped_at", "merged_into_id", "undoing", "heading_path",
)  # fmt: skip


def facts_of(notice_id: int) -> list[dict[str, Any]]:
    """Everything of every directive that an undoing must bring back, in order."""
    return [
        {field: getattr(one, field) for field in FIELDS} | {"id": one.id, "categories": [c.id for c in one.categories]}
        for one in directives_of(notice_id)
    ]


def a_long_one(words: str = "于12月10日前", text: str = LONG) -> tuple[int, Directive]:
    """A draft with one directive in whose passage clauses can be told apart; the first with these words in it."""
    from checklist.clock import now
    from checklist.db import db, write_unit
    from checklist.drafting.adding import add_passage
    from checklist.notices.models import Notice
    from tests.cast import Cast

    notice_id = a_draft(text)
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        start = notice.source_text.index("各学会要利用公众号")
        end = notice.source_text.index("。", start)
        for directive in [one for one in notice.directives if start <= one.start < end]:
            notice.directives.remove(directive)
            db.session.delete(directive)
        db.session.flush()
        add_passage(notice, start, end, by=Cast().staff, at=now())
    return notice_id, next(one for one in directives_of(notice_id) if words in one.text)


def start_of(directive: Directive, words: str) -> int:
    """Where these words stand in the text of the notice."""
    return directive.start + directive.text.index(words)
