"""Reads of evidence, each scoped to the actor."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.evidence.models import Evidence
from checklist.organizations.queries import own_organization_ids


def evidence_for(by: Membership) -> Select[Evidence]:
    """The evidence of the actor's organization, voided or not, with its versions."""
    return (
        select(Evidence)
        .where(Evidence.organization_id.in_(own_organization_ids(by)))
        .options(selectinload(Evidence.versions), joinedload(Evidence.voiding))
    )
