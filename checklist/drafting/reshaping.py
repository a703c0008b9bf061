"""Two directives of a draft become one, or one becomes several; undoing.py takes it back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.drafting.limits import refuse_too_many
from checklist.drafting.passages import directive_of, pieces, worded
from checklist.drafting.undoing import CUT, MERGED, change, next_step, note
from checklist.notices.issuing import refuse_unless_chosen
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive, Notice
from checklist.refusals import Refused

DEADLINE_TEXT_AT_MOST = 100
TWO_DEADLINES = "two_deadlines"


def merge(directive: Directive, following_id: int, *, by: Membership, at: datetime) -> None:
    """Make the directive one with the one that follows it: from the start of the first to the end of the last.

    The other is left out, and says into which it went. It went there already: nothing happens.
    """
    notice = directive.notice
    refuse_unless_chosen(directive)
    other = next((one for one in notice.directives if one.id == following_id), None)
    if other is not None and other.merged_into_id == directive.id:
        return
    if other is None or directive.dropped_at is not None or other is not following(directive):
        raise Refused(_("这两项已有变化，不能合并。请刷新页面后再试。"))
    start, end = min(directive.start, other.start), max(directive.end, other.end)
    if any(one.start < end and one.end > start for one in _kept(notice) if one not in (directive, other)):
        raise Refused(_("两项的原文之间还有别的任务事项，不能合并。请先用“上移”“下移”调整顺序。"))
    takes = {"start": start, "end": end, "evidence_kinds": _either(directive, other)} | _deadline(directive, other)
    if not directive.figure and other.figure:
        takes |= {"figure": other.figure, "unit": other.unit}
    other.undoing = other.undoing | {MERGED: {"step": next_step(notice), "changed": change(directive, takes)}}
    other.merged_into_id, other.dropped_at = directive.id, at
    note("directive.merged", directive, by, at, merged=other.id)


def cut(directive: Directive, starts: Iterable[int], *, by: Membership, at: datetime) -> None:
    """Cut the directive into several: at each of these starts of a clause in its passage a new one begins.

    Cut there already: nothing happens.
    """
    notice = directive.notice
    refuse_unless_chosen(directive)
    chosen = set(starts)
    pieces_made = (one for one in notice.directives if one.cut_from_id == directive.id and one.merged_into_id is None)
    made = {one.start for one in pieces_made}
    if chosen and chosen <= made:
        return
    if directive.dropped_at is not None:
        raise Refused(_("这一项已删去或并入别项，不能拆分。请先恢复。"))
    spans = pieces(notice.source_text, directive.start, directive.end, chosen)
    if len(spans) != len(chosen) + 1 or not chosen:
        raise Refused(_("请在要分开的地方打勾，至少一处。"))
    refuse_too_many(notice, len(chosen))
    added = [_piece(directive, start, end) for start, end in spans[1:]]
    has_figure = any(one.figure for one in added)
    changes = {"start": spans[0][0], "end": spans[0][1]} | worded(directive, *spans[0])
    if _stands_in(directive.title, shown(notice.source_text[spans[0][0] : spans[0][1]])):
        changes["title"] = directive.title
    if has_figure:
        changes |= {"figure": "", "unit": ""}
    undoing = {CUT: {"step": next_step(notice), "changed": change(directive, changes)}}
    for one in notice.directives:
        if one.position > directive.position:
            one.position += len(added)
    for place, one in enumerate(added, 1):
        one.position, one.undoing, one.cut_from_id = directive.position + place, undoing, directive.id
        notice.directives.append(one)
        one.digest()
    db.session.flush()
    note("directive.split", directive, by, at, pieces=[one.id for one in added])


def following(directive: Directive) -> Directive | None:
    """The next one of the same document that is kept."""
    after = [one for one in _kept(directive.notice) if one.part == directive.part and _place(one) > _place(directive)]
    return min(after, key=_place, default=None)


def _piece(directive: Directive, start: int, end: int) -> Directive:
    """A part of the directive: for the same organizations, with what the reader says of its own words."""
    piece = directive_of(directive.notice, start, end)
    piece.least_evidence, piece.applies_to_text = directive.least_evidence, directive.applies_to_text
    piece.categories, piece.organizations = list(directive.categories), list(directive.organizations)
    if directive.figure and directive.figure in shown(piece.text):
        piece.figure, piece.unit = directive.figure, directive.unit
    for field, value in worded(directive, start, end).items():
        setattr(piece, field, value)
    return piece


def _either(directive: Directive, other: Directive) -> list[str]:
    return directive.evidence_kinds + [kind for kind in other.evidence_kinds if kind not in directive.evidence_kinds]


def _deadline(directive: Directive, other: Directive) -> dict[str, Any]:
    """The deadline of both: the earlier one, to be looked at where they differ; in the words of both."""
    moments = {one.due_at for one in (directive, other) if one.due_at is not None}
    words = dict.fromkeys(one.deadline_text for one in (directive, other) if one.deadline_text)
    return {
        "due_at": min(moments, default=None),
        "deadline_text": "；".join(words)[:DEADLINE_TEXT_AT_MOST],
        "doubt": TWO_DEADLINES if len(moments) > 1 else directive.doubt or other.doubt,
    }


def _stands_in(title: str, words: str) -> bool:
    """Whether the characters of a title come in the words one after the other: a title leaves out, it adds nothing."""
    rest = iter(words)
    return bool(title) and all(character in rest for character in title)


def _kept(notice: Notice) -> list[Directive]:
    return [one for one in notice.directives if one.part == notice.part and one.dropped_at is None]


def _place(directive: Directive) -> tuple[int, int]:
    return directive.position, directive.id
