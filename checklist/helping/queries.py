"""Reads of links and contributions: for the association scoped to the actor, for a helper scoped to the link."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.db import db, find
from checklist.files.models import StoredFile
from checklist.helping.models import Contribution, HelperLink
from checklist.notices.models import Directive, Notice
from checklist.organizations.queries import own_organization_ids
from checklist.refusals import Missing
from checklist.tasks.models import UNFINISHED, Task
from checklist.tasks.queries import LETTERHEAD, own_tasks_for

# A link that has ended stays in the list so long.
ENDED_SHOWN = timedelta(days=30)


def hashed(word: str) -> str:
    """What is kept of a random word: the word of a link, or the one by which a helper's browser is known again."""
    return hashlib.sha256(word.encode()).hexdigest()


def links_for(by: Membership) -> Select[HelperLink]:
    """The links of the actor's organization."""
    return select(HelperLink).where(HelperLink.organization_id.in_(own_organization_ids(by)))


def listed_links(by: Membership, at: datetime) -> list[HelperLink]:
    """The links of the actor's organization that run or ended not long ago, the newest first."""
    ended = func.coalesce(HelperLink.revoked_at, HelperLink.expires_at)
    recent = _listed(links_for(by)).where(ended > at - ENDED_SHOWN)
    return list(db.session.scalars(recent.order_by(HelperLink.id.desc())))


def listed_link(by: Membership, link_id: int) -> HelperLink:
    """One of them; raises Missing."""
    return find(_listed(links_for(by)), link_id)


def _listed(links: Select[HelperLink]) -> Select[HelperLink]:
    return links.options(
        joinedload(HelperLink.notice).load_only(*LETTERHEAD),
        joinedload(HelperLink.task).joinedload(Task.directive).load_only(Directive.title),
        joinedload(HelperLink.created_by),
    )


def link_of(token: str, *, locked: bool = False) -> HelperLink:
    """The link with this word; raises Missing. `locked`: nobody else counts on it before the write unit ends."""
    query = select(HelperLink).where(HelperLink.token_hash == hashed(token))
    if locked:
        query = query.with_for_update(of=HelperLink)
    link = db.session.scalars(
        query.options(joinedload(HelperLink.organization), joinedload(HelperLink.notice).load_only(*LETTERHEAD))
    ).one_or_none()
    if link is None:
        raise Missing
    return link


class Scope(Protocol):
    """Whose tasks of which notice, or which one of them: a link says so, and what a link is asked for."""

    @property
    def organization_id(self) -> int: ...
    @property
    def notice_id(self) -> int: ...
    @property
    def task_id(self) -> int | None: ...


def tasks_of(link: Scope) -> Select[Task]:
    """The tasks that the link is for, whatever state they are in, in the notice's order."""
    tasks = (
        select(Task)
        .join(Task.directive)
        .where(Task.notice_id == link.notice_id, Task.organization_id == link.organization_id)
        .order_by(Directive.position, Directive.id, Task.id)
        .options(contains_eager(Task.directive))
    )
    return tasks if link.task_id is None else tasks.where(Task.id == link.task_id)


def open_tasks_of(link: Scope) -> list[Task]:
    """Those of the link's tasks that are not done yet."""
    return list(db.session.scalars(tasks_of(link).where(Task.status.in_(UNFINISHED))))


def given_since(link: HelperLink, since: datetime) -> int:
    """How many contributions came in through the link after that moment."""
    counted = select(func.count()).where(Contribution.link_id == link.id, Contribution.given_at > since)
    return db.session.scalars(counted).one()


def contributions_for(by: Membership) -> Select[Contribution]:
    """Everything that was given through the links of the actor's organization."""
    return (
        select(Contribution)
        .join(Contribution.link)
        .where(HelperLink.organization_id.in_(own_organization_ids(by)))
        .options(contains_eager(Contribution.link))
    )


def waiting_contributions(by: Membership, task_id: int | None = None) -> list[Contribution]:
    """What the secretary has not decided on yet, the oldest first: of one task or of all."""
    waiting = _shown(contributions_for(by)).where(Contribution.is_taken.is_(None))
    if task_id is not None:
        waiting = waiting.where(Contribution.task_id == task_id)
    return list(db.session.scalars(waiting.order_by(Contribution.id)))


def shown_contribution(by: Membership, contribution_id: int) -> Contribution:
    """One contribution with all that its card shows; raises Missing."""
    return find(_shown(contributions_for(by)), contribution_id)


@dataclass(frozen=True)
class GivenFile:
    """A file of a contribution under the name that it was given with; `position` counts from 1."""

    contribution: Contribution
    position: int
    name: str
    file: StoredFile


def given_file(by: Membership, contribution_id: int, position: int) -> GivenFile:
    """The file at that place of a contribution; raises Missing."""
    contribution = shown_contribution(by, contribution_id)
    if not 1 <= position <= len(contribution.files):
        raise Missing
    name = contribution.content["files"][position - 1]["name"]
    return GivenFile(contribution, position, name, contribution.files[position - 1])


def held_contribution(by: Membership, contribution_id: int) -> tuple[Contribution, Task]:
    """A contribution and its task, for deciding on it: both are locked. Raises Missing."""
    query = contributions_for(by).options(joinedload(Contribution.decided_by), selectinload(Contribution.files))
    contribution = find(query, contribution_id, locked=True)
    tasks = own_tasks_for(by).options(joinedload(Task.directive))
    return contribution, find(tasks, contribution.task_id, locked=True)


def _shown(contributions: Select[Contribution]) -> Select[Contribution]:
    return contributions.options(
        joinedload(Contribution.task).joinedload(Task.directive),
        joinedload(Contribution.task).joinedload(Task.notice).load_only(Notice.title, Notice.document_number),
        joinedload(Contribution.decided_by),
        selectinload(Contribution.files),
    )


def waiting_count(by: Membership) -> int:
    """How many contributions the secretary has not decided on yet."""
    ids = contributions_for(by).where(Contribution.is_taken.is_(None)).with_only_columns(Contribution.id)
    return db.session.scalars(select(func.count()).select_from(ids.subquery())).one()


def contributors_of(evidence_ids: Iterable[int]) -> dict[int, list[str]]:
    """By piece of evidence: the names of those without an account who gave it. The caller may see the evidence."""
    rows = db.session.execute(
        select(Contribution.evidence_id, Contribution.contributor)
        .where(Contribution.evidence_id.in_(list(evidence_ids)))
        .order_by(Contribution.id)
    )
    names: dict[int, list[str]] = {}
    for evidence_id, name in rows:
        known = names.setdefault(evidence_id or 0, [])
        if name not in known:
            known.append(name)
    return names
