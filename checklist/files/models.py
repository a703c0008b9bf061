"""Files: the bytes that evidence consists of, kept once each, and those that wait to become part of a piece."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checklist.accounts.models import Membership
from checklist.db import Base
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
