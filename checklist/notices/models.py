"""The notice is the root: its directives, whom it is addressed to, and what was changed after it was issued."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
from checklist.files.models import StoredFile
from checklist.journal.models import Sealed
from checklist.organizations.models import Category, Organization


def _scope(name: str, owner: str, chosen: str) -> Table:
    """A link table of what an owner is addressed to: `notice_categories`, `directive_organizations` …"""
    return Table(
        name,
        Base.metadata,
        Column(f"{owner}_id", ForeignKey(f"{owner}s.id"), primary_key=True),
        Column("chosen_id", ForeignKey(f"{chosen}.id"), primary_key=True, index=True),
    )


notice_categories = _scope("notice_categories", "notice", "categories")
notice_organizations = _scope("notice_organizations", "notice", "organizations")
directive_categories = _scope("directive_categories", "directive", "categories")
directive_organizations = _scope("directive_organizations", "directive", "organizations")


class Notice(Base, Sealed):
    """A 通知: a draft until `issued_at`; what is issued never changes. The issuer reviews what comes back."""

    __tablename__ = "notices"
    sealed = ("title", "document_number", "issuer_name", "addressees_text", "source_text")
    sealed_since = ("original_sha256",)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    # The notice that this one passes on (转发), or that it adds to or corrects (补充, 更正).
    forwards_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id"))
    supplements_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id"))
    # The notice of an earlier time whose confirmed directives this one began with.
    copies_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id"))

    title: Mapped[str]
    document_number: Mapped[str]
    # The issuer as the letterhead prints it, and the addressees (主送机关) as the text names them.
    issuer_name: Mapped[str]
    addressees_text: Mapped[str]
    dated_on: Mapped[date | None]

    # The whole file as text, and what was read in it: the documents within, each with letterhead, span and headings.
    source_text: Mapped[str]
    source_name: Mapped[str]
    # The file itself, as it was handed in; none where the notice was made by the program.
    original_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)
    # So many pages of the file are pictures, and no machine reading was there.
    unread_pages: Mapped[int] = mapped_column(server_default="0")
    # The text was read from pictures, so that every word may be wrong.
    is_read_by_machine: Mapped[bool] = mapped_column(server_default="0")
    parts: Mapped[list[dict[str, Any]]]
    # Which of the parts is issued.
    part: Mapped[int]

    # To all associations; otherwise to those of the chosen categories and tags, and those picked by name.
    to_all: Mapped[bool]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    discarded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    salt: Mapped[str]

    issuer: Mapped[Organization] = relationship()
    original: Mapped[StoredFile | None] = relationship()
    created_by: Mapped[Membership] = relationship(foreign_keys=created_by_id)
    issued_by: Mapped[Membership | None] = relationship(foreign_keys=issued_by_id)
    categories: Mapped[list[Category]] = relationship(secondary=notice_categories)
    organizations: Mapped[list[Organization]] = relationship(secondary=notice_organizations)
    directives: Mapped[list["Directive"]] = relationship(order_by="Directive.position", back_populates="notice")
    supplements: Mapped["Notice | None"] = relationship(remote_side=id, foreign_keys=supplements_id)
    copies: Mapped["Notice | None"] = relationship(remote_side=id, foreign_keys=copies_id)
    addressees: Mapped[list["Addressee"]] = relationship(back_populates="notice")

    @property
    def is_draft(self) -> bool:
        return self.issued_at is None

    @property
    def original_sha256(self) -> str:
        """What the file that was handed in hashes to; empty where there is none."""
        return self.original.sha256 if self.original else ""

    @property
    def confirmed(self) -> list["Directive"]:
        """The directives of the chosen part that are kept, in order: what is, or will be, issued.

        What a supplement merely says again (`same_as_id`) is issued already.
        """
        kept = [d for d in self.directives if d.part == self.part and d.dropped_at is None]
        return [d for d in kept if d.same_as_id is None] if self.supplements_id else kept


class Directive(Base, Sealed):
    """A 任务事项: one thing to do that somebody can later check, with the exact span of text it came from."""

    __tablename__ = "directives"
    sealed = ("title", "text", "deadline_text", "applies_to_text")
    sealed_since = ("figure", "unit")

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id), index=True)
    part: Mapped[int]
    position: Mapped[int]
    # The passage: source_text[start:end].
    text: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    heading_path: Mapped[list[str]]
    title: Mapped[str]
    # The kinds of evidence that show it, and how many pieces of them are the least that is enough; 0: none is needed.
    evidence_kinds: Mapped[list[str]] = mapped_column(server_default="[]")
    least_evidence: Mapped[int] = mapped_column(server_default="1")
    due_at: Mapped[datetime | None]
    # The deadline in the words of the notice (近期, 每周一…), and who must act in its words.
    deadline_text: Mapped[str]
    applies_to_text: Mapped[str]
    # Proposed by the reader, or added by a person; why a proposal is doubtful (a code of the reader).
    is_proposed: Mapped[bool]
    doubt: Mapped[str | None]
    # What the reader proposed, in the words of the labels (reading/as_json.py): what a person made of it is told from
    # it. Nothing where a person added the directive.
    proposal: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    # The number asked for, as the notice names it, and its unit; empty where none is.
    figure: Mapped[str] = mapped_column(server_default="")
    unit: Mapped[str] = mapped_column(server_default="")
    dropped_at: Mapped[datetime | None]
    # Dropped because it is one with that one now.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"))
    # Made by cutting that one into pieces.
    cut_from_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"))
    # What merging or cutting this one changed in that other: field -> [before, after], so that it can be undone.
    undoing: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    # The directive of the supplemented notice that this one replaces, or only says again (then it is not issued anew);
    # in a copy, the one of last time that it is the same as, whether or not it was reworded.
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"))
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"))
    withdrawn_at: Mapped[datetime | None]
    salt: Mapped[str]

    notice: Mapped[Notice] = relationship(back_populates="directives")
    # Whom it is for, where it is not for all addressees.
    categories: Mapped[list[Category]] = relationship(secondary=directive_categories)
    organizations: Mapped[list[Organization]] = relationship(secondary=directive_organizations)
    withdrawal: Mapped["Withdrawal | None"] = relationship(
        back_populates="directive", foreign_keys="Withdrawal.directive_id"
    )
    supersedes: Mapped["Directive | None"] = relationship(remote_side=id, foreign_keys=supersedes_id)

    @property
    def is_superseded(self) -> bool:
        """A supplement put another directive in its place."""
        return self.withdrawal is not None and self.withdrawal.superseded_by_id is not None

    @property
    def successor(self) -> "Directive | None":
        """The directive that stands in its place since a supplement; None while it stands, or where it just ended."""
        return self.withdrawal.superseded_by if self.withdrawal else None


class Addressee(Base, Sealed):
    """One organization that a notice was issued to, as it then was; when it first opened the notice."""

    __tablename__ = "addressees"
    __table_args__ = (UniqueConstraint("notice_id", "organization_id"),)
    sealed = ("name", "category_names")

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id))
    organization_id: Mapped[int] = mapped_column(ForeignKey(Organization.id), index=True)
    name: Mapped[str]
    category_names: Mapped[list[str]]
    added_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    notice: Mapped[Notice] = relationship(back_populates="addressees")
    organization: Mapped[Organization] = relationship()
    receipt: Mapped["Receipt | None"] = relationship(back_populates="addressee")


class Receipt(Base):
    """The addressee has signed for the notice (签收). Opening is not signing."""

    __tablename__ = "receipts"
    __table_args__ = (UniqueConstraint("addressee_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    addressee_id: Mapped[int] = mapped_column(ForeignKey(Addressee.id))
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))

    addressee: Mapped[Addressee] = relationship(back_populates="receipt")
    signed_by: Mapped[Membership] = relationship()


class Withdrawal(Base, Sealed):
    """A directive was withdrawn (撤销) after it was issued; what was submitted for it stays readable.

    `supplement_id`: the supplement that it was withdrawn by, where it was not by itself. `superseded_by_id`: the
    directive of the supplement that stands in its place; the reason is empty then, the new words say it.
    """

    __tablename__ = "withdrawals"
    __table_args__ = (UniqueConstraint("directive_id"),)
    sealed = ("reason",)
    sealed_since = ("supplement_id", "superseded_by_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    directive_id: Mapped[int] = mapped_column(ForeignKey(Directive.id))
    reason: Mapped[str]
    withdrawn_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    supplement_id: Mapped[int | None] = mapped_column(ForeignKey(Notice.id), index=True)
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey(Directive.id))
    salt: Mapped[str]

    directive: Mapped[Directive] = relationship(back_populates="withdrawal", foreign_keys=directive_id)
    superseded_by: Mapped[Directive | None] = relationship(foreign_keys=superseded_by_id)
    withdrawn_by: Mapped[Membership] = relationship()


class DeadlineChange(Base, Sealed):
    """The deadline of a directive was moved for all; the old one stays visible."""

    __tablename__ = "deadline_changes"
    sealed = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    directive_id: Mapped[int] = mapped_column(ForeignKey(Directive.id), index=True)
    old_due_at: Mapped[datetime | None]
    new_due_at: Mapped[datetime | None]
    reason: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey(Membership.id))
    salt: Mapped[str]

    changed_by: Mapped[Membership] = relationship()


Index("ix_notices_issuer_id_issued_at", Notice.issuer_id, Notice.issued_at)
Index("ix_notices_supplements_id", Notice.supplements_id)
