"""An association wants its own leader to approve what it reports, or no longer; an event in its own journal."""

from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.accounts.queries import heads_of
from checklist.db import db
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import record
from checklist.organizations.models import Organization
from checklist.refusals import Refused


def require(organization: Organization, *, by: Membership, at: datetime) -> None:
    """From now on every tick waits for the leader. It does already: nothing happens. Refused without a leader."""
    _lock(organization)
    if organization.needs_approval:
        return
    if not heads_of(organization.id):
        raise Refused(_("本会还没有负责人账号，不能开启审签。请先与省科协联系，增加“本会负责人”。"))
    organization.needs_approval = True
    record(
        ORGANIZATION,
        organization.id,
        "organization.approval_required",
        by=by.id,
        at=at,
        organization=organization.id,
    )


def lift(organization: Organization, *, by: Membership, at: datetime) -> None:
    """From now on a tick goes straight to the office; what waits already can still be decided. Twice: once."""
    _lock(organization)
    if not organization.needs_approval:
        return
    organization.needs_approval = False
    record(ORGANIZATION, organization.id, "organization.approval_lifted", by=by.id, at=at, organization=organization.id)


def _lock(organization: Organization) -> None:
    """The row as it is now: it was read with the actor, before another secretary may have changed it."""
    db.session.refresh(organization, with_for_update={"key_share": True})
