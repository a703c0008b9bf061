"""A person adds the directives that the reader missed, by ticking sentences of the notice."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.drafting.confirming import restore
from checklist.drafting.limits import refuse_too_many
from checklist.drafting.passages import directive_of
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.issuing import refuse_unless_draft
from checklist.notices.models import Directive, Notice
from checklist.reading import sentences
from checklist.refusals import Refused


def runs(text: str, part: dict[str, Any], ticked: Iterable[int]) -> list[tuple[int, int]]:
    """The ticked sentences, named by where they start, as passages: neighbours make one."""
    chosen = set(ticked)
    found: list[tuple[int, int]] = []
    follows = False
    for span in sentences(text, part["start"], part["end"]):
        if span.start in chosen:
            found.append((found.pop()[0], span.end) if follows else (span.start, span.end))
        follows = span.start in chosen
    return found


def add(notice: Notice, ticked: Iterable[int], title: str, *, by: Membership, at: datetime) -> list[Directive]:
    """One directive for every run of neighbouring sentences; a title given is that of the only one.

    The same passage twice changes nothing: the directive that is there comes back, restored where it was dropped.
    """
    refuse_unless_draft(notice)
    passages = runs(notice.source_text, notice.parts[notice.part], ticked)
    if not passages:
        raise Refused(_("请先在通知原文中勾选句子。"))
    typed = title if len(passages) == 1 else ""
    return [_add(notice, start, end, typed, by=by, at=at) for start, end in passages]


def add_passage(notice: Notice, start: int, end: int, *, by: Membership, at: datetime) -> Directive:
    """A directive for a passage that was selected in the text, without the white space around it.

    One inside the passage of a directive that is kept changes nothing: that directive comes back.
    """
    refuse_unless_draft(notice)
    part = notice.parts[notice.part]
    if not part["start"] <= start <= end <= part["end"]:
        raise Refused(_("选中的文字不在要印发的这一份里，请重新选择。"))
    words = notice.source_text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end:
        raise Refused(_("请先在通知原文中选中一段文字。"))
    for one in notice.directives:
        if one.part == notice.part and one.dropped_at is None and one.start <= start and end <= one.end:
            return one
    return _add(notice, start, end, "", by=by, at=at)


def number_of(directive: Directive) -> int:
    """The number of a directive among those of its document, dropped ones too, from 1, as the screen shows it."""
    places = ((one.position, one.id) for one in directive.notice.directives if one.part == directive.part)
    return sorted(places).index((directive.position, directive.id)) + 1


def _add(notice: Notice, start: int, end: int, title: str, *, by: Membership, at: datetime) -> Directive:
    own = [directive for directive in notice.directives if directive.part == notice.part]
    for directive in own:
        if (directive.start, directive.end) == (start, end):
            restore(directive, by=by, at=at)
            return directive
    refuse_too_many(notice, 1)
    directive = directive_of(notice, start, end, title)
    later = [other.position for other in own if other.start > start]
    directive.position = min(later, default=max((other.position for other in notice.directives), default=-1) + 1)
    for other in notice.directives:
        if other.position >= directive.position:
            other.position += 1
    notice.directives.append(directive)
    digest = directive.digest()
    db.session.flush()
    record(NOTICE, notice.id, "directive.added", by=by.id, at=at, directive=directive.id, digest=digest)
    return directive
