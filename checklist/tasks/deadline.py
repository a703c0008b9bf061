"""The issuer moves a deadline for all; the old one stays visible as a row."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import update

from checklist.accounts.models import Membership
from checklist.clock import beijing
from checklist.db import db
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.models import DeadlineChange, Directive
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, Task


def move_deadline(
    directive: Directive, new_due_at: datetime | None, reason: str, *, by: Membership, at: datetime
) -> None:
    """Give an issued directive, and its tasks that are not accepted yet, a new due moment; None: no deadline."""
    if directive.is_superseded:
        raise Refused(_("这个任务事项已由补充通知改动，请在补充通知中调整期限。"))
    if directive.withdrawn_at is not None:
        raise Refused(_("这个任务事项已撤销，不再调整期限。"))
    if new_due_at == directive.due_at:
        return
    dated_on = directive.notice.dated_on
    if new_due_at is not None and dated_on is not None and beijing(new_due_at).date() < dated_on:
        raise Refused(_("期限不能早于通知的成文日期。"))
    change = DeadlineChange(
        directive_id=directive.id,
        old_due_at=directive.due_at,
        new_due_at=new_due_at,
        reason=reason.strip(),
        changed_at=at,
        changed_by_id=by.id,
    )
    digest = change.digest()
    db.session.add(change)
    directive.due_at = new_due_at
    db.session.execute(
        update(Task).where(Task.directive_id == directive.id, Task.status != ACCEPTED).values(due_at=new_due_at)
    )
    record(
        NOTICE,
        directive.notice_id,
        "deadline.moved",
        by=by.id,
        at=at,
        directive=directive.id,
        old=change.old_due_at.isoformat() if change.old_due_at else None,
        new=new_due_at.isoformat() if new_due_at else None,
        digest=digest,
    )
