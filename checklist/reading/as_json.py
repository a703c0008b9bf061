"""A reading in the JSON that notices are labelled and scored in."""

from __future__ import annotations

from typing import Any

from checklist.reading.model import Part, Reading


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
        "headings": [[heading.level, heading.text] for heading in part.headings],
        "directives": [
            {
                "heading_path": list(directive.heading_path),
                "text": directive.text,
                "title": directive.title,
                "deadline": directive.deadline,
                "deadline_text": directive.deadline_text,
                "applies_to": directive.applies_to,
                "evidence_kind": directive.evidence_kind,
            }
            for directive in part.directives
        ],
        "annexes": list(part.annexes),
        "contacts": list(part.contacts),
    }
