"""What would show that an act was done, guessed from English words."""

from __future__ import annotations

import re

_RULES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "meeting",
            r"\b(?:participate in|attend|convene|hold)\b[^.]{0,30}"
            r"\b(?:meetings?|calls?|briefings?|conferences?)\b",
        ),
        (
            "roster",
            r"\b(?:identify|designate|appoint|name|submit|maintain|review|update)\b[^.]{0,60}"
            r"\b(?:points? of contact|POCs?|contact list|lead officer)\b",
        ),
        (
            "report",
            r"^\W*(?:[^.]{0,80}, )?(?:submit|report|notify|return|inform|respond|provide)\b|\b(?:submit|"
            r"reports?\b|notify|attest|certif)",
        ),
        ("roster", r"\b(?:register|nominate|delegates?|appoint|designate|names? of|officer)\b"),
        ("document", r"\b(?:motions?|privacy|notices?)\b"),
        ("number", r"\b(?:figures|number of|statistics|attendance)\b"),
        ("post", r"\b(?:poster|display|circulate|website|publish|publici[sz]e)\b"),
        (
            "document",
            r"\b(?:invoices?|claims?|purchase orders?|hardware|requests?|requested|applications?|forms?|signed?)\b",
        ),
        ("meeting", r"\b(?:convene|hold|attend|conduct)\b[^.]{0,40}\b(?:meeting|call|briefing|session|conference)\b"),
        ("study", r"\b(?:train|training|course|drill|exercise|briefing)\b"),
        (
            "roster",
            r"\b(?:designate|appoint|nominate|point of contact|contact list|roster|list of (?:names|staff|"
            r"employees))\b",
        ),
        ("plan", r"\bplans?\b|\bschedule\b|\btimeline\b"),
        ("document", r"\b(?:polic(?:y|ies)|procedures?|controls|agreements?|document|written|records?|memorand)\b"),
        ("post", r"\b(?:publish|post|website|web page|announce|display)\b"),
        (
            "number",
            r"\b(?:all|each|every|inventory|number|appl(?:y|ied)|update|patch|install|remove|identify|scan|"
            r"percent|count|change|audit|disconnect)\b",
        ),
    )
)


def evidence_kind(plain: str) -> str:
    return next((kind for kind, pattern in _RULES if pattern.search(plain)), "other")
