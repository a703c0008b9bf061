"""The issuer wants a finished task done again (重新打开): what was accepted is returned, what was exempt is open."""

from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.formatting import moment
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, EXEMPT, OPEN, RETURNED, Reopening, Task


def reopen(task: Task, number: int, reason: str, *, by: Membership, at: datetime) -> Reopening:
    """Open an accepted or exempt task again, with a reason that the association will see; the record stays.

    `number`: of this reopening among those of the task, so that nothing is opened that was not read. The same
    person with the same reason twice: the reopening there is. Refused when somebody else was first, and where the
    notice is closed or the directive withdrawn.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(_("请写明重新打开的理由。"))
    if 0 < number <= len(task.reopenings):
        return _already_reopened(task.reopenings[number - 1], reason, by)
    if task.directive.is_superseded:
        raise Refused(_("这个任务事项已由补充通知改动，原来的办结有效，不再重新打开。"))
    if task.directive.withdrawn_at is not None:
        raise Refused(_("这个任务事项已撤销，不再重新打开。"))
    if task.notice.closed_at is not None:
        raise Refused(_("这份通知已结束，不再重新打开。"))
    if task.status not in (ACCEPTED, EXEMPT) or number != len(task.reopenings) + 1:
        raise Refused(_("这项任务还没有办结，无需重新打开。"))
    reopening = Reopening(
        task_id=task.id,
        number=number,
        was=task.status,
        submission_number=len(task.submissions),
        reason=reason,
        reopened_at=at,
        reopened_by_id=by.id,
    )
    task.reopenings.append(reopening)
    digest = reopening.digest()
    task.status = RETURNED if reopening.asks_again else OPEN
    record(
        NOTICE,
        task.notice_id,
        "task.reopened",
        by=by.id,
        at=at,
        task=task.id,
        reopening=number,
        was=reopening.was,
        digest=digest,
    )
    return reopening


def _already_reopened(there: Reopening, reason: str, by: Membership) -> Reopening:
    if there.reopened_by_id == by.id and there.reason == reason:
        return there
    raise Refused(
        _(
            "这项任务已由%(name)s于 %(moment)s 重新打开，无需重复。",
            name=there.reopened_by.person.name,
            moment=moment(there.reopened_at),
        )
    )
