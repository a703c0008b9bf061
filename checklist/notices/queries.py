"""Reads of notices, each scoped to the actor."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import STAFF, Membership
from checklist.db import db, find
from checklist.notices.models import Addressee, DeadlineChange, Directive, Notice, Receipt
from checklist.organizations.models import Organization
from checklist.organizations.queries import associations_under, own_organization_ids
from checklist.refusals import Missing
from checklist.tasks.models import Task


def notices_for(by: Membership) -> Select[Notice]:
    """What the actor may see: the office its own notices, its staff drafts too; an association what it was issued."""
    if by.role == STAFF:
        return select(Notice).where(Notice.issuer_id == by.organization_id, Notice.discarded_at.is_(None))
    if by.organization.is_office:
        return issued_by(by)
    return select(Notice).where(
        Notice.issued_at.is_not(None),
        Notice.id.in_(select(Addressee.notice_id).where(Addressee.organization_id.in_(own_organization_ids(by)))),
    )


def own_notices_for(by: Membership) -> Select[Notice]:
    """All that the actor's organization drafted or issued, what was given up too."""
    return select(Notice).where(Notice.issuer_id == by.organization_id)


def drafts_for(by: Membership) -> Select[Notice]:
    """The drafts of the actor's organization."""
    return select(Notice).where(
        Notice.issuer_id == by.organization_id, Notice.issued_at.is_(None), Notice.discarded_at.is_(None)
    )


def issued_by(by: Membership) -> Select[Notice]:
    """The notices that the actor's organization issued."""
    return select(Notice).where(Notice.issuer_id == by.organization_id, Notice.issued_at.is_not(None))


def directives_for(by: Membership) -> Select[Directive]:
    """The directives, dropped ones too, of the notices that the actor's organization drafted or issued."""
    return (
        select(Directive)
        .join(Directive.notice)
        .where(Notice.issuer_id == by.organization_id, Notice.discarded_at.is_(None))
    )


def issued_directives_for(by: Membership) -> Select[Directive]:
    """The directives that the actor's organization issued."""
    return (
        select(Directive)
        .join(Directive.notice)
        .where(
            Notice.issuer_id == by.organization_id,
            Notice.issued_at.is_not(None),
            Directive.part == Notice.part,
            Directive.dropped_at.is_(None),
        )
    )


def addressees_for(by: Membership) -> Select[Addressee]:
    """The actor's organization as an addressee, of every notice issued to it."""
    return select(Addressee).where(Addressee.organization_id.in_(own_organization_ids(by)))


def held(query: Select[Directive], id: int) -> Directive:
    """The one directive of the query, for changing it: its notice is locked first, so that nobody issues it meanwhile.

    Always the notice before its directives: two who change one notice never wait for each other.
    """
    directive = find(query, id)
    db.session.execute(select(Notice.id).where(Notice.id == directive.notice_id).with_for_update())
    db.session.refresh(directive)
    db.session.refresh(directive.notice)
    return directive


def with_directives(query: Select[Notice]) -> Select[Notice]:
    """The same notices with their directives, whom everything is for, and the file that they came in."""
    return query.options(
        joinedload(Notice.issuer),
        joinedload(Notice.original),
        selectinload(Notice.categories),
        selectinload(Notice.organizations),
        selectinload(Notice.directives).selectinload(Directive.categories),
        selectinload(Notice.directives).selectinload(Directive.organizations),
    )


def listed(query: Select[Notice]) -> list[Notice]:
    """Issued notices, the newest first, with who issued them."""
    return list(
        db.session.scalars(
            query.where(Notice.issued_at.is_not(None))
            .order_by(Notice.issued_at.desc(), Notice.id.desc())
            .options(joinedload(Notice.issuer))
        )
    )


def listed_drafts(by: Membership) -> list[Notice]:
    """The drafts of the actor's organization, the newest first."""
    query = drafts_for(by).order_by(Notice.created_at.desc(), Notice.id.desc())
    return list(db.session.scalars(query.options(joinedload(Notice.created_by))))


def received(by: Membership) -> list[Addressee]:
    """The notices issued to the actor's organization, the newest first, each with its receipt."""
    return list(
        db.session.scalars(
            addressees_for(by)
            .join(Addressee.notice)
            .order_by(Notice.issued_at.desc(), Addressee.id)
            .options(joinedload(Addressee.notice).joinedload(Notice.issuer), joinedload(Addressee.receipt))
        )
    )


def addressee_of(by: Membership, notice_id: int, *, locked: bool = False) -> Addressee:
    """The actor's organization as an addressee of this notice, itself before one merged into it; raises Missing."""
    query = (
        addressees_for(by)
        .where(Addressee.notice_id == notice_id)
        .order_by((Addressee.organization_id == by.organization_id).desc(), Addressee.id)
        .limit(1)
        .options(selectinload(Addressee.receipt).joinedload(Receipt.signed_by), selectinload(Addressee.notice))
    )
    addressee = db.session.scalars(query.with_for_update() if locked else query).one_or_none()
    if addressee is None:
        raise Missing
    return addressee


def associations_without(notice: Notice) -> list[Organization]:
    """The running associations of the issuer that the notice was not issued to, by name."""
    addressed = set(db.session.scalars(select(Addressee.organization_id).where(Addressee.notice_id == notice.id)))
    return [one for one in associations_under(notice.issuer_id) if one.id not in addressed]


def deadline_changes(directive: Directive) -> list[DeadlineChange]:
    """How the deadline was moved, the oldest first."""
    return list(
        db.session.scalars(
            select(DeadlineChange)
            .where(DeadlineChange.directive_id == directive.id)
            .order_by(DeadlineChange.id)
            .options(joinedload(DeadlineChange.changed_by))
        )
    )


def states_of(directive: Directive) -> dict[str, int]:
    """How many of its tasks are in which state."""
    rows = db.session.execute(
        select(Task.status, func.count()).where(Task.directive_id == directive.id).group_by(Task.status)
    )
    return dict(rows.all())
