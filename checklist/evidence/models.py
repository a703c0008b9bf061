"""Evidence: what shows that a task was done. It belongs to an organization and serves one or many tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.files.models import StoredFile
from checklist.journal.models import Sealed
from checklist.organizations.models import Organization


class Evidence(Base):
    """One piece of evidence through all its versions. Never overwritten, never deleted; a wrong one is voided."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    kind: Mapped[str]

    organization: Mapped[Organization] = relationship()
    versions: Mapped[list["EvidenceVersion"]] = relationship(
        order_by="EvidenceVersion.number", back_populates="evidence"
    )
    voiding: Mapped["Voiding | None"] = relationship(back_populates="evidence")

    @property
    def current(self) -> "EvidenceVersion":
        """The newest version: the one that is shown and submitted."""
        return self.versions[-1]


# The files of a version, in the order that its content names them: who may see a file is asked here.
version_files = Table(
    "version_files",
    Base.metadata,
    Column("version_id", ForeignKey("evidence_versions.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", ForeignKey(StoredFile.id), nullable=False, index=True),
)


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
    # What the kind asks for: for a link {"url": …}. With files: {"files": [{"name": …, "sha256": …}]}.
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    evidence: Mapped[Evidence] = relationship(back_populates="versions")
    created_by: Mapped[Membership] = relationship()
    files: Mapped[list[StoredFile]] = relationship(
        secondary=version_files, order_by=version_files.c.position, viewonly=True
    )


class Voiding(Base, Sealed):
    """A piece of evidence was wrong: by whom, when and why it was voided (作废). It stays in the record."""

    __tablename__ = "voidings"
    __table_args__ = (UniqueConstraint("evidence_id"),)
    sealed = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey(Evidence.id))
    reason: Mapped[str]
    voided_at: Mapped[datetime]
    voided_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    evidence: Mapped[Evidence] = relationship(back_populates="voiding")
    voided_by: Mapped[Membership] = relationship()
