"""What a person made of a proposal of the reader, told from the proposal and the directive that was issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklist.clock import LAST_MINUTE, beijing
from checklist.drafting.proposing import named_in
from checklist.drafting.taking_over import proposed_due
from checklist.evidence.kinds import label_of, proposed_kinds
from checklist.notices.models import Directive
from checklist.organizations.models import Category
from checklist.reading import due
from checklist.reading.deadlines import find as find_deadline

KEPT, REWORDED, DROPPED, MERGED, SPLIT, ADDED = "kept", "reworded", "dropped", "merged", "split", "added"
# What the reader says of a passage, in the order of the labels.
WORDED = ("title", "deadline", "deadline_text", "applies_to", "evidence_kind", "figure", "unit")


@dataclass(frozen=True)
class Confirmed:
    """A directive as a person confirmed it: in the words of the labels, what became of its proposal, and what of the
    proposal was changed, with the values that the reader gave."""

    directive: Directive
    label: dict[str, Any]
    outcome: str
    corrected: dict[str, Any]


def confirmed(
    directive: Directive, siblings: Sequence[Directive], due_at: datetime | None, categories: list[Category]
) -> Confirmed:
    """The directive beside what the reader proposed.

    `siblings`: all directives of its notice; `due_at`: the deadline with which it was issued; `categories`: those of
    the office, by which whom it is for was proposed.
    """
    label = _label(directive, due_at)
    corrected = _corrected(directive, label, categories) if directive.proposal else {}
    return Confirmed(directive, label, _outcome(directive, siblings, corrected), corrected)


def _corrected(directive: Directive, label: dict[str, Any], categories: list[Category]) -> dict[str, Any]:
    """What the reader said where a person says something else."""
    proposal = directive.proposal
    changed = {key for key in WORDED if (proposal.get(key) or None) != label[key]}
    if directive.evidence_kinds != proposed_kinds(proposal["evidence_kind"], proposal.get("figure")):
        changed.add("evidence_kind")
    if _is_for_others(directive, categories):
        changed.add("applies_to")
    return {key: proposal.get(key) for key in WORDED if key in changed}


def _outcome(directive: Directive, siblings: Sequence[Directive], corrected: dict[str, Any]) -> str:
    if directive.cut_from_id or any(one.cut_from_id == directive.id for one in siblings):
        return SPLIT
    if any(one.merged_into_id == directive.id for one in siblings):
        return MERGED
    if not directive.proposal:
        return ADDED
    return REWORDED if corrected else KEPT


def _label(directive: Directive, due_at: datetime | None) -> dict[str, Any]:
    proposal = directive.proposal
    return {
        "heading_path": directive.heading_path,
        "text": directive.text,
        "title": directive.title,
        "deadline": _deadline(directive, due_at),
        "deadline_text": directive.deadline_text or None,
        "applies_to": directive.applies_to_text or "all",
        "evidence_kind": label_of(
            directive.evidence_kinds, proposal.get("evidence_kind", ""), proposal.get("figure") or directive.figure
        ),
        "figure": directive.figure or None,
        "unit": directive.unit or None,
    }


def _deadline(directive: Directive, due_at: datetime | None) -> str | None:
    """The deadline in the grammar of checklist/reading/deadlines.py."""
    proposal = directive.proposal
    is_reworded = directive.deadline_text != (proposal.get("deadline_text") or "")
    if due_at == proposed_due(proposal) and not is_reworded:
        proposed: str | None = proposal.get("deadline")
        return proposed
    if due_at is not None:
        moment = beijing(due_at)
        is_whole_day = moment.time().replace(second=0, microsecond=0) == LAST_MINUTE
        return f"{moment:%Y-%m-%d}" if is_whole_day else f"{moment:%Y-%m-%d %H:%M}"
    found = find_deadline(directive.deadline_text, directive.notice.dated_on) if is_reworded else None
    # A day that a person did not take over as the deadline is none.
    return found.value if found and due(found.value) is None else None


def _is_for_others(directive: Directive, categories: list[Category]) -> bool:
    """Whether it was addressed to others than its words name."""
    named = named_in(directive.notice.source_text, directive.proposal["applies_to"], directive.start, categories)
    chosen = {category.id for category in directive.categories}
    return bool(directive.organizations) or chosen != {category.id for category in named}
