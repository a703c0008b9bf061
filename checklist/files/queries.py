"""Reads of files, each scoped to whoever picked them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.files.models import Upload


@dataclass(frozen=True)
class Visitor:
    """Somebody without an account who picks files for an organization; `word` is what the visitor's browser keeps."""

    organization_id: int
    word: str


Picker = Membership | Visitor


def uploads_of(by: Picker) -> Select[Upload]:
    """The files that this member, or this visitor, picked for whatever form, used or not, oldest first."""
    is_own = Upload.uploaded_by_id == by.id if isinstance(by, Membership) else Upload.uploaded_by_id.is_(None)
    return (
        select(Upload)
        .join(Upload.file)
        .where(
            Upload.organization_id == by.organization_id,
            is_own,
            Upload.visitor == (by.word if isinstance(by, Visitor) else ""),
        )
        .order_by(Upload.id)
        .options(contains_eager(Upload.file))
    )


def uploads_for(by: Picker, form: str) -> Select[Upload]:
    """The files that were picked for this form, used or not, oldest first."""
    return uploads_of(by).where(Upload.form == form)


def waiting_uploads(by: Picker, form: str) -> list[Upload]:
    """The files that the actor picked for this form and has not used yet."""
    return list(db.session.scalars(uploads_for(by, form).where(Upload.used_at.is_(None))))


def picked_uploads(by: Picker, form: str, ids: Iterable[int]) -> list[Upload]:
    """Those of the actor's files of this form that were sent with it, in the order of the ids: the one in which they
    were chosen, whichever arrived first. Sent twice, the same again."""
    places = {id: place for place, id in enumerate(ids)}
    uploads = db.session.scalars(uploads_for(by, form).where(Upload.id.in_(list(places))))
    return sorted(uploads, key=lambda upload: places[upload.id])
