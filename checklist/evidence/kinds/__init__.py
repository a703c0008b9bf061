"""The kinds of evidence, one small file each. To add one: its file, its template, its test, and its line here."""

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
    # Not a file: in one, everybody who reads it would read the telephone numbers too.
    "roster": ["roster"],
    "number": ["figures", "statement"],
    "report": ["report", "suggestion", "file"],
    "other": ["link", "file", "statement"],
}


def proposed_kinds(label: str) -> list[str]:
    """The kinds of evidence that fit a label of the reader."""
    return [kind for kind in PROPOSED.get(label, PROPOSED["other"]) if kind in KINDS] or PROPOSED["other"]
