"""The kinds of evidence, one small file each. To add one: its file, its template, its test, and its line here."""

from collections.abc import Iterable, Sequence

from checklist.evidence.kinds import (
    figures,
    file,
    link,
    meeting,
    post,
    report,
    roster,
    statement,
    story,
    study,
    suggestion,
)
from checklist.evidence.kinds.kind import Kind

# In the order in which a form offers them.
KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        file,
        link,
        meeting,
        study,
        post,
        roster,
        suggestion,
        story,
        figures,
        report,
        statement,
    )
}

# label of the reader -> the kinds that are proposed for a directive; the first is the one that is shown first.
PROPOSED = {
    "document": ["file", "link"],
    "plan": ["file", "link"],
    "meeting": ["meeting"],
    "study": ["study", "statement"],
    # What went round in a chat group has no address: a picture of it shows it.
    "post": ["post", "story", "file"],
    # The roster first: whoever reads a file reads the telephone numbers in it too. But a plain list of those who take
    # part is no list of experts, and only fits a file.
    "roster": ["roster", "file"],
    "number": ["figures", "statement"],
    "report": ["report", "suggestion", "file"],
    "other": ["link", "file", "statement"],
}


# kind -> the label of the reader that it stands for (product.md's list of kinds, read backwards).
LABELS = {
    "file": "document",
    "link": "other",
    "meeting": "meeting",
    "study": "study",
    "post": "post",
    "roster": "roster",
    "suggestion": "report",
    "story": "post",
    "figures": "number",
    "report": "report",
    "statement": "other",
}


def proposed_kinds(label: str, figure: str | None = None) -> list[str]:
    """The kinds of evidence that fit a label of the reader; where a figure is asked for, it can always be given."""
    kinds = [kind for kind in PROPOSED.get(label, PROPOSED["other"]) if kind in KINDS] or PROPOSED["other"]
    return ["figures", *kinds] if figure and "figures" not in kinds else list(kinds)


def in_their_order(chosen: Iterable[str], there: Sequence[str]) -> list[str]:
    """The chosen kinds: those that were there in the order they had, so that the first stays the first; then the others
    as they were chosen."""
    wanted = list(chosen)
    return [kind for kind in there if kind in wanted] + [kind for kind in wanted if kind not in there]


def label_of(kinds: list[str], proposed: str = "", figure: str | None = None) -> str:
    """The label of the reader that these kinds stand for: `proposed` where they are what it leads to, with the figure
    that was proposed with it; else the one that leads to them, else that of the first."""
    if proposed and kinds in (proposed_kinds(proposed, figure), proposed_kinds(proposed)):
        return proposed
    same = (label for label, leads_to in PROPOSED.items() if set(leads_to) == set(kinds))
    return next(same, LABELS.get(kinds[0], "other") if kinds else "other")
