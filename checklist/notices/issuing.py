"""A confirmed draft is issued: addressees and tasks are made, all in one transaction; later, one that came late."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.journal.models import NOTICE, new_salt
from checklist.journal.recording import record
from checklist.notices.addressing import addressed, shares
from checklist.notices.models import Addressee, Directive, Notice
from checklist.notices.superseding import apply, changes_by, lock_supplemented, prepare
from checklist.notices.supplementing import finished_before, issued_with, supplements_to, tasks_before
from checklist.organizations.models import Organization
from checklist.refusals import Refused
from checklist.tasks.models import OPEN, Task


def issue(notice: Notice, *, by: Membership, at: datetime) -> None:
    """Issue the draft to those it is addressed to. Issued already: nothing happens a second time."""
    if notice.issued_at is not None:
        return
    if notice.discarded_at is not None:
        raise Refused(_("这份草稿已作废，不能印发。"))
    if not notice.title:
        raise Refused(_("通知还没有标题，请先填写。"))
    lock_supplemented(notice)
    directives, changes = confirmed_directives(notice), changes_by(notice)
    if not directives and not (changes and changes.withdrawals):
        raise Refused(_("还没有一个任务事项，请先添加。"))
    organizations = addressed(notice)
    if not organizations:
        raise Refused(_("还没有主送对象，请先选择。"))
    if changes:
        prepare(changes, organizations)
    notice.issued_at, notice.issued_by_id = at, by.id
    addressee_ids, tasks = _deliver(notice, directives, organizations, at)
    record(
        NOTICE,
        notice.id,
        "notice.issued",
        by=by.id,
        at=at,
        notice=notice.id,
        digest=notice.digest(),
        directives={str(d.id): d.digest() for d in directives},
        organizations=sorted(addressee_ids),
        tasks=tasks,
    )
    if changes:
        apply(changes, by=by, at=at)


def refuse_unless_draft(notice: Notice) -> None:
    """What is issued stands; it is only withdrawn or supplemented."""
    if notice.issued_at is not None:
        raise Refused(_("通知已经印发，内容不能再改。可以撤销任务事项，或调整期限。"))


def refuse_unless_chosen(directive: Directive) -> None:
    """Of a draft only the directives of the document that is to be issued are changed."""
    refuse_unless_draft(directive.notice)
    if directive.part != directive.notice.part:
        raise Refused(not_chosen())


def not_chosen() -> str:
    return _("这一项不在要印发的这一份里。请先在草稿上方改选印发它所在的那一份。")


def confirmed_directives(notice: Notice) -> list[Directive]:
    """What is, or will be, issued, in order, with whom each is for: three queries, however many there are."""
    return list(
        db.session.scalars(
            select(Directive)
            .where(*issued_with(notice))
            .order_by(Directive.position)
            .options(selectinload(Directive.categories), selectinload(Directive.organizations))
        )
    )


def add_addressee(notice: Notice, organization: Organization, *, by: Membership, at: datetime) -> None:
    """Issue the notice, and its supplements, to one organization that came late. It has it already: nothing happens."""
    if notice.issued_at is None:
        raise Refused(_("通知尚未印发。"))
    query = select(Addressee.id).where(Addressee.notice_id == notice.id, Addressee.organization_id == organization.id)
    if db.session.scalar(query) is not None:
        return
    standing = [directive for directive in confirmed_directives(notice) if directive.withdrawn_at is None]
    addressee_ids, tasks = _deliver(notice, standing, [organization], at)
    record(NOTICE, notice.id, "addressee.added", by=by.id, at=at, organizations=sorted(addressee_ids), tasks=tasks)
    for supplement in db.session.scalars(supplements_to(notice.id).with_for_update()).all():
        if organization.id in {one.id for one in addressed(supplement)}:
            add_addressee(supplement, organization, by=by, at=at)


def _deliver(
    notice: Notice, directives: list[Directive], organizations: Iterable[Organization], at: datetime
) -> tuple[set[int], int]:
    """Make addressees and their tasks; returns the organizations' ids and the number of tasks."""
    given, finished = shares(directives, organizations), finished_before(tasks_before(directives))
    addressees = [
        {
            "notice_id": notice.id,
            "organization_id": share.organization.id,
            "name": share.organization.name,
            "category_names": [category.name for category in share.organization.categories],
            "added_at": at,
            "salt": new_salt(),
        }
        for share in given
    ]
    db.session.execute(insert(Addressee), addressees)
    addressee_ids = dict(
        db.session.execute(
            select(Addressee.organization_id, Addressee.id).where(Addressee.notice_id == notice.id)
        ).all()
    )
    tasks = [
        {
            "notice_id": notice.id,
            "directive_id": directive.id,
            "organization_id": share.organization.id,
            "addressee_id": addressee_ids[share.organization.id],
            "period": "",
            "due_at": directive.due_at,
            "status": OPEN,
        }
        for share in given
        for directive in share.directives
        if (directive.id, share.organization.id) not in finished
    ]
    if tasks:
        db.session.execute(insert(Task), tasks)
    return {share.organization.id for share in given}, len(tasks)
