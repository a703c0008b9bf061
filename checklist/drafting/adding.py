"""A person adds the directives that the reader missed, by ticking sentences of the notice."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.clock import due_moment
from checklist.db import db
from checklist.evidence.kinds import proposed_kinds
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.issuing import refuse_unless_draft
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive, Notice
from checklist.reading import due, sentences
from checklist.reading.deadlines import find as find_deadline
from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.titles import directive_title
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


def _add(notice: Notice, start: int, end: int, title: str, *, by: Membership, at: datetime) -> Directive:
    own = [directive for directive in notice.directives if directive.part == notice.part]
    for directive in own:
        if (directive.start, directive.end) == (start, end):
            if directive.dropped_at is not None:
                directive.dropped_at = None
                record(NOTICE, notice.id, "directive.restored", by=by.id, at=at, directive=directive.id)
            return directive
    directive = _directive(notice, start, end, title)
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


def _directive(notice: Notice, start: int, end: int, title: str) -> Directive:
    text = notice.source_text[start:end]
    words = shown(text)
    deadline = find_deadline(words, notice.dated_on)
    moment = due(deadline.value) if deadline else None
    return Directive(
        part=notice.part,
        text=text,
        start=start,
        end=end,
        heading_path=_heading_path(notice.parts[notice.part], start),
        title=title or directive_title([(words.rstrip("。；，！？"), "")]),
        evidence_kinds=proposed_kinds(evidence_kind(words)),
        least_evidence=1,
        due_at=due_moment(*moment) if moment else None,
        deadline_text=words[deadline.start : deadline.end] if deadline else "",
        applies_to_text="",
        is_proposed=False,
    )


def _heading_path(part: dict[str, Any], at: int) -> list[str]:
    """The headings that the place stands under, the highest first."""
    path: list[tuple[int, str]] = []
    for heading in part["headings"]:
        if heading["start"] > at:
            break
        path = [above for above in path if above[0] < heading["level"]]
        path.append((heading["level"], heading["text"]))
    return [text for _level, text in path]
