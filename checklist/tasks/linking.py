"""One link serves several tasks at once: it is given, attached to all of them and, where asked, they are ticked off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.evidence.giving import Link, give_link
from checklist.evidence.models import Evidence
from checklist.refusals import Refused
from checklist.tasks.attachment import attach, refuse_unless_unfinished
from checklist.tasks.models import SUBMITTED, UNFINISHED, Submission, Task
from checklist.tasks.submission import submit


@dataclass(frozen=True)
class Others:
    """Further tasks of the same notice that the link serves too; `are_submitted`: they are ticked off with it."""

    tasks: Sequence[Task] = ()
    are_submitted: bool = False


def attach_link(task: Task, link: Link, others: Others, *, by: Membership, at: datetime) -> Evidence:
    """Give a link and attach it to the task and the others. One that serves the task already is used again."""
    refuse_unless_unfinished(task)
    for other in others.tasks:
        _refuse_other(other)
    evidence = _serving(task, link.url) or give_link(
        task.organization_id, task.directive.evidence_kind, link, by=by, at=at
    )
    for each in (task, *others.tasks):
        attach(each, evidence, by=by, at=at)
    return evidence


def submit_with_link(
    task: Task, link: Link | None, note: str, others: Others, *, by: Membership, at: datetime
) -> Submission:
    """Attach the link, when there is one, and tick the task off, and the others where that is asked.

    The same person with the same link twice: the submission there is. All or nothing.
    """
    if link is None or (task.status == SUBMITTED and not _is_another_link_of(task, link, by)):
        return submit(task, note, by=by, at=at)
    attach_link(task, link, others, by=by, at=at)
    for other in others.tasks if others.are_submitted else ():
        submit(other, "", by=by, at=at)
    return submit(task, note, by=by, at=at)


def _refuse_other(task: Task) -> None:
    if task.status not in UNFINISHED:
        raise Refused(_("所选的“%(title)s”现在不能再附材料，请取消勾选后重试。", title=task.directive.title))


def _serving(task: Task, url: str) -> Evidence | None:
    """The evidence now attached that is a link to this address."""
    return next((evidence for evidence in task.attached if evidence.current.content.get("url") == url), None)


def _is_another_link_of(task: Task, link: Link, by: Membership) -> bool:
    """Whether somebody who submitted the task already comes with an address that is not part of that submission."""
    submission = task.submission
    if submission is None or submission.submitted_by_id != by.id:
        return False
    return all(version.content.get("url") != link.url for version in submission.evidence)
