"""Reads of notices, each scoped to the actor."""

from sqlalchemy import Select, select

from checklist.accounts.models import Membership
from checklist.notices.models import Addressee, Directive, Notice
from checklist.organizations.queries import own_organization_ids


def notices_for(by: Membership) -> Select[tuple[Notice]]:
    """What the actor may see: the office its own notices, drafts too; an association what was issued to it."""
    if by.organization.is_office:
        return select(Notice).where(Notice.issuer_id == by.organization_id, Notice.discarded_at.is_(None))
    return select(Notice).where(
        Notice.issued_at.is_not(None),
        Notice.id.in_(
            select(Addressee.notice_id).where(Addressee.organization_id.in_(own_organization_ids(by)))
        ),
    )


def drafts_for(by: Membership) -> Select[tuple[Notice]]:
    """The drafts of the actor's organization."""
    return select(Notice).where(
        Notice.issuer_id == by.organization_id, Notice.issued_at.is_(None), Notice.discarded_at.is_(None)
    )


def issued_by(by: Membership) -> Select[tuple[Notice]]:
    """The notices that the actor's organization issued."""
    return select(Notice).where(Notice.issuer_id == by.organization_id, Notice.issued_at.is_not(None))


def draft_directives_for(by: Membership) -> Select[tuple[Directive]]:
    """The directives, dropped ones too, of the actor's drafts."""
    return select(Directive).join(Directive.notice).where(
        Notice.issuer_id == by.organization_id, Notice.issued_at.is_(None), Notice.discarded_at.is_(None)
    )


def issued_directives_for(by: Membership) -> Select[tuple[Directive]]:
    """The directives that the actor's organization issued."""
    return select(Directive).join(Directive.notice).where(
        Notice.issuer_id == by.organization_id,
        Notice.issued_at.is_not(None),
        Directive.part == Notice.part,
        Directive.dropped_at.is_(None),
    )


def addressees_for(by: Membership) -> Select[tuple[Addressee]]:
    """The actor's organization as an addressee, of every notice issued to it."""
    return select(Addressee).where(Addressee.organization_id.in_(own_organization_ids(by)))
