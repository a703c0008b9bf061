"""Helping without an account: the links that a secretary makes, and what came in through them.

A contribution waits until the secretary confirms it; only then it is evidence, and only then the office can see it.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.evidence.models import Evidence
from checklist.files.models import StoredFile
from checklist.journal.models import Sealed
from checklist.notices.models import Notice
from checklist.organizations.models import Organization
from checklist.tasks.models import Task

# What a link is: it can be used; the secretary ended it; its time is over; it took in all that it may.
RUNNING, REVOKED, EXPIRED, EXHAUSTED = "running", "revoked", "expired", "exhausted"


class HelperLink(Base, Sealed):
    """An address by which people without an account give material for one task, or for the checklist of a notice.

    The address holds a random word that is kept hashed only. `contributions`, `files` and `bytes` count what came in;
    what was taken out of a form again, or refused by the secretary, counts too.
    """

    __tablename__ = "helper_links"
    sealed = ("name",)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id))
    # Empty: every task of the organization in the notice that is not done yet.
    task_id: Mapped[int | None] = mapped_column(ForeignKey(Task.id), index=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    most_contributions: Mapped[int]
    most_files: Mapped[int]
    most_bytes: Mapped[int]
    contributions: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(default=0)
    salt: Mapped[str]

    organization: Mapped[Organization] = relationship()
    notice: Mapped[Notice] = relationship()
    task: Mapped[Task | None] = relationship()
    created_by: Mapped[Membership] = relationship(foreign_keys=created_by_id)

    def state(self, at: datetime) -> str:
        """RUNNING, or why nothing can be given through it any more."""
        if self.revoked_at is not None:
            return REVOKED
        if self.expires_at <= at:
            return EXPIRED
        return EXHAUSTED if self.contributions >= self.most_contributions else RUNNING


# The files of a contribution, in the order that its content names them: they are kept as long as it is.
contribution_files = Table(
    "contribution_files",
    Base.metadata,
    Column("contribution_id", ForeignKey("contributions.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", ForeignKey(StoredFile.id), nullable=False, index=True),
)


class Contribution(Base, Sealed):
    """What somebody without an account gave for a task, and what the secretary decided on it.

    `is_taken` is empty while it waits. Taken, it is the piece `evidence_id` of the association's evidence; refused, it
    stays in the record with the secretary's `reason`, which may be empty.
    """

    __tablename__ = "contributions"
    sealed = ("title", "happened_on", "note", "content", "contributor", "reason")

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey(HelperLink.id))
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    happened_on: Mapped[date | None]
    note: Mapped[str]
    # As in a version of evidence.
    content: Mapped[dict[str, Any]]
    # The name that was given; nobody has proved it.
    contributor: Mapped[str]
    given_at: Mapped[datetime]
    is_taken: Mapped[bool | None]
    reason: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey(Evidence.id), index=True)
    salt: Mapped[str]

    link: Mapped[HelperLink] = relationship()
    task: Mapped[Task] = relationship()
    decided_by: Mapped[Membership | None] = relationship()
    files: Mapped[list[StoredFile]] = relationship(
        secondary=contribution_files, order_by=contribution_files.c.position, viewonly=True
    )


Index("ix_contributions_link_id_given_at", Contribution.link_id, Contribution.given_at)
