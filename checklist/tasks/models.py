"""A task is one directive for one organization (and one period); its state is the rows of what was done to it.

`Task.status` is only the projection of those rows, written by the transition that writes the row. The transitions
are the modules beside this one: attachment, submission, review, exemption, reopening, approval, withdrawal, deadline.
docs/transitions.md lists them. What is pending (an exemption asked for, an approval) is a row and not a state.
"""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint, and_
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
    exemptions: Mapped[list["Exemption"]] = relationship(order_by="Exemption.number", back_populates="task")
    reopenings: Mapped[list["Reopening"]] = relationship(order_by="Reopening.number", back_populates="task")
    approvals: Mapped[list["Approval"]] = relationship(order_by="Approval.number", back_populates="task")

    @property
    def submission(self) -> "Submission | None":
        """The submission that stands: the last one, unless it was taken back."""
        last = self.submissions[-1] if self.submissions else None
        return last if last and last.taken_back_at is None else None

    @property
    def exemption(self) -> "Exemption | None":
        """The last time that the association asked not to have to do it, unless it took that back."""
        last = self.exemptions[-1] if self.exemptions else None
        return last if last and last.taken_back_at is None else None

    @property
    def approval(self) -> "Approval | None":
        """The last time that the association's leader was asked, unless that was taken back."""
        last = self.approvals[-1] if self.approvals else None
        return last if last and last.taken_back_at is None else None

    @property
    def pending_exemption(self) -> "Exemption | None":
        """The exemption that waits for the issuer's answer. One that was overtaken by a withdrawal waits no more."""
        exemption = self.exemption
        return exemption if exemption and exemption.is_pending and self.status in UNFINISHED else None

    @property
    def pending_approval(self) -> "Approval | None":
        """The approval that waits for the association's leader; none while the task needs no tick of its own."""
        approval = self.approval
        return approval if approval and approval.is_pending and self.status in UNFINISHED else None

    @property
    def refused_exemption(self) -> "Exemption | None":
        """The exemption that was refused, as long as nothing was submitted since."""
        exemption = self.exemption
        if exemption is None or exemption.is_granted is not False:
            return None
        return None if self._is_submitted_since(exemption.answered_at) else exemption

    @property
    def sent_back(self) -> "Approval | None":
        """What the association's leader did not let out, as long as nothing was submitted since."""
        approval = self.approval
        if approval is None or approval.is_approved is not False:
            return None
        return None if self._is_submitted_since(approval.decided_at) else approval

    def _is_submitted_since(self, moment: datetime | None) -> bool:
        return any(moment is not None and submission.submitted_at > moment for submission in self.submissions)

    @property
    def last_word(self) -> "Review | Reopening | None":
        """What the issuer said last about what was submitted: a review, or that it has to be done again."""
        said: list[tuple[tuple[int, int], Review | Reopening]] = [
            ((submission.number, 0), submission.review) for submission in self.submissions if submission.review
        ]
        said += [((reopening.submission_number, reopening.number), reopening) for reopening in self.reopenings]
        return max(said, key=lambda each: each[0])[1] if said else None

    @property
    def unanswered(self) -> "Review | Reopening | None":
        """The return, or the reopening of what was accepted, whose reason the next submission has to answer."""
        word = self.last_word
        return word if word is not None and word.asks_again else None

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

    @property
    def asks_again(self) -> bool:
        return not self.is_accepted

    @property
    def said_at(self) -> datetime:
        return self.reviewed_at

    @property
    def said_by(self) -> Membership:
        return self.reviewed_by


class Exemption(Base, Sealed):
    """The association asked not to have to do a task (不适用), and why; the issuer grants or refuses it.

    `is_granted` is None as long as there is no answer; a refusal's `answer` says why.
    """

    __tablename__ = "exemptions"
    __table_args__ = (UniqueConstraint("task_id", "number"),)
    sealed = ("reason", "answer")

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id))
    number: Mapped[int]
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    is_granted: Mapped[bool | None]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    task: Mapped[Task] = relationship(back_populates="exemptions")
    asked_by: Mapped[Membership] = relationship(foreign_keys=asked_by_id)
    taken_back_by: Mapped[Membership | None] = relationship(foreign_keys=taken_back_by_id)
    answered_by: Mapped[Membership | None] = relationship(foreign_keys=answered_by_id)

    @property
    def is_pending(self) -> bool:
        return self.taken_back_at is None and self.answered_at is None


class Reopening(Base, Sealed):
    """The issuer wants a finished task done again (重新打开), and says why.

    `was`: accepted or exempt, the state that it was in. `submission_number`: of the last submission until then, 0 where
    there is none; so that what the issuer said has its order.
    """

    __tablename__ = "reopenings"
    __table_args__ = (UniqueConstraint("task_id", "number"),)
    sealed = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id))
    number: Mapped[int]
    was: Mapped[str]
    submission_number: Mapped[int]
    reason: Mapped[str]
    reopened_at: Mapped[datetime]
    reopened_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    task: Mapped[Task] = relationship(back_populates="reopenings")
    reopened_by: Mapped[Membership] = relationship()

    @property
    def asks_again(self) -> bool:
        """What was exempt is simply open again; what was accepted is returned."""
        return self.was == ACCEPTED

    @property
    def said_at(self) -> datetime:
        return self.reopened_at

    @property
    def said_by(self) -> Membership:
        return self.reopened_by


class Approval(Base, Sealed):
    """The association's own leader is asked before the office sees a submission (待本会审签): approved, or sent back.

    The association's inner matter: its events stand in the organization's journal, and the office reads none of it.
    """

    __tablename__ = "approvals"
    __table_args__ = (UniqueConstraint("task_id", "number"),)
    sealed = ("note", "reason")

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey(Task.id))
    number: Mapped[int]
    # What the submission will say.
    note: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    is_approved: Mapped[bool | None]
    # Why it was sent back.
    reason: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey(Submission.id), index=True)
    salt: Mapped[str]

    task: Mapped[Task] = relationship(back_populates="approvals")
    submission: Mapped[Submission | None] = relationship()
    asked_by: Mapped[Membership] = relationship(foreign_keys=asked_by_id)
    taken_back_by: Mapped[Membership | None] = relationship(foreign_keys=taken_back_by_id)
    decided_by: Mapped[Membership | None] = relationship(foreign_keys=decided_by_id)

    @property
    def is_pending(self) -> bool:
        return self.taken_back_at is None and self.decided_at is None


# One exemption and one approval of a task wait at a time, whatever happens at once.
EXEMPTION_PENDS = and_(Exemption.taken_back_at.is_(None), Exemption.answered_at.is_(None))
APPROVAL_PENDS = and_(Approval.taken_back_at.is_(None), Approval.decided_at.is_(None))
Index(
    "uq_exemptions_pending",
    Exemption.task_id,
    unique=True,
    sqlite_where=EXEMPTION_PENDS,
    postgresql_where=EXEMPTION_PENDS,
)
Index(
    "uq_approvals_pending",
    Approval.task_id,
    unique=True,
    sqlite_where=APPROVAL_PENDS,
    postgresql_where=APPROVAL_PENDS,
)
