"""A notice that was handed in and waits to be read, or how its reading ended; what the draft of a supplement ends."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Organization


class Import(Base):
    """A file or a pasted text that somebody handed in as a notice (导入). It ends as a draft, or with a problem.

    The bytes lie in the instance folder under `waiting` until then. Of what is marked secret no trace is kept: not
    even the name of the file.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    name: Mapped[str]
    is_pasted: Mapped[bool]
    sha256: Mapped[str]
    waiting: Mapped[str]
    # The issued notice that this one adds to or corrects, or that it is a copy of.
    supplements_id: Mapped[int | None] = mapped_column(ForeignKey(Notice.id))
    copies_id: Mapped[int | None] = mapped_column(ForeignKey(Notice.id))
    # How far the reading is; nothing where the work does not go by pages.
    pages_done: Mapped[int]
    pages: Mapped[int]
    ended_at: Mapped[datetime | None]
    # A code of the reader, or empty.
    problem: Mapped[str]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey(Notice.id))

    created_by: Mapped[Membership] = relationship()
    supplements: Mapped[Notice | None] = relationship(foreign_keys=supplements_id)
    copies: Mapped[Notice | None] = relationship(foreign_keys=copies_id)
    notice: Mapped[Notice | None] = relationship(foreign_keys=notice_id)


class PlannedWithdrawal(Base):
    """A directive that the draft of a supplement withdraws once it is issued (拟撤销), with the reason then told.

    `is_proposed`: read in the text of the supplement, the reason is its sentence; otherwise a person wrote it.
    """

    __tablename__ = "planned_withdrawals"
    __table_args__ = (UniqueConstraint("notice_id", "directive_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id))
    directive_id: Mapped[int] = mapped_column(ForeignKey(Directive.id), index=True)
    reason: Mapped[str]
    is_proposed: Mapped[bool]

    directive: Mapped[Directive] = relationship()
