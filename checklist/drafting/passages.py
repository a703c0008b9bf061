"""Passages of a notice: what the reader says of one that a person chose, and where one may be cut."""

import re
from typing import Any

from checklist.clock import due_moment
from checklist.evidence.kinds import proposed_kinds
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive, Notice
from checklist.reading import due
from checklist.reading.deadlines import find as find_deadline
from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.sentences import clauses
from checklist.reading.titles import directive_title

_STOP = re.compile(r"[。；，：！？,;:!?]")
_STOPS = "。；，：、！？,;:!? \t\u3000\n"


def directive_of(notice: Notice, start: int, end: int, title: str = "") -> Directive:
    """A directive of the chosen document for source_text[start:end], as the reader would propose it."""
    text = notice.source_text[start:end]
    words = shown(text)
    deadline = find_deadline(words, notice.dated_on)
    moment = due(deadline.value) if deadline else None
    return Directive(
        part=notice.part,
        text=text,
        start=start,
        end=end,
        heading_path=heading_path(notice.parts[notice.part], start),
        title=title or title_of(words),
        evidence_kinds=proposed_kinds(evidence_kind(words)),
        least_evidence=1,
        due_at=due_moment(*moment) if moment else None,
        deadline_text=words[deadline.start : deadline.end] if deadline else "",
        applies_to_text="",
        is_proposed=False,
    )


def title_of(words: str) -> str:
    """A short name for what these words ask for."""
    return directive_title([(words.rstrip(_STOPS), "")])


def worded(directive: Directive, start: int, end: int) -> dict[str, Any]:
    """Title, kinds and deadline of a part of the directive: the directive's own where the reader says nothing."""
    words = shown(directive.notice.source_text[start:end])
    label, deadline = evidence_kind(words), find_deadline(words, directive.notice.dated_on)
    moment = due(deadline.value) if deadline else None
    found: dict[str, Any] = {"title": title_of(words) or directive.title, "evidence_kinds": directive.evidence_kinds}
    if label != "other":
        found["evidence_kinds"] = proposed_kinds(label)
    found |= {"due_at": directive.due_at, "deadline_text": directive.deadline_text}
    if deadline and (moment or directive.due_at is None):
        found |= {
            "due_at": due_moment(*moment) if moment else None,
            "deadline_text": words[deadline.start : deadline.end],
        }
    return found


def can_be_cut(text: str) -> bool:
    """Whether there is a place in the passage at which it may be cut, as far as can be told at a glance."""
    return bool(_STOP.search(text.rstrip(_STOPS)))


def pieces(text: str, start: int, end: int, starts: set[int]) -> list[tuple[int, int]]:
    """text[start:end] cut where a clause begins at one of `starts`; what stands between two pieces belongs to neither.

    Starts where no clause begins are passed over.
    """
    cuts = [clause.start for clause in clauses(text, start, end)[1:] if clause.start in starts]
    bounds = [start, *cuts, end]
    found = [(a, a + len(text[a:b].rstrip(_STOPS))) for a, b in zip(bounds, bounds[1:], strict=False)]
    return [*found[:-1], (found[-1][0], end)]


def heading_path(part: dict[str, Any], at: int) -> list[str]:
    """The headings that the place stands under, the highest first."""
    path: list[tuple[int, str]] = []
    for heading in part["headings"]:
        if heading["start"] > at:
            break
        path = [above for above in path if above[0] < heading["level"]]
        path.append((heading["level"], heading["text"]))
    return [text for _level, text in path]
