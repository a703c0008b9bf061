"""An amendment becomes the directive that stands in the place of the old one: its words anew, all else taken over."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checklist.clock import due_moment
from checklist.db import db
from checklist.drafting.amending import DEADLINE, MORE, WHICH, Amendment, amendments
from checklist.drafting.passages import heading_path, title_of
from checklist.drafting.taking_over import take_over
from checklist.notices.models import Directive, Notice
from checklist.notices.supplementing import Standing
from checklist.reading import due
from checklist.reading.deadlines import find as find_deadline
from checklist.reading.figures import figure

_NUMBER = re.compile(r"\d+(?:\.\d+)?[^\d\s，。、]?")
_DAY = re.compile(r"\d+(?:[日号时点月]|天)")
# A sentence says no more than a deadline beside what it amends.
_ONLY_DEADLINE = re.compile(r"[^，。；]{0,30}?(?:前|之前)(?:完成|报送|办结|落实)?(?:到位)?")


def amend_all(notice: Notice, part: int, standing: Sequence[Standing]) -> set[int]:
    """Of a new draft: put the changes that the document says in the place of what the reader made of the sentences.

    Returns the ids of the directives that are changed.
    """
    bounds = notice.parts[part]
    changed: set[int] = set()
    for found in amendments(notice.source_text, bounds["start"], bounds["end"], standing):
        read = [
            one
            for one in notice.directives
            if one.part == part and any(one.start < core.end and one.end > core.start for core in found.cores)
        ]
        if found.directive is None:
            for one in read:
                one.doubt = WHICH
            continue
        changed.add(found.directive.id)
        for one in read:
            notice.directives.remove(one)
            db.session.expunge(one)
        notice.directives.append(_reworded(notice, part, found, found.directive))
    if changed:
        for position, one in enumerate(sorted(notice.directives, key=lambda one: (one.part, one.start, one.end))):
            one.position = position
    return changed


def _reworded(notice: Notice, part: int, found: Amendment, old: Directive) -> Directive:
    due_at, deadline_text, value, doubt = _deadline(notice, found, old)
    directive = Directive(
        part=part,
        position=0,
        text=notice.source_text[found.passage.start : found.passage.end],
        start=found.passage.start,
        end=found.passage.end,
        heading_path=heading_path(notice.parts[part], found.passage.start),
        due_at=due_at,
        deadline_text=deadline_text,
        is_proposed=True,
    )
    take_over(directive, old, is_same=True)
    directive.supersedes_id = old.id
    directive.title = _title(found, old)
    for wording in found.wordings:
        asked, unit = figure(wording.new)
        if asked and unit:
            directive.figure, directive.unit = asked, unit
    directive.doubt = found.doubt or doubt or directive.doubt or _more(found)
    directive.proposal = _proposal(directive, old, value)
    return directive


def _deadline(notice: Notice, found: Amendment, old: Directive) -> tuple[datetime | None, str, str | None, str | None]:
    """The moment, its words, as the labels write it, and a doubt; of the old directive where nothing new is said."""
    for words in [*(wording.new for wording in reversed(found.wordings)), found.tail]:
        for told in (words, f"{words}前"):
            deadline = find_deadline(told, notice.dated_on)
            if deadline and (told == words or _DAY.search(words)):
                moment = due(deadline.value)
                text = told[deadline.start : deadline.end]
                text = text if text in words else words
                doubt = None if moment or deadline.value else DEADLINE
                return (due_moment(*moment) if moment else None), text, deadline.value, doubt
    was_time = any(_DAY.search(wording.old) for wording in found.wordings if wording.old)
    was_time = was_time and not any(_DAY.search(wording.new) for wording in found.wordings)
    doubt = DEADLINE if was_time or any(not wording.old for wording in found.wordings) else None
    return old.due_at, old.deadline_text, old.proposal.get("deadline"), doubt


def _title(found: Amendment, old: Directive) -> str:
    """The old title with the new words in it; a new one where the whole passage was reworded beyond its numbers."""
    title = old.title
    for wording in found.wordings:
        if wording.old and wording.old in title:
            title = title.replace(wording.old, wording.new, 1)
            continue
        if old.title in wording.old and _NUMBER.sub("", wording.old) != _NUMBER.sub("", wording.new):
            title = title_of(wording.new) or title
            continue
        before, after = _by_unit(wording.old), _by_unit(wording.new)
        for unit in before.keys() & after.keys():
            title = title.replace(before[unit], after[unit], 1)
    return title


def _by_unit(words: str) -> dict[str, str]:
    """The numbers with their units, by unit; only those of which there is one."""
    found = _NUMBER.findall(words)
    units = [number[-1] for number in found]
    return {number[-1]: number for number in found if units.count(number[-1]) == 1}


def _more(found: Amendment) -> str | None:
    return MORE if found.tail and not _ONLY_DEADLINE.fullmatch(found.tail) else None


def _proposal(directive: Directive, old: Directive, deadline: str | None) -> dict[str, Any]:
    return {
        "applies_to": directive.applies_to_text or "all",
        "evidence_kind": "other",
        **old.proposal,
        "heading_path": list(directive.heading_path),
        "text": directive.text,
        "title": directive.title,
        "deadline": deadline,
        "deadline_text": directive.deadline_text or None,
        "figure": directive.figure or None,
        "unit": directive.unit or None,
    }
