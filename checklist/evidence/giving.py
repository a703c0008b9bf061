"""An association gives evidence; what was given is an event in its own journal."""

from dataclasses import dataclass
from datetime import date, datetime

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import record

MAX_URL = 2000


@dataclass(frozen=True)
class Link:
    """A link as it was typed: address, title, date of the fact, note."""

    url: str
    title: str
    happened_on: date | None = None
    note: str = ""


def give_link(organization_id: int, kind: str, link: Link, *, by: Membership, at: datetime) -> Evidence:
    """Keep a link as a piece of evidence of that kind; it serves no task yet. The address has been checked."""
    version = EvidenceVersion(
        number=1,
        title=link.title,
        happened_on=link.happened_on,
        note=link.note,
        content={"url": link.url},
        created_at=at,
        created_by_id=by.id,
    )
    evidence = Evidence(organization_id=organization_id, kind=kind, versions=[version])
    digest = version.digest()
    db.session.add(evidence)
    db.session.flush()
    record(
        ORGANIZATION,
        organization_id,
        "evidence.given",
        by=by.id,
        at=at,
        evidence=evidence.id,
        version=version.number,
        kind=kind,
        digest=digest,
    )
    return evidence
