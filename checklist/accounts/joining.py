"""People join organizations and leave them; every change is an event in the office's journal."""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select, update

from checklist.accounts.models import ADMINISTRATOR, Membership, OneTimeCode, Person, SignInSession
from checklist.accounts.queries import person_by_sign_in_name
from checklist.db import db
from checklist.journal.models import OFFICE
from checklist.journal.recording import record
from checklist.organizations.models import Organization
from checklist.organizations.queries import lock_office, the_office
from checklist.organizations.sorting import sort_key
from checklist.refusals import Refused

# No 0/O, 1/I/L: read from paper, typed on a phone. 16 of 31 characters are 79 bits.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 16


def join(
    organization: Organization,
    role: str,
    *,
    name: str,
    sign_in_name: str,
    telephone: str | None = None,
    by: Membership | None,
    at: datetime,
) -> Membership:
    """Make the person with this sign-in name (a new one, or the one there is) a member in this role.

    Doing it twice changes nothing. Refused when the sign-in name belongs to somebody of another name.
    """
    # Two at once with one sign-in name: the second waits here, and then finds the person of the first.
    lock_office()
    person = person_by_sign_in_name(sign_in_name)
    if person is None:
        person = Person(
            name=name,
            sort_key=sort_key(name),
            sign_in_name=sign_in_name.strip().lower(),
            telephone=telephone,
            created_at=at,
        )
        db.session.add(person)
    elif person.name != name:
        raise Refused(_("登录名“%(name)s”已属于另一位姓名不同的人员。", name=sign_in_name))
    db.session.flush()
    membership = db.session.scalars(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.organization_id == organization.id,
            Membership.role == role,
            Membership.ended_at.is_(None),
        )
    ).one_or_none()
    if membership is not None:
        return membership
    membership = Membership(person=person, organization=organization, role=role, started_at=at)
    db.session.add(membership)
    db.session.flush()
    _record(
        "membership.started",
        by,
        at,
        membership=membership.id,
        person=person.id,
        organization=organization.id,
        role=role,
    )
    return membership


def leave(membership: Membership, *, by: Membership | None, at: datetime) -> None:
    """End a membership and every session opened in its name. Doing it twice changes nothing.

    Refused for the last administrator: nobody could let anybody in again.
    """
    if membership.ended_at is not None:
        return
    if membership.role == ADMINISTRATOR and _administrators(but=membership) == 0:
        raise Refused(_("这是最后一位管理员，不能结束任职。请先新增另一位管理员。"))
    membership.ended_at = at
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.membership_id == membership.id, SignInSession.ended_at.is_(None))
        .values(ended_at=at)
    )
    _record("membership.ended", by, at, membership=membership.id)


def issue_code(person: Person, lifetime: timedelta, *, by: Membership | None, at: datetime) -> str:
    """A new one-time code for the person, shown this once; the codes before it no longer work."""
    return issue_codes([person], lifetime, by=by, at=at)[person.id]


def issue_codes(
    people: Iterable[Person], lifetime: timedelta, *, by: Membership | None, at: datetime
) -> dict[int, str]:
    """New one-time codes by the people's ids, shown this once; the codes before them no longer work."""
    codes = {person.id: "".join(secrets.choice(CODE_ALPHABET) for _i in range(CODE_LENGTH)) for person in people}
    if not codes:
        return {}
    db.session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.person_id.in_(codes), OneTimeCode.used_at.is_(None), OneTimeCode.replaced_at.is_(None))
        .values(replaced_at=at)
    )
    issued_by_id = by.id if by else None
    db.session.add_all(
        OneTimeCode(
            person_id=person_id,
            code_hash=code_hash(code),
            issued_at=at,
            issued_by_id=issued_by_id,
            expires_at=at + lifetime,
        )
        for person_id, code in codes.items()
    )
    for person_id in sorted(codes):
        _record("code.issued", by, at, person=person_id)
    return {person_id: _grouped(code) for person_id, code in codes.items()}


def _grouped(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def _administrators(but: Membership) -> int:
    """How many others are administrators now. Of two who end each other's at once, one waits for the other."""
    running = select(Membership.id).where(Membership.role == ADMINISTRATOR, Membership.ended_at.is_(None))
    ids = db.session.scalars(running.order_by(Membership.id).with_for_update()).all()
    return len(set(ids) - {but.id})


def code_hash(code: str) -> str:
    """The hash a code is stored as; spaces, hyphens, letter case and a keyboard's full width do not matter."""
    plain = "".join(character for character in unicodedata.normalize("NFKC", code).upper() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def _record(name: str, by: Membership | None, at: datetime, **facts: object) -> None:
    record(OFFICE, the_office().id, name, by=by.id if by else None, at=at, **facts)
