"""A copy or a supplement takes over what a person confirmed of the notice before: only new words are confirmed anew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checklist.clock import due_moment
from checklist.drafting.matching import Clause, match
from checklist.drafting.passages import directive_of
from checklist.notices.models import Directive, Notice
from checklist.reading import due

COPIED_DEADLINE, COPIED_SCOPE = "copied_deadline", "copied_scope"


def clauses(directives: Sequence[Directive]) -> list[Clause]:
    """The directives as they are compared."""
    return [Clause(one.text, one.title, tuple(one.heading_path)) for one in directives]


def begin_with(notice: Notice, last: Notice, at: datetime) -> None:
    """Let a new draft begin with what was confirmed of the notice of last time; its words are its own.

    Whom it is for, and of every directive found again: title where the words are the same, kinds of evidence, figure,
    for whom; dropped stays dropped; under each heading the order of last time. Deadlines are what the new text says.
    What a person added last time is there where its words are.
    """
    notice.to_all = last.to_all
    notice.categories, notice.organizations = list(last.categories), _running(last)
    if not notice.to_all and not notice.categories and not notice.organizations:
        notice.to_all = True  # as long as nobody chose: seen, and changed, on the confirming screen
    before = [one for one in last.directives if one.part == last.part]
    _find_again(notice, before)
    for part in range(len(notice.parts)):
        own = sorted((one for one in notice.directives if one.part == part), key=lambda one: one.position)
        places: dict[int, int] = {}
        for place, found in match(clauses(own), clauses(before)).items():
            directive, old = own[place], before[found.old]
            take_over(directive, old, is_same=found.is_same)
            directive.same_as_id = old.id
            if old.dropped_at is not None:
                directive.dropped_at = at
            places[id(directive)] = old.position
        _put_in_order(own, places)


def _find_again(notice: Notice, before: Sequence[Directive]) -> None:
    """What a person added last time, because the reader had missed it, where the same words stand in the new text."""
    part = notice.parts[notice.part]
    for old in before:
        start = notice.source_text.find(old.text, part["start"], part["end"])
        if old.is_proposed or old.dropped_at is not None or start < 0:
            continue
        end = start + len(old.text)
        if any(one.start < end and one.end > start for one in notice.directives):
            continue
        directive = directive_of(notice, start, end)
        later = [one.position for one in notice.directives if one.part == notice.part and one.start > start]
        directive.position = min(later, default=len(notice.directives))
        for one in notice.directives:
            one.position += one.position >= directive.position
        notice.directives.append(directive)


def take_over(directive: Directive, old: Directive, *, is_same: bool) -> None:
    """Of one directive what was confirmed before; `is_same`: word for word, so that it was looked at already."""
    if is_same:
        directive.title, directive.applies_to_text, directive.doubt = old.title, old.applies_to_text, None
    directive.evidence_kinds, directive.least_evidence = list(old.evidence_kinds), old.least_evidence
    directive.figure, directive.unit = old.figure, old.unit
    directive.categories, directive.organizations = list(old.categories), _running(old)
    if (old.categories or old.organizations) and not (directive.categories or directive.organizations):
        directive.doubt = COPIED_SCOPE
    elif old.due_at is not None and directive.due_at is None:
        directive.doubt = COPIED_DEADLINE


def proposed_due(proposal: dict[str, Any]) -> datetime | None:
    """The moment that the reader found in the words; None where there is none, or a person added the directive."""
    absolute = due(proposal.get("deadline"))
    return due_moment(*absolute) if absolute else None


def _running(before: Notice | Directive) -> list[Any]:
    return [one for one in before.organizations if one.ended_on is None]


def _put_in_order(own: list[Directive], places: dict[int, int]) -> None:
    """Under each heading what was found again stands in the order of last time, what is new where it stands."""
    siblings: dict[tuple[str, ...], list[Directive]] = {}
    for directive in own:
        if id(directive) in places:
            siblings.setdefault(tuple(directive.heading_path), []).append(directive)
    for found in siblings.values():
        positions = [one.position for one in found]
        for position, directive in zip(positions, sorted(found, key=lambda one: places[id(one)]), strict=True):
            directive.position = position
