"""The office's own notices as labels to measure the reader with (tests/reading/notices/README.md): what was issued is
what a person confirmed. Nothing of a draft is written."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from checklist.db import db
from checklist.drafting.comparing import ADDED, KEPT, MERGED, REWORDED, SPLIT, Confirmed, confirmed
from checklist.notices.models import DeadlineChange, Directive, Notice
from checklist.organizations.models import Category
from checklist.organizations.queries import all_categories

AT_ONCE = 20


def export_corrections(folder: Path) -> Iterator[str]:
    """Write NN-notice-ID.txt and .json for every issued notice that was read from a file or a paste, the oldest first;
    a line for each, of how many proposals were kept, changed or dropped, and how many directives a person added."""
    categories = all_categories()
    for number, notice in enumerate(db.session.scalars(_read_and_issued()), 1):
        name = f"{number:02d}-notice-{notice.id}"
        found = _confirmed(notice, categories)
        label = json.dumps(_label(notice, found), ensure_ascii=False, indent=1)
        (folder / f"{name}.txt").write_text(notice.source_text, "utf-8", newline="")
        (folder / f"{name}.json").write_text(f"{label}\n", "utf-8", newline="")
        yield f"{name}: {_counts(notice, found)}"


def _read_and_issued() -> Select[Notice]:
    return (
        select(Notice)
        .where(Notice.issued_at.is_not(None), Notice.original_id.is_not(None))
        .order_by(Notice.issued_at, Notice.id)
        .options(
            selectinload(Notice.directives).selectinload(Directive.categories),
            selectinload(Notice.directives).selectinload(Directive.organizations),
        )
        .execution_options(yield_per=AT_ONCE)
    )


def _confirmed(notice: Notice, categories: list[Category]) -> list[Confirmed]:
    """The directives of the issued part that were kept, in the order of the text."""
    own = [one for one in notice.directives if one.part == notice.part and one.dropped_at is None]
    moved = _first_deadlines(notice)
    return [
        confirmed(one, notice.directives, moved.get(one.id, one.due_at), categories)
        for one in sorted(own, key=lambda one: (one.start, one.end, one.id))
    ]


def _first_deadlines(notice: Notice) -> dict[int, datetime | None]:
    """The deadlines with which directives were issued whose deadline was moved since."""
    changes = db.session.execute(
        select(DeadlineChange.directive_id, DeadlineChange.old_due_at)
        .where(DeadlineChange.directive_id.in_([directive.id for directive in notice.directives]))
        .order_by(DeadlineChange.id.desc())
    )
    return {row.directive_id: row.old_due_at for row in changes}


def _label(notice: Notice, found: list[Confirmed]) -> dict[str, Any]:
    letterhead = {
        "title": notice.title,
        "document_number": notice.document_number or None,
        "issuer": notice.issuer_name or None,
        "issued_on": notice.dated_on.isoformat() if notice.dated_on else None,
        "addressees": notice.addressees_text or None,
    }
    several = {"parts": [_part(notice, number, letterhead) for number in range(len(notice.parts))]}
    return {
        **letterhead,
        **(several if len(notice.parts) > 1 else {}),
        "headings": [[heading["level"], heading["text"]] for part in notice.parts for heading in part["headings"]],
        "directives": [
            one.label | {"part": notice.part + 1, "outcome": one.outcome, "proposed": one.corrected} for one in found
        ],
        "not_directives": [one.proposal["text"] for one in _dropped(notice)],
        # Of the other documents of the file nobody confirmed or dropped anything: they count neither way.
        "borderline": [one.text for one in notice.directives if one.part != notice.part],
    }


def _part(notice: Notice, number: int, letterhead: dict[str, Any]) -> dict[str, Any]:
    """The letterhead of one document of the file; only of the one that was issued it is confirmed."""
    role = {"role": notice.parts[number]["role"]}
    return role | letterhead if number == notice.part else role


def _dropped(notice: Notice) -> list[Directive]:
    """The proposals that a person left out; not those that went into another."""
    own = (one for one in notice.directives if one.part == notice.part and one.proposal)
    return [one for one in own if one.dropped_at is not None and one.merged_into_id is None]


def _counts(notice: Notice, found: list[Confirmed]) -> str:
    outcomes = Counter(one.outcome for one in found)
    changed = sum(outcomes[outcome] for outcome in (REWORDED, MERGED, SPLIT))
    return (
        f"{outcomes[KEPT]} kept, {changed} changed, {len(_dropped(notice))} dropped, {outcomes[ADDED]} added "
        f"({outcomes[REWORDED]} reworded, {outcomes[MERGED]} merged, {outcomes[SPLIT]} split)"
    )
