"""The issuer accepts a submission (办结), or returns it with a reason (退回)."""

from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.formatting import moment
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.models import ACCEPTED, RETURNED, SUBMITTED, WITHDRAWN, Review, Submission, Task


def accept(task: Task, submission_number: int, *, by: Membership, at: datetime) -> Review:
    """Accept the submission that the reviewer read. By the same person twice: the review there is."""
    return _review(task, submission_number, True, "", by=by, at=at)


def return_(task: Task, submission_number: int, reason: str, *, by: Membership, at: datetime) -> Review:
    """Return the submission that the reviewer read, with a reason that the association will see."""
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"))
    return _review(task, submission_number, False, reason.strip(), by=by, at=at)


def _review(
    task: Task, submission_number: int, is_accepted: bool, reason: str, *, by: Membership, at: datetime
) -> Review:
    submission = _submission(task, submission_number)
    _refuse_reopened(task, submission)
    if submission.review is not None:
        return _already_reviewed(submission.review, is_accepted, by)
    if task.status == WITHDRAWN:
        raise Refused(_("这个任务事项已撤销，无需审核。"))
    if task.submission is not None and submission is not task.submission:
        raise Refused(_("对方撤回了这次上报，又重新上报了一次。请重新打开，看过新的上报再审核。"))
    if task.status != SUBMITTED or submission is not task.submission:
        raise Refused(_("这次上报已被对方撤回，请等待重新上报。"))
    review = Review(is_accepted=is_accepted, reason=reason, reviewed_at=at, reviewed_by_id=by.id)
    digest = review.digest()
    submission.review = review
    task.status = ACCEPTED if is_accepted else RETURNED
    record(
        NOTICE,
        task.notice_id,
        "task.accepted" if is_accepted else "task.returned",
        by=by.id,
        at=at,
        task=task.id,
        submission=submission.number,
        digest=digest,
    )
    return review


def _submission(task: Task, number: int) -> Submission:
    for submission in task.submissions:
        if submission.number == number:
            return submission
    raise Refused(_("没有这次上报，请刷新页面后再审核。"))


def _refuse_reopened(task: Task, submission: Submission) -> None:
    """Refused when a colleague wanted it done again meanwhile: its acceptance stands in the record only."""
    for reopening in task.reopenings:
        if reopening.was == ACCEPTED and reopening.submission_number == submission.number:
            raise Refused(
                _(
                    "这项任务已由%(name)s于 %(moment)s 重新打开，请等待重新上报。",
                    name=reopening.reopened_by.person.name,
                    moment=moment(reopening.reopened_at),
                )
            )


def _already_reviewed(review: Review, is_accepted: bool, by: Membership) -> Review:
    if review.reviewed_by_id == by.id and review.is_accepted == is_accepted:
        return review
    raise Refused(
        _(
            "这次上报已由%(name)s于 %(moment)s 审核（%(result)s）。",
            name=review.reviewed_by.person.name,
            moment=moment(review.reviewed_at),
            result=_("已办结") if review.is_accepted else _("退回修改"),
        )
    )
