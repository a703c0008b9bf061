"""Reads of evidence, each scoped to the actor."""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.evidence.models import Evidence, Upload
from checklist.organizations.queries import own_organization_ids


def evidence_for(by: Membership) -> Select[Evidence]:
    """The evidence of the actor's organization, voided or not, with its versions."""
    return (
        select(Evidence)
        .where(Evidence.organization_id.in_(own_organization_ids(by)))
        .options(selectinload(Evidence.versions), joinedload(Evidence.voiding))
    )


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
