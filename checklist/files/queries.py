"""Reads of files, each scoped to the actor."""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.files.models import Upload


def uploads_for(by: Membership, form: str) -> Select[Upload]:
    """The files that the actor picked for this form, used or not, oldest first."""
    return (
        select(Upload)
        .where(Upload.organization_id == by.organization_id, Upload.uploaded_by_id == by.id, Upload.form == form)
        .order_by(Upload.id)
        .options(joinedload(Upload.file))
    )


def waiting_uploads(by: Membership, form: str) -> list[Upload]:
    """The files that the actor picked for this form and has not used yet."""
    return list(db.session.scalars(uploads_for(by, form).where(Upload.used_at.is_(None))))


def picked_uploads(by: Membership, form: str, ids: Iterable[int]) -> list[Upload]:
    """Those of the actor's files of this form that were sent with it; sent twice, the same again."""
    return list(db.session.scalars(uploads_for(by, form).where(Upload.id.in_(list(ids)))))
