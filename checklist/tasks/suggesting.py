"""Which of the organization's pieces can serve a task too: the likely ones first, then the newest.

Likely is what serves the same directive, one of the same words, or one with a title much like it; and what has such a
title itself. Titles are compared by their words: pairs of characters in Chinese, whole words elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from checklist.db import db
from checklist.evidence.listing import Filter, current_versions, filtered
from checklist.evidence.models import Evidence, EvidenceVersion, Voiding
from checklist.notices.models import Directive
from checklist.organizations.models import Organization
from checklist.tasks.models import Attachment, Task

# So many are shown at a time, and so many of the newest are looked at.
PER_PAGE = 20
MOST_LOOKED_AT = 5000
# So many likely ones stand ahead of the newest.
LIKELY_AT_MOST = 5
# Of two titles' words together, what they share: from here on they are much alike.
ALIKE = 0.5
SAME_DIRECTIVE, SAME_WORDS = 3.0, 2.0

_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Candidate:
    """A piece by its newest version; `served`: the titles of what it serves already."""

    version: EvidenceVersion
    is_likely: bool
    served: list[str]


@dataclass(frozen=True)
class Offer:
    """The pieces to choose from, `total` of them in all; those that were chosen already stand first."""

    wanted: Filter
    candidates: list[Candidate] = field(default_factory=list)
    total: int = 0
    chosen: Collection[int] = ()

    @property
    def next_page(self) -> int | None:
        """The page that shows more; None: all are shown."""
        shown = len(self.candidates)
        return shown // PER_PAGE + 1 if shown < self.total else None


@dataclass(frozen=True)
class _Looked:
    """What is compared of a piece."""

    version_id: int
    evidence_id: int
    score: float
    served: list[str]


def has_reusable(task: Task) -> bool:
    """Whether there is any piece that can serve the task too."""
    return db.session.scalar(select(Evidence.id).where(*_can_serve(task)).limit(1)) is not None


def offer_for(task: Task, wanted: Filter, page: int = 1, chosen: Collection[int] = ()) -> Offer:
    """The pieces that can serve the task too, as many as so many pages hold; three queries, however many there are.

    `chosen` are ids of pieces: they stay in the list, whatever is looked for.
    """
    looked = _looked_at(task, wanted, chosen)
    likely = sorted((each for each in looked if each.score), key=lambda each: (-each.score, -each.version_id))
    ahead = [each.evidence_id for each in likely[:LIKELY_AT_MOST]]
    places = {evidence_id: place for place, evidence_id in enumerate(ahead)}
    # What is looked at comes newest first already.
    looked.sort(key=lambda each: (each.evidence_id not in chosen, places.get(each.evidence_id, LIKELY_AT_MOST)))
    shown = looked[: max(page, 1) * PER_PAGE]
    loaded = db.session.scalars(
        select(EvidenceVersion)
        .join(EvidenceVersion.evidence)
        .where(EvidenceVersion.id.in_([each.version_id for each in shown]))
        .options(contains_eager(EvidenceVersion.evidence), joinedload(EvidenceVersion.created_by))
    )
    versions = {version.id: version for version in loaded}
    candidates = [Candidate(versions[each.version_id], each.evidence_id in places, each.served) for each in shown]
    return Offer(wanted, candidates, len(looked), chosen)


def _can_serve(task: Task) -> list[ColumnElement[bool]]:
    """Of the task's organization or one merged with it, of the kinds it wants, not voided, not attached to it."""
    attached = select(Attachment.id).where(
        Attachment.task_id == task.id, Attachment.evidence_id == Evidence.id, Attachment.detached_at.is_(None)
    )
    voided = select(Voiding.id).where(Voiding.evidence_id == Evidence.id)
    return [
        Evidence.organization_id.in_(_merged(task)),
        Evidence.kind.in_(task.directive.evidence_kinds),
        ~attached.exists(),
        ~voided.exists(),
    ]


def _merged(task: Task) -> Select[int]:
    """The task's organization and those that are one with it since a merger."""
    heir_id = task.organization.heir_id
    return select(Organization.id).where(or_(Organization.id == heir_id, Organization.succeeded_by_id == heir_id))


def _looked_at(task: Task, wanted: Filter, chosen: Collection[int]) -> list[_Looked]:
    """What can be had, each with how likely it is."""
    versions = filtered(current_versions(), wanted)
    if chosen:
        versions = current_versions().where(
            EvidenceVersion.id.in_(versions.with_only_columns(EvidenceVersion.id)) | Evidence.id.in_(chosen)
        )
    columns = versions.with_only_columns(EvidenceVersion.id, EvidenceVersion.evidence_id, EvidenceVersion.title)
    rows = db.session.execute(
        columns.where(*_can_serve(task)).order_by(EvidenceVersion.id.desc()).limit(MOST_LOOKED_AT)
    ).all()
    served = _served(task)
    return [
        _Looked(id, evidence_id, _score(task.directive, title, served[evidence_id]), _titles(served[evidence_id]))
        for id, evidence_id, title in rows
    ]


def _served(task: Task) -> dict[int, list[Directive]]:
    """By piece: the directives that it serves, the newest first."""
    rows = db.session.execute(
        select(Attachment.evidence_id, Directive)
        .join(Attachment.task)
        .join(Task.directive)
        .where(Task.organization_id.in_(_merged(task)), Attachment.detached_at.is_(None))
        .order_by(Attachment.id.desc())
    )
    served: dict[int, list[Directive]] = defaultdict(list)
    for evidence_id, directive in rows:
        served[evidence_id].append(directive)
    return served


def _titles(directives: list[Directive]) -> list[str]:
    return list(dict.fromkeys(directive.title for directive in directives))


def _score(directive: Directive, title: str, served: list[Directive]) -> float:
    """How likely a piece is for a directive; 0: not likely."""
    if any(_is_same(directive, other) for other in served):
        return SAME_DIRECTIVE
    if any(directive.title == other.title or directive.text == other.text for other in served):
        return SAME_WORDS
    alike = max(likeness(directive.title, other) for other in [title, *(other.title for other in served)])
    return alike if alike >= ALIKE else 0.0


def _is_same(one: Directive, other: Directive) -> bool:
    """Marked as the same, whichever of the two says so, or both of a third; or one directive in another period."""
    return bool({one.id, one.same_as_id} & {other.id, other.same_as_id} - {None})


def likeness(one: str, other: str) -> float:
    """What two titles share, from 0 to 1: twice the words in both by the words of each."""
    ours, theirs = _words(one), _words(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


@lru_cache(maxsize=20_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(
        word
        for run in _RUNS.findall(title.lower())
        for word in ([run] if run.isascii() or len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
    )
