"""Evidence: what shows that a task was done. It belongs to an organization and serves one or many tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.journal.models import Sealed
from checklist.organizations.models import Organization


class Evidence(Base):
    """One piece of evidence through all its versions. Never overwritten, never deleted."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    kind: Mapped[str]

    versions: Mapped[list["EvidenceVersion"]] = relationship(
        order_by="EvidenceVersion.number", back_populates="evidence"
    )

    @property
    def current(self) -> "EvidenceVersion":
        """The newest version: the one that is shown and submitted."""
        return self.versions[-1]


class EvidenceVersion(Base, Sealed):
    """What was given at one time. `happened_on` is the date of the fact, `created_at` that of the upload."""

    __tablename__ = "evidence_versions"
    __table_args__ = (UniqueConstraint("evidence_id", "number"),)
    sealed = ("title", "happened_on", "note", "content")

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey(Evidence.id))
    number: Mapped[int]
    title: Mapped[str]
    happened_on: Mapped[date | None]
    note: Mapped[str]
    # What the kind asks for: for a link {"url": …}.
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    evidence: Mapped[Evidence] = relationship(back_populates="versions")
    created_by: Mapped[Membership] = relationship()
