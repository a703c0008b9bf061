"""Reads of what was handed in, each scoped to the actor."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.drafting.models import Import
from checklist.notices.models import Notice


def unread_imports(by: Membership, since: datetime) -> list[Import]:
    """What was handed in since then and has not become a draft (yet), the newest first."""
    query = imports_for(by).where(Import.notice_id.is_(None), Import.created_at > since).order_by(Import.id.desc())
    return list(db.session.scalars(query.options(joinedload(Import.created_by).joinedload(Membership.person))))


def imports_for(by: Membership) -> Select[Import]:
    """What was handed in for the actor's organization, with what came of it."""
    return (
        select(Import)
        .where(Import.organization_id == by.organization_id)
        .options(
            joinedload(Import.notice).selectinload(Notice.directives),
            joinedload(Import.supplements),
            joinedload(Import.copies),
        )
    )
