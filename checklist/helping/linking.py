"""A secretary makes a link for people without an account, and ends it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.clock import beijing, due_moment
from checklist.db import db, find
from checklist.helping.contributing import helped_kinds
from checklist.helping.models import HelperLink
from checklist.helping.queries import hashed, open_tasks_of
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import record
from checklist.notices.models import Notice
from checklist.refusals import Refused
from checklist.tasks.attachment import refuse_unless_unfinished
from checklist.tasks.models import Task
from checklist.tasks.queries import LETTERHEAD, own_tasks_for, received_notice

# For how many days a link can be used.
DAYS = (3, 7, 14, 30)
USUAL_DAYS = 14
# How much one link takes in before a new one has to be made: what a working group gives, and no more than a disk bears.
MOST_CONTRIBUTIONS = 100
MOST_FILES = 200
MOST_BYTES = 500_000_000


@dataclass(frozen=True)
class Purpose:
    """What a link is for: the checklist of one notice of an organization, or one task of it; `title`: in words."""

    organization_id: int
    notice_id: int
    task_id: int | None
    title: str


def purpose_of(task_id: int | None, notice_id: int | None, *, by: Membership) -> Purpose:
    """What the actor asks a link for. Raises Missing, and Refused where nobody could help with it now."""
    if task_id is None:
        addressee = received_notice(by, notice_id or 0)
        purpose = Purpose(addressee.organization_id, addressee.notice_id, None, addressee.notice.title)
        _refuse_closed(addressee.notice)
        if not any(helped_kinds(task) for task in open_tasks_of(purpose)):
            raise Refused(_("这份通知里没有可以请人帮忙的任务了。"))
        return purpose
    task = find(
        own_tasks_for(by).options(joinedload(Task.directive), joinedload(Task.notice).load_only(*LETTERHEAD)), task_id
    )
    _refuse_closed(task.notice)
    refuse_unless_unfinished(task)
    if not helped_kinds(task):
        raise Refused(_("这项任务的材料要由本单位填报，不能请没有账号的人提供。"))
    return Purpose(task.organization_id, task.notice_id, task.id, task.directive.title)


def _refuse_closed(notice: Notice) -> None:
    if notice.closed_at is not None:
        raise Refused(_("这份通知已办理结束，不用再收材料。"))


def make_link(purpose: Purpose, name: str, token: str, days: int, *, by: Membership, at: datetime) -> HelperLink:
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
        # To the end of that day: nobody has to think of hours.
        expires_at=due_moment(beijing(at).date() + timedelta(days=days)),
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
