"""Signing in and out: who it is, the session of a device, passwords and the codes that set them."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import CursorResult, select, update

from checklist.accounts.joining import code_hash
from checklist.accounts.models import Membership, OneTimeCode, Person, SignInSession
from checklist.accounts.passwords import hashed, matches, needs_new_hash
from checklist.accounts.queries import person_by_sign_in_name, running_memberships
from checklist.db import db
from checklist.journal.models import OFFICE
from checklist.journal.recording import record
from checklist.organizations.queries import the_office
from checklist.refusals import Refused


@dataclass(frozen=True)
class Recognized:
    """A person whose password was right, the hash it was checked against, and the one to keep from now on."""

    person_id: int
    checked_hash: str
    password_hash: str


def recognize(sign_in_name: str, password: str) -> Recognized | None:
    """Who signs in with this name and password. Hashes outside any transaction: call it before the write unit."""
    person = person_by_sign_in_name(sign_in_name)
    person_id, kept = (person.id, person.password_hash) if person else (0, None)
    db.session.remove()
    if not matches(kept, password) or kept is None:
        return None
    return Recognized(person_id, kept, hashed(password) if needs_new_hash(kept) else kept)


def open_session(who: Recognized, lifetime: timedelta, *, at: datetime) -> SignInSession | None:
    """Sign a device in as what the person was last, or first became. None when the password changed meanwhile.

    Refused when the person holds no office any more.
    """
    person = db.session.get_one(Person, who.person_id, with_for_update=True)
    if person.password_hash != who.checked_hash:
        return None
    person.password_hash = who.password_hash
    return _open(_membership_to_use(person), lifetime, at)


def open_session_by_code(
    sign_in_name: str, code: str, new_hash: str, lifetime: timedelta, *, at: datetime
) -> SignInSession | None:
    """Use the code up, set the password, end the person's other sessions and sign this device in.

    None when there is no such code for this name, or it was used, replaced or has expired: nothing tells which.
    """
    person = person_by_sign_in_name(sign_in_name)
    if person is None:
        return None
    db.session.refresh(person, with_for_update=True)
    if not _use_up(person, code, at):
        return None
    membership = _membership_to_use(person)
    _record("code.used", membership, at, person=person.id)
    set_password(person, new_hash, by=membership, at=at)
    end_sessions(person.id, at=at)
    return _open(membership, lifetime, at)


def change_password(who: Recognized, new_hash: str, *, by: Membership, key: str, at: datetime) -> bool:
    """Set a new password and end the person's sessions but the one with this key. False when it changed meanwhile."""
    person = db.session.get_one(Person, who.person_id, with_for_update=True)
    if person.password_hash != who.checked_hash:
        return False
    set_password(person, new_hash, by=by, at=at)
    end_sessions(person.id, at=at, except_key=key)
    return True


def set_password(person: Person, new_hash: str, *, by: Membership | None, at: datetime) -> None:
    """Keep the hash of a new password, made by hashed() outside the transaction."""
    person.password_hash = new_hash
    _record("password.set", by, at, person=person.id)


def switch(key: str, membership: Membership, *, at: datetime) -> None:
    """Go on, on the device with this session, as another membership of the same person."""
    db.session.execute(
        update(SignInSession).where(SignInSession.key == key).values(membership_id=membership.id, last_seen_at=at)
    )


def end_session(key: str, *, at: datetime) -> None:
    """Sign a device out: the cookie, and every copy of it, is worth nothing from now on."""
    running = SignInSession.key == key, SignInSession.ended_at.is_(None)
    db.session.execute(update(SignInSession).where(*running).values(ended_at=at))


def end_sessions(person_id: int, *, at: datetime, except_key: str = "") -> None:
    """Sign a person out on all devices but one."""
    own = select(Membership.id).where(Membership.person_id == person_id)
    db.session.execute(
        update(SignInSession)
        .where(
            SignInSession.membership_id.in_(own),
            SignInSession.ended_at.is_(None),
            SignInSession.key != except_key,
        )
        .values(ended_at=at)
    )


def _membership_to_use(person: Person) -> Membership:
    memberships = {membership.id: membership for membership in running_memberships(person.id)}
    if not memberships:
        raise Refused(_("您目前没有在任何单位任职，不能登录。如有疑问，请与省科协联系。"))
    last = db.session.scalar(
        select(SignInSession.membership_id)
        .where(SignInSession.membership_id.in_(memberships))
        .order_by(SignInSession.last_seen_at.desc(), SignInSession.id.desc())
        .limit(1)
    )
    return memberships[last] if last else next(iter(memberships.values()))


def _open(membership: Membership, lifetime: timedelta, at: datetime) -> SignInSession:
    session = SignInSession(
        key=secrets.token_urlsafe(32),
        membership=membership,
        created_at=at,
        last_seen_at=at,
        expires_at=at + lifetime,
    )
    db.session.add(session)
    return session


def _use_up(person: Person, code: str, at: datetime) -> bool:
    """One statement decides, so that of several who try at once exactly one succeeds."""
    used: CursorResult = db.session.execute(  # type: ignore[assignment]
        update(OneTimeCode)
        .where(
            OneTimeCode.person_id == person.id,
            OneTimeCode.code_hash == code_hash(code),
            OneTimeCode.used_at.is_(None),
            OneTimeCode.replaced_at.is_(None),
            OneTimeCode.expires_at > at,
        )
        .values(used_at=at)
    )
    return used.rowcount == 1


def _record(name: str, by: Membership | None, at: datetime, **facts: object) -> None:
    record(OFFICE, the_office().id, name, by=by.id if by else None, at=at, **facts)
