"""Evidence: what shows that a task was done. It belongs to an organization and serves one or many tasks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.journal.models import Sealed
from checklist.organizations.models import Organization


class StoredFile(Base):
    """The bytes of one file, kept once under their SHA-256 however many pieces hold them.

    `media_type` is what the content is, never what the name says. `pages`: so many pictures of its pages can be
    shown; `has_text`: it can be read as text or tables in the page.
    """

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    media_type: Mapped[str]
    pages: Mapped[int]
    has_text: Mapped[bool]
    stored_at: Mapped[datetime]


class Upload(Base):
    """A file that was picked for a form and is not part of a piece yet. It waits there when the page is closed.

    `form` names the form it was picked for (`task-7`). Taken out of the form again, the row is deleted.
    """

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    form: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), index=True)
    name: Mapped[str]
    uploaded_at: Mapped[datetime]
    # Empty for a helper without an account, who is known by the visitor's word that the helper's browser keeps.
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    visitor: Mapped[str]
    used_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship()


class Evidence(Base):
    """One piece of evidence through all its versions. Never overwritten, never deleted; a wrong one is voided."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    kind: Mapped[str]

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
