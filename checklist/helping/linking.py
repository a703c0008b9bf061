"""A secretary makes a link for people without an account, makes it anew when it was lost, and ends it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.helping.models import HelperLink
from checklist.helping.queries import hashed
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import record

# For how many days a link can be used.
DAYS = (3, 7, 14, 30)
USUAL_DAYS = 14
# How much one link takes in before a new one has to be made: what a working group gives, and no more than a disk bears.
MOST_CONTRIBUTIONS = 100
MOST_FILES = 200
MOST_BYTES = 500_000_000


@dataclass(frozen=True)
class Purpose:
    """What a link is for: the checklist of one notice of an organization, or one task of it."""

    organization_id: int
    notice_id: int
    task_id: int | None = None


def make_link(
    organization_id: int,
    notice_id: int,
    task_id: int | None,
    name: str,
    token: str,
    days: int,
    *,
    by: Membership,
    at: datetime,
) -> HelperLink:
    """A link to this word, for so many days. With the same word twice: the link there is."""
    with_token = select(HelperLink).where(HelperLink.token_hash == hashed(token))
    made = db.session.scalars(with_token).one_or_none()
    if made is not None:
        return made
    link = HelperLink(
        organization_id=purpose.organization_id,
        notice_id=purpose.notice_id,
        task_id=purpose.task_id,
        name=name,
        token_hash=hashed(token),
        created_at=at,
        created_by_id=by.id,
        expires_at=at + timedelta(days=days),
        most_contributions=MOST_CONTRIBUTIONS,
        most_files=MOST_FILES,
        most_bytes=MOST_BYTES,
    )
    digest = link.digest()
    try:
        with db.session.begin_nested():
            db.session.add(link)
    except IntegrityError:  # pressed twice at the same moment
        return db.session.scalars(with_token).one()
    record(
        ORGANIZATION,
        purpose.organization_id,
        "helper_link.made",
        by=by.id,
        at=at,
        organization=purpose.organization_id,
        notice=purpose.notice_id,
        link=link.id,
        expires=link.expires_at.isoformat(),
        digest=digest,
        **({"task": purpose.task_id} if purpose.task_id else {}),
    )
    return link


def renew_link(link: HelperLink, token: str, *, by: Membership, at: datetime) -> HelperLink:
    """End a link whose word was lost, and make another like it, for as many days. With the same word twice: once."""
    days = max((link.expires_at - link.created_at).days, min(DAYS))
    revoke_link(link, by=by, at=at)
    purpose = Purpose(link.organization_id, link.notice_id, link.task_id)
    return make_link(purpose, link.name, token, days, by=by, at=at)


def revoke_link(link: HelperLink, *, by: Membership, at: datetime) -> None:
    """From now on nothing can be given through it. Ended already: nothing happens."""
    if link.revoked_at is not None:
        return
    link.revoked_at, link.revoked_by_id = at, by.id
    record(
        ORGANIZATION,
        link.organization_id,
        "helper_link.revoked",
        by=by.id,
        at=at,
        organization=link.organization_id,
        link=link.id,
    )
