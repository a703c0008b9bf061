"""Removing what nobody needs any more: sessions, failed sign-ins, codes and runs of jobs that are long over."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, or_

from checklist.accounts.models import OneTimeCode, SignInAttempt, SignInSession
from checklist.db import db, write_unit
from checklist.jobs.models import Job
from checklist.jobs.outcome import Outcome

SESSIONS_KEPT = timedelta(days=30)
# The throttle looks back a quarter of an hour.
ATTEMPTS_KEPT = timedelta(days=1)
CODES_KEPT = timedelta(days=90)
RUNS_KEPT = timedelta(days=90)


def purge_expired(at: datetime) -> Outcome:
    """Delete what had run out long before this moment; says how many rows of each sort there were."""
    sessions, codes, runs = at - SESSIONS_KEPT, at - CODES_KEPT, at - RUNS_KEPT
    return Outcome(
        True,
        "purged",
        {
            "sessions": _remove(
                SignInSession, or_(SignInSession.ended_at < sessions, SignInSession.expires_at < sessions)
            ),
            "attempts": _remove(SignInAttempt, SignInAttempt.at < at - ATTEMPTS_KEPT),
            # A used code stays: it says when the person set the password.
            "codes": _remove(OneTimeCode, OneTimeCode.used_at.is_(None) & (OneTimeCode.expires_at < codes)),
            "runs": _remove(Job, Job.ended_at < runs),
        },
    )


def _remove(table: Any, condition: ColumnElement[bool]) -> int:
    statement: Delete = delete(table).where(condition)
    with write_unit():
        return db.session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]
