"""Reads of tasks, each scoped to the actor."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.evidence.models import Evidence
from checklist.notices.models import Notice
from checklist.organizations.queries import own_organization_ids
from checklist.tasks.models import Attachment, Submission, Task


def tasks_for(by: Membership) -> Select[tuple[Task]]:
    """The tasks the actor may see: its own organization's, and those of the notices its organization issued."""
    return (
        select(Task)
        .join(Task.notice)
        .where(or_(Task.organization_id.in_(own_organization_ids(by)), Notice.issuer_id == by.organization_id))
    )


def own_tasks_for(by: Membership) -> Select[tuple[Task]]:
    """The tasks that the actor's organization has to do."""
    return select(Task).where(Task.organization_id.in_(own_organization_ids(by)))


def reviewed_tasks_for(by: Membership) -> Select[tuple[Task]]:
    """The tasks that the actor's organization reviews: those of the notices it issued."""
    return select(Task).join(Task.notice).where(Notice.issuer_id == by.organization_id)


def with_record(query: Select[tuple[Task]]) -> Select[tuple[Task]]:
    """The same tasks with all that happened to them: attachments, evidence, submissions, reviews."""
    return query.options(
        joinedload(Task.directive),
        joinedload(Task.notice),
        joinedload(Task.organization),
        selectinload(Task.attachments).joinedload(Attachment.evidence).selectinload(Evidence.versions),
        selectinload(Task.attachments).joinedload(Attachment.attached_by),
        selectinload(Task.submissions).joinedload(Submission.submitted_by),
        selectinload(Task.submissions).joinedload(Submission.review),
        selectinload(Task.submissions).selectinload(Submission.evidence),
    )
