"""A reading in the JSON that notices are labelled and scored in."""

from __future__ import annotations

from typing import Any

from checklist.reading.model import Part, ProposedDirective, Reading


def as_json(reading: Reading) -> dict[str, Any]:
    return {"parts": [_part(part) for part in reading.parts]}


def _part(part: Part) -> dict[str, Any]:
    return {
        "role": part.role,
        "title": part.title,
        "document_number": part.document_number,
        "issuer": part.issuer,
        "issued_on": part.issued_on.isoformat() if part.issued_on else None,
        "addressees": part.addressees,
        "urgency": part.urgency,
        "headings": [[heading.level, heading.text] for heading in part.headings],
        "directives": [directive(each) for each in part.directives],
        "annexes": list(part.annexes),
        "contacts": list(part.contacts),
    }


def directive(proposed: ProposedDirective) -> dict[str, Any]:
    """One proposed directive in the words of the labels."""
    return {
        "heading_path": list(proposed.heading_path),
        "text": proposed.text,
        "title": proposed.title,
        "deadline": proposed.deadline,
        "deadline_text": proposed.deadline_text,
        "applies_to": proposed.applies_to,
        "evidence_kind": proposed.evidence_kind,
        "figure": proposed.figure,
        "unit": proposed.unit,
    }
