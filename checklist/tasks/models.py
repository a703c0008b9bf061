"""A task is one directive for one organization (and one period); its state is the rows of what was done to it.

`Task.status` is only the projection of those rows, written by the transition that writes the row. The transitions
are the modules beside this one: attachment, submission, review, withdrawal, deadline. docs/transitions.md lists them.
"""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.evidence.models import Evidence, EvidenceVersion
from checklist.journal.models import Sealed
from checklist.notices.models import Addressee, Directive, Notice
from checklist.organizations.models import Organization

OPEN, SUBMITTED, RETURNED, ACCEPTED = "open", "submitted", "returned", "accepted"
EXEMPT, WITHDRAWN = "exempt", "withdrawn"
STATES = (OPEN, SUBMITTED, RETURNED, ACCEPTED, EXEMPT, WITHDRAWN)
# The association still has to do something.
UNFINISHED = (OPEN, RETURNED)

submission_evidence = Table(
    "submission_evidence",
    Base.metadata,
    Column("submission_id", ForeignKey("submissions.id"), primary_key=True),
    Column("evidence_version_id", ForeignKey(EvidenceVersion.id), primary_key=True, index=True),
)


class Task(Base):
    """A 承办任务. Unique by directive, organization and period; the period is empty where nothing recurs."""

    __tablename__ = "tasks"
    __table_args__ = (UniqueConstraint("directive_id", "organization_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id))
    directive_id: Mapped[int] = mapped_column(ForeignKey(Directive.id))
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id))
    addressee_id: Mapped[int] = mapped_column(ForeignKey(Addressee.id), index=True)
    period: Mapped[str]
    due_at: Mapped[datetime | None]
    status: Mapped[str]

    notice: Mapped[Notice] = relationship()
    directive: Mapped[Directive] = relationship()
    organization: Mapped[Organization] = relationship()
    addressee: Mapped[Addressee] = relationship()
    attachments: Mapped[list["Attachment"]] = relationship(order_by="Attachment.id", back_populates="task")
    submissions: Mapped[list["Submission"]] = relationship(order_by="Submission.number", back_populates="task")

    @property
    def submission(self) -> "Submission | None":
        """The submission that stands: the last one, unless it was taken back."""
        last = self.submissions[-1] if self.submissions else None
        return last if last and last.taken_back_at is None else None

    @property
    def attached(self) -> list[Evidence]:
        """The evidence now attached, oldest first."""
        return [attachment.evidence for attachment in self.attachments if attachment.detached_at is None]

    @property
    def missing_evidence(self) -> int:
        """How many pieces of the wanted kinds have to be attached before the task can be ticked off."""
        wanted = sum(evidence.kind in self.directive.evidence_kinds for evidence in self.attached)
        return max(self.directive.least_evidence - wanted, 0)


Index("ix_tasks_notice_id_organization_id", Task.notice_id, Task.organization_id)
Index("ix_tasks_organization_id_status", Task.organization_id, Task.status)


class Attachment(Base):
    """A piece of evidence serves a task; detached again, it stays in the record."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id), index=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey(Evidence.id), index=True)
    attached_at: Mapped[datetime]
    attached_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    detached_at: Mapped[datetime | None]
    detached_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))

    task: Mapped[Task] = relationship(back_populates="attachments")
    evidence: Mapped[Evidence] = relationship()
    attached_by: Mapped[Membership] = relationship(foreign_keys=attached_by_id)


Index(
    "uq_attachments_serving",
    Attachment.task_id,
    Attachment.evidence_id,
    unique=True,
    sqlite_where=Attachment.detached_at.is_(None),
    postgresql_where=Attachment.detached_at.is_(None),
)


class Submission(Base, Sealed):
    """The task was ticked off (上报): who, when, with which versions of which evidence.

    `is_on_behalf`: entered by the issuer for an association that telephoned (代报); the note says what was said.
    """

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("task_id", "number"),)
    sealed = ("note",)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id))
    number: Mapped[int]
    note: Mapped[str]
    is_on_behalf: Mapped[bool]
    submitted_at: Mapped[datetime]
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    task: Mapped[Task] = relationship(back_populates="submissions")
    evidence: Mapped[list[EvidenceVersion]] = relationship(secondary=submission_evidence, order_by=EvidenceVersion.id)
    submitted_by: Mapped[Membership] = relationship(foreign_keys=submitted_by_id)
    review: Mapped["Review | None"] = relationship(back_populates="submission")


class Review(Base, Sealed):
    """The issuer accepted the submission (办结), or returned it with a reason (退回)."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("submission_id"),)
    sealed = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))
    is_accepted: Mapped[bool]
    reason: Mapped[str]
    reviewed_at: Mapped[datetime]
    reviewed_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    submission: Mapped[Submission] = relationship(back_populates="review")
    reviewed_by: Mapped[Membership] = relationship()
