"""Reads of people, memberships and sessions."""

from datetime import datetime, timedelta

from sqlalchemy import Select, false, select

from checklist.accounts.models import HEAD, Membership, OneTimeCode, Person, SignInSession
from checklist.db import db
from checklist.organizations.models import OFFICE, Organization


def running_session(key: str, at: datetime, idle: timedelta) -> SignInSession | None:
    """The session that this key names, with membership, person and organization, if all of it is still running."""
    return db.session.scalars(
        select(SignInSession)
        .join(SignInSession.membership)
        .where(
            SignInSession.key == key,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
            SignInSession.last_seen_at > at - idle,
            Membership.ended_at.is_(None),
        )
    ).one_or_none()


def person_by_sign_in_name(name: str) -> Person | None:
    """The person who signs in with this name; letter case does not matter."""
    return db.session.scalars(select(Person).where(Person.sign_in_name == name.strip().lower())).one_or_none()


def running_memberships(person_id: int) -> list[Membership]:
    """What a person is, now, in which organizations; the oldest first."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.person_id == person_id, Membership.ended_at.is_(None))
            .order_by(Membership.started_at, Membership.id)
        )
    )


def own_memberships(by: Membership) -> Select[Membership]:
    """The running memberships of the actor's person: what it can switch to."""
    return select(Membership).where(Membership.person_id == by.person_id, Membership.ended_at.is_(None))


def heads_of(organization_id: int) -> list[Membership]:
    """Who is, now, the organization's own leader; the longest first."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(
                Membership.organization_id == organization_id,
                Membership.role == HEAD,
                Membership.ended_at.is_(None),
            )
            .order_by(Membership.started_at, Membership.id)
        )
    )


def memberships_for(by: Membership) -> Select[Membership]:
    """All memberships, running and ended, for the office, which lets people in; nobody else sees them here."""
    return select(Membership) if by.organization.is_office else select(Membership).where(false())


def people_for(by: Membership) -> Select[Person]:
    """All people, for the office."""
    return select(Person) if by.organization.is_office else select(Person).where(false())


def memberships_of(organization_id: int) -> list[Membership]:
    """Everybody who is or was something in the organization: the running ones first, then the last ended."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.organization_id == organization_id)
            .order_by(
                Membership.ended_at.is_not(None), Membership.ended_at.desc(), Membership.started_at, Membership.id
            )
        )
    )


def without_password(only_without_code_at: datetime | None = None) -> list[Membership]:
    """Associations' people who have no password yet, by organization: one membership each, the first.

    With a moment: only those who hold no code either that is valid then.
    """
    query = (
        select(Membership)
        .join(Membership.person)
        .join(Membership.organization)
        .where(Person.password_hash.is_(None), Membership.ended_at.is_(None), Organization.kind != OFFICE)
        .order_by(Organization.sort_key, Person.sort_key, Membership.id)
    )
    if only_without_code_at is not None:
        valid = select(OneTimeCode.person_id).where(
            OneTimeCode.used_at.is_(None),
            OneTimeCode.replaced_at.is_(None),
            OneTimeCode.expires_at > only_without_code_at,
        )
        query = query.where(Person.id.not_in(valid))
    first: dict[int, Membership] = {}
    for membership in db.session.scalars(query):
        first.setdefault(membership.person_id, membership)
    return list(first.values())
