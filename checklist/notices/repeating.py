"""A draft beside what its office has issued: the same document once more, or one that its text goes back to."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from checklist.db import db
from checklist.notices.models import Notice

_BRACKETS = str.maketrans("〔【〖([", "[[[[[") | str.maketrans("〕】〗)]", "]]]]]")
# Shorter ones stand in every text.
SHORTEST_NUMBER = 4


@dataclass(frozen=True)
class Issued:
    """An issued notice in short. `root_id`: the notice that a supplement to it would supplement."""

    id: int
    root_id: int
    title: str
    document_number: str
    dated_on: date | None
    issued_at: datetime
    is_closed: bool


@dataclass(frozen=True)
class Repeats:
    """`same`: issued notices with the number, or the title and the day, of the draft; `cited`: those that its text
    names by number and that may be what it adds to. The newest first."""

    same: list[Issued]
    cited: list[Issued]


def repeats_of(draft: Notice) -> Repeats:
    """What of its office's issued notices a draft may repeat or add to, in one query.

    What the draft was made from as a supplement is not what it repeats.
    """
    rows = db.session.execute(
        select(
            Notice.id,
            Notice.supplements_id,
            Notice.title,
            Notice.document_number,
            Notice.dated_on,
            Notice.issued_at,
            Notice.closed_at,
        )
        .where(Notice.issuer_id == draft.issuer_id, Notice.issued_at.is_not(None), Notice.id != draft.id)
        .order_by(Notice.issued_at.desc(), Notice.id.desc())
    )
    issued = [
        Issued(id, root or id, title, number, day, at, closed is not None)
        for id, root, title, number, day, at, closed in rows
        if at is not None
    ]
    same = [one for one in issued if _is_same(draft, one) and one.id != draft.supplements_id]
    if draft.supplements_id is not None or draft.copies_id is not None:
        return Repeats(same, [])
    part = draft.parts[draft.part]
    text = _plain(draft.source_text[part["start"] : part["end"]])
    others = [one for one in issued if one not in same and not one.is_closed]
    return Repeats(same, [one for one in others if _is_cited(text, one)])


def _is_same(draft: Notice, issued: Issued) -> bool:
    number = _plain(draft.document_number)
    if number and number == _plain(issued.document_number):
        return True
    title = _plain(draft.title)
    is_dated = draft.dated_on is not None and draft.dated_on == issued.dated_on
    return bool(title) and is_dated and title == _plain(issued.title)


def _is_cited(text: str, issued: Issued) -> bool:
    number = _plain(issued.document_number)
    if len(number) < SHORTEST_NUMBER or number not in text:
        return False
    return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) is not None


def _plain(words: str) -> str:
    """Without spaces, and with one kind of brackets and digits, as numbers are written in several ways."""
    return "".join(unicodedata.normalize("NFKC", words).translate(_BRACKETS).split())
