"""Guessing is slowed down: failed attempts are counted in the database, by account and by network.

An attempt is written down before the password is looked at and taken off again when it was right, so that many at
once do not slip past the count. What was refused is not counted: nobody is locked out for longer than the window.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, select

from checklist.accounts.models import SignInAttempt
from checklist.db import db

WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_NETWORK, PER_LINK = 10, 50, 50


class TooManyAttempts(Exception):
    """Too many attempts failed of late; the next one is allowed at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Attempt:
    """One attempt that was let through: the rows that count it."""

    account: str
    ids: tuple[int, ...]


def admit(sign_in_name: str, address: str | None, *, at: datetime) -> Attempt:
    """Count this attempt as failed until it is forgiven. Raises TooManyAttempts. `address`: the peer's own."""
    account, network = account_subject(sign_in_name), network_subject(address)
    _refuse_beyond(account, PER_ACCOUNT, at)
    _refuse_beyond(network, PER_NETWORK, at)
    rows = [SignInAttempt(subject=subject, at=at) for subject in (account, network)]
    db.session.add_all(rows)
    db.session.flush()
    return Attempt(account, tuple(row.id for row in rows))


def count_guess(address: str | None, *, at: datetime) -> None:
    """Count an address that somebody without an account made up. Raises TooManyAttempts. `address`: the peer's own."""
    subject = f"guesses of {network_subject(address)}"
    _refuse_beyond(subject, PER_NETWORK, at)
    db.session.add(SignInAttempt(subject=subject, at=at))


def refuse_more_files(link_id: int, *, at: datetime) -> None:
    """Raises TooManyAttempts where too many of the files sent through a helpers' link could not be taken."""
    _refuse_beyond(f"files of link {link_id}", PER_LINK, at)


def count_refused_file(link_id: int, *, at: datetime) -> None:
    """Count a file that was sent through a helpers' link and could not be taken: it was opened all the same."""
    db.session.add(SignInAttempt(subject=f"files of link {link_id}", at=at))


def forgive(attempt: Attempt) -> None:
    """It was the right person: what failed for the account before is forgotten; of the network, this attempt only."""
    mine = SignInAttempt.id.in_(attempt.ids) | (SignInAttempt.subject == attempt.account)
    db.session.execute(delete(SignInAttempt).where(mine))


def account_subject(sign_in_name: str) -> str:
    """A digest: people type passwords into the wrong field, and those must not be kept readable."""
    return "account " + hashlib.sha256(sign_in_name.strip().lower().encode()).hexdigest()


def network_subject(address: str | None) -> str:
    """The /24 or /64 that the address lies in. No forwarded address is believed."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return "network unknown"
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    return f"network {ip_network((ip, 24 if ip.version == 4 else 64), strict=False)}"


def _refuse_beyond(subject: str, most: int, at: datetime) -> None:
    _purge(at - WINDOW)
    counted = select(SignInAttempt.at).where(SignInAttempt.subject == subject, SignInAttempt.at > at - WINDOW)
    times = db.session.scalars(counted.order_by(SignInAttempt.at.desc()).limit(most)).all()
    if len(times) == most:
        raise TooManyAttempts(times[-1] + WINDOW)


def _purge(before: datetime) -> None:
    old = select(SignInAttempt.id).where(SignInAttempt.at <= before).with_for_update(skip_locked=True)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.id.in_(old)))
