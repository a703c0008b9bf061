"""Reads of people, memberships and sessions."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from checklist.accounts.models import Membership, Person, SignInSession
from checklist.db import db


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


def own_memberships(by: Membership) -> Select[tuple[Membership]]:
    """The running memberships of the actor's person: what it can switch to."""
    return select(Membership).where(Membership.person_id == by.person_id, Membership.ended_at.is_(None))
