"""Reads of what was handed in, each scoped to the actor."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.drafting.models import Import
from checklist.notices.models import Notice


def imports_for(by: Membership) -> Select[Import]:
    """What was handed in for the actor's organization, with what came of it."""
    return (
        select(Import)
        .where(Import.organization_id == by.organization_id)
        .options(
            joinedload(Import.notice).selectinload(Notice.directives),
            joinedload(Import.supplements),
            joinedload(Import.copies),
            selectinload(Import.created_by),
        )
    )
