"""Many directives of a draft are changed at once, each as if it were changed alone: one event for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklist.accounts.models import Membership
from checklist.drafting.confirming import Audience, drop, restore, rewrite
from checklist.evidence.kinds import in_their_order
from checklist.notices.issuing import refuse_unless_draft
from checklist.notices.models import Directive, Notice

CHANGE, DROP, RESTORE = "change", "drop", "restore"
VAGUE = "vague_deadline"


@dataclass(frozen=True)
class Change:
    """What is set on every directive; None: stays as it is in each.

    `adds_kinds`: the kinds come to those that are there, instead of taking their place. `due_at` counts only with
    `sets_due`: None then means no deadline. An empty audience: every addressee.
    """

    kinds: tuple[str, ...] | None = None
    adds_kinds: bool = False
    least: int | None = None
    sets_due: bool = False
    due_at: datetime | None = None
    audience: Audience | None = None


def change_all(
    notice: Notice, directives: Iterable[Directive], act: str, change: Change, *, by: Membership, at: datetime
) -> list[Directive]:
    """Change, drop or restore these directives of the draft; those that were not so already are returned.

    The caller holds the notice's row.
    """
    refuse_unless_draft(notice)
    if act == CHANGE:
        return [directive for directive in directives if _change(directive, change, by, at)]
    # What went into another one comes back by itself alone: that changes the other one too.
    own = [directive for directive in directives if directive.merged_into_id is None]
    standing = [directive for directive in own if (directive.dropped_at is None) == (act == DROP)]
    for directive in standing:
        (drop if act == DROP else restore)(directive, by=by, at=at)
    return standing


def _change(directive: Directive, change: Change, by: Membership, at: datetime) -> bool:
    values: dict[str, Any] = {}
    if change.kinds is not None:
        there = directive.evidence_kinds
        chosen = [*there, *change.kinds] if change.adds_kinds else change.kinds
        values["evidence_kinds"] = in_their_order(dict.fromkeys(chosen), there)
    if change.least is not None:
        values["least_evidence"] = change.least
    if change.sets_due:
        values["due_at"] = change.due_at
    audience = change.audience or Audience(directive.categories, directive.organizations)
    is_changed = rewrite(directive, values, audience, by=by, at=at)
    if is_changed and change.sets_due and directive.doubt == VAGUE:
        directive.doubt = None
    return is_changed
