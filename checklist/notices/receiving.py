"""An addressee opens a notice, and signs for it. Opening is not signing."""

from datetime import datetime

from sqlalchemy import select

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.models import Addressee, Receipt


def note_opened(addressee: Addressee, *, by: Membership, at: datetime) -> None:
    """Keep the moment at which somebody of the addressee first opened the notice; later ones change nothing."""
    if addressee.opened_at is not None:
        return
    addressee.opened_at, addressee.opened_by_id = at, by.id
    record(NOTICE, addressee.notice_id, "notice.opened", by=by.id, at=at, organization=addressee.organization_id)


def sign(addressee: Addressee, *, by: Membership, at: datetime) -> Receipt:
    """Sign for the notice, once for the organization; the receipt there is, when there is one."""
    receipt = db.session.scalars(select(Receipt).where(Receipt.addressee_id == addressee.id)).one_or_none()
    if receipt is None:
        note_opened(addressee, by=by, at=at)
        receipt = Receipt(addressee_id=addressee.id, signed_at=at, signed_by_id=by.id)
        db.session.add(receipt)
        record(
            NOTICE, addressee.notice_id, "notice.signed_for", by=by.id, at=at, organization=addressee.organization_id
        )
    return receipt
