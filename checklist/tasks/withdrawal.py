"""The issuer withdraws a directive (撤销): its unfinished tasks end; what was submitted stays readable."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.models import Directive, Notice, Withdrawal
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, WITHDRAWN, Task


def withdraw(
    directive: Directive, reason: str, *, by: Membership, at: datetime, supplement: Notice | None = None
) -> None:
    """Withdraw an issued directive, by itself or by a supplement. Accepted tasks stay accepted. Twice: once."""
    if directive.withdrawn_at is not None:
        return
    if not reason.strip():
        raise Refused(_("请写明撤销的理由。"))
    withdrawal = Withdrawal(
        directive_id=directive.id,
        reason=reason.strip(),
        withdrawn_at=at,
        withdrawn_by_id=by.id,
        supplement_id=supplement.id if supplement else None,
    )
    digest = withdrawal.digest()
    db.session.add(withdrawal)
    directive.withdrawn_at = at
    tasks = db.session.scalars(
        select(Task)
        .where(Task.directive_id == directive.id, Task.status != ACCEPTED)
        .order_by(Task.id)  # as everybody who locks several
        .with_for_update()
    ).all()
    for task in tasks:
        task.status = WITHDRAWN
    record(
        NOTICE,
        directive.notice_id,
        "directive.withdrawn",
        by=by.id,
        at=at,
        directive=directive.id,
        tasks=len(tasks),
        digest=digest,
    )
