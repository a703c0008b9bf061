"""The organization's evidence as a library: what is looked for in it, and one page of what is found."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.evidence.kinds import KINDS
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.evidence.serving import serving_counts
from checklist.organizations.queries import own_organization_ids

PER_PAGE = 50
LAST_PAGE = 10_000
WORDS_AT_MOST = 100


@dataclass(frozen=True)
class Filter:
    """What is looked for: words that stand in the title or the note, and a kind; empty: everything."""

    words: str = ""
    kind: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.kind)


@dataclass(frozen=True)
class Library:
    """One page of the newest versions, the newest first; `counts`: by piece, how many tasks it serves."""

    page: Pagination
    counts: dict[int, int]


def read_filter(values: Mapping[str, str]) -> Filter:
    """The filter in the values of an address; a kind that there is not is none."""
    kind = values.get("kind", "")
    return Filter(values.get("words", "").replace("\x00", "").strip()[:WORDS_AT_MOST], kind if kind in KINDS else "")


def current_versions() -> Select[EvidenceVersion]:
    """The newest version of every piece; scope it to an organization."""
    newer = aliased(EvidenceVersion)
    superseded = select(newer.id).where(
        newer.evidence_id == EvidenceVersion.evidence_id, newer.number > EvidenceVersion.number
    )
    return select(EvidenceVersion).join(EvidenceVersion.evidence).where(~superseded.exists())


def filtered(versions: Select[EvidenceVersion], wanted: Filter) -> Select[EvidenceVersion]:
    """Those that are looked for: every word in the title or the note."""
    for word in wanted.words.split():
        versions = versions.where(
            or_(
                EvidenceVersion.title.icontains(word, autoescape=True),
                EvidenceVersion.note.icontains(word, autoescape=True),
            )
        )
    return versions.where(Evidence.kind == wanted.kind) if wanted.kind else versions


def library_of(by: Membership, wanted: Filter, number: int) -> Library:
    """One page of the actor's organization's pieces; past the last one it is empty. Three queries."""
    versions = (
        filtered(current_versions(), wanted)
        .where(Evidence.organization_id.in_(own_organization_ids(by)))
        .order_by(EvidenceVersion.id.desc())
        .options(
            contains_eager(EvidenceVersion.evidence).joinedload(Evidence.voiding),
            joinedload(EvidenceVersion.created_by),
        )
    )
    page = db.paginate(versions, page=min(max(1, number), LAST_PAGE), per_page=PER_PAGE, error_out=False)
    return Library(page, serving_counts(version.evidence_id for version in page.items))
