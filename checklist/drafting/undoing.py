"""What undoes a merging or a cutting of directives.

Every such act is a step of the directive that is left standing. The others keep in `undoing` what the step changed in
it: {"merged" or "cut": {"step": its number in the notice, "changed": {field: [before, after]}}}. Steps are undone in
the reverse order, so that a directive is wholly again what it was before the step.
"""

from datetime import datetime
from typing import Any

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.issuing import refuse_unless_chosen
from checklist.notices.models import Directive, Notice

MERGED, CUT = "merged", "cut"


def rejoin(directive: Directive, *, by: Membership, at: datetime) -> None:
    """Undo the last cut of the directive, and what was done to it since. Not cut: nothing happens."""
    refuse_unless_chosen(directive)
    steps = [one.undoing[CUT]["step"] for one in directive.notice.directives if one.cut_from_id == directive.id]
    if steps:
        _undo(directive, max(steps), by=by, at=at)


def part_again(directive: Directive, *, by: Membership, at: datetime) -> None:
    """Undo the merging of this directive into another, and what was done to that one since."""
    into = next(one for one in directive.notice.directives if one.id == directive.merged_into_id)
    _undo(into, directive.undoing[MERGED]["step"], by=by, at=at)


def _undo(directive: Directive, first: int, *, by: Membership, at: datetime) -> None:
    """Undo this step of the directive and every later one, the last first."""
    if directive.merged_into_id is not None:
        part_again(directive, by=by, at=at)
    while steps := _steps(directive):
        last = max(steps)
        if last < first:
            return
        kind, others = steps[last]
        if kind == MERGED:
            _part(directive, others[0], by=by, at=at)
        else:
            _take_back(directive, others, by=by, at=at)


def _steps(directive: Directive) -> dict[int, tuple[str, list[Directive]]]:
    """The steps of the directive that stand: what each was, and the others that it made or took in."""
    found: dict[int, tuple[str, list[Directive]]] = {}
    for other in directive.notice.directives:
        for kind, owner_id in ((MERGED, other.merged_into_id), (CUT, other.cut_from_id)):
            if owner_id == directive.id:
                found.setdefault(other.undoing[kind]["step"], (kind, []))[1].append(other)
    return found


def _part(directive: Directive, other: Directive, *, by: Membership, at: datetime) -> None:
    _put_back(directive, other.undoing[MERGED]["changed"])
    other.undoing = {kind: kept for kind, kept in other.undoing.items() if kind != MERGED}
    other.merged_into_id, other.dropped_at = None, None
    note("directive.unmerged", directive, by, at, unmerged=other.id)


def _take_back(directive: Directive, parts: list[Directive], *, by: Membership, at: datetime) -> None:
    """The pieces of one cut go; what was done to them since is undone before."""
    ids, changed = [one.id for one in parts], parts[0].undoing[CUT]["changed"]
    for one in parts:
        _undo(one, 0, by=by, at=at)
    # Nothing points at the pieces any more, in the database either: rows of one table go in no order of their own.
    db.session.flush()
    for one in parts:
        directive.notice.directives.remove(one)
        db.session.delete(one)
    _put_back(directive, changed)
    db.session.flush()
    note("directive.rejoined", directive, by, at, pieces=ids)


def change(directive: Directive, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Set these fields; returns what was changed, as it can be kept."""
    changed = {}
    for field, value in values.items():
        before = getattr(directive, field)
        if before != value:
            changed[field] = [_kept_value(before), _kept_value(value)]
            setattr(directive, field, value)
    directive.text = directive.notice.source_text[directive.start : directive.end]
    return changed


def _put_back(directive: Directive, changed: dict[str, list[Any]]) -> None:
    """Give the fields their earlier values; what a person has changed since stays."""
    for field, (before, after) in changed.items():
        if _kept_value(getattr(directive, field)) == after:
            is_moment = field == "due_at" and before is not None
            setattr(directive, field, datetime.fromisoformat(before) if is_moment else before)
    directive.text = directive.notice.source_text[directive.start : directive.end]


def _kept_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def next_step(notice: Notice) -> int:
    return 1 + max((kept["step"] for one in notice.directives for kept in one.undoing.values()), default=0)


def note(name: str, directive: Directive, by: Membership, at: datetime, **facts: Any) -> None:
    record(
        NOTICE, directive.notice_id, name, by=by.id, at=at, directive=directive.id, digest=directive.digest(), **facts
    )
