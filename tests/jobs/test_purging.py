"""What is over for long is removed, and nothing else."""

from datetime import timedelta

from checklist.accounts.models import OneTimeCode, SignInAttempt, SignInSession
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.jobs.models import Job
from checklist.jobs.purging import purge_expired
from tests.jobs.runs import a_run, an_open_run

DAY = timedelta(days=1)


def keep(*rows: object) -> None:
    with write_unit():
        db.session.add_all(rows)


def a_session(cast, key: str, *, expired: timedelta, ended: timedelta | None = None) -> SignInSession:
    at = now() - 200 * DAY
    ended_at = now() - ended if ended is not None else None
    return SignInSession(
        key=key,
        membership_id=cast.north.id,
        created_at=at,
        last_seen_at=at,
        expires_at=now() - expired,
        ended_at=ended_at,
    )


def a_code(cast, word: str, *, expired: timedelta, is_used: bool = False) -> OneTimeCode:
    return OneTimeCode(
        person_id=cast.north.person_id,
        code_hash=word,
        issued_at=now() - 200 * DAY,
        expires_at=now() - expired,
        used_at=now() - 190 * DAY if is_used else None,
    )


def test_sessions(cast):
    keep(
        a_session(cast, "expired long ago", expired=31 * DAY),
        a_session(cast, "ended long ago", expired=-DAY, ended=31 * DAY),
        a_session(cast, "expired lately", expired=29 * DAY),
        a_session(cast, "ended lately", expired=-DAY, ended=29 * DAY),
        a_session(cast, "running", expired=-DAY),
    )
    assert purge_expired(now()).facts["sessions"] == 2
    assert set(db.session.scalars(db.select(SignInSession.key))) == {"expired lately", "ended lately", "running"}


def test_failed_sign_ins(cast):
    keep(SignInAttempt(subject="old", at=now() - 25 * DAY / 24), SignInAttempt(subject="new", at=now() - 23 * DAY / 24))
    assert purge_expired(now()).facts["attempts"] == 1
    assert db.session.scalars(db.select(SignInAttempt.subject)).all() == ["new"]


def test_codes(cast):
    keep(
        a_code(cast, "expired long ago", expired=91 * DAY),
        a_code(cast, "expired lately", expired=89 * DAY),
        a_code(cast, "used", expired=91 * DAY, is_used=True),
    )
    assert purge_expired(now()).facts["codes"] == 1
    assert set(db.session.scalars(db.select(OneTimeCode.code_hash))) == {"expired lately", "used"}


def test_runs(cast):
    a_run(before=91 * DAY)
    kept = {a_run(before=89 * DAY), an_open_run(before=91 * DAY)}
    assert purge_expired(now()).facts["runs"] == 1
    assert set(db.session.scalars(db.select(Job.id))) == kept


def test_again_is_harmless(cast):
    outcome = purge_expired(now())
    assert outcome.is_successful and set(outcome.facts.values()) == {0}
