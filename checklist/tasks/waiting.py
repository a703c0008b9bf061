"""What waits for somebody else: exemptions for the issuer's answer, approvals for the association's own leader."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager, joinedload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.notices.models import Directive, Notice
from checklist.organizations.queries import own_organization_ids
from checklist.tasks.models import (
    APPROVAL_PENDS,
    EXEMPTION_PENDS,
    UNFINISHED,
    Approval,
    Exemption,
    Submission,
    Task,
)

# Of a task in a list: waits for the issuer, for the own leader; refused by the issuer, sent back by the own leader.
EXEMPTION_WAITS, APPROVAL_WAITS = "exemption", "approval"
EXEMPTION_REFUSED, SENT_BACK = "exemption_refused", "sent_back"


@dataclass(frozen=True)
class Wait:
    """What a task waits for, or what became of what was asked, with the reason that was given for that."""

    kind: str
    reason: str


def is_waiting() -> ColumnElement[bool]:
    """Whether the task waits for somebody else, so that the association has nothing to do on it now."""
    return or_(Task.exemptions.any(EXEMPTION_PENDS), Task.approvals.any(APPROVAL_PENDS))


def waits_of(tasks: Iterable[Task]) -> dict[int, Wait]:
    """By task: what it waits for, else what was refused or sent back and not answered since. One query."""
    ids = [task.id for task in tasks if task.status in UNFINISHED]
    asked = select(Exemption.task_id, literal(EXEMPTION_WAITS).label("kind"), literal("").label("reason"))
    waiting = select(Approval.task_id, literal(APPROVAL_WAITS), literal(""))
    refused = select(Exemption.task_id, literal(EXEMPTION_REFUSED), Exemption.answer)
    sent_back = select(Approval.task_id, literal(SENT_BACK), Approval.reason)
    waits = union_all(
        asked.where(EXEMPTION_PENDS),
        waiting.where(APPROVAL_PENDS),
        refused.where(Exemption.is_granted.is_(False), *_unanswered(Exemption, Exemption.answered_at)),
        sent_back.where(Approval.is_approved.is_(False), *_unanswered(Approval, Approval.decided_at)),
    ).subquery()
    rows = db.session.execute(
        select(waits.c.task_id, waits.c.kind, waits.c.reason).where(waits.c.task_id.in_(ids))
    ).all()
    # Sent back or refused, and then something was asked for: what waits now is said.
    order = (EXEMPTION_REFUSED, SENT_BACK, APPROVAL_WAITS, EXEMPTION_WAITS)
    return {row.task_id: Wait(row.kind, row.reason) for row in sorted(rows, key=lambda row: order.index(row.kind))}


def _unanswered(asked: type[Exemption] | type[Approval], decided_at: Any) -> tuple[ColumnElement[bool], ...]:
    """Nothing of the kind was asked later, and nothing was submitted since the decision."""
    later = aliased(asked)
    return (
        ~select(later.id).where(later.task_id == asked.task_id, later.number > asked.number).exists(),
        ~select(Submission.id)
        .where(Submission.task_id == asked.task_id, Submission.submitted_at > decided_at)
        .exists(),
    )


def approvals_for(by: Membership) -> list[Approval]:
    """What waits for the leader of the actor's organization, the longest first, with its task, notice and evidence."""
    return list(
        db.session.scalars(
            select(Approval)
            .join(Approval.task)
            .join(Task.directive)
            .join(Task.notice)
            .where(Task.organization_id.in_(own_organization_ids(by)), Task.status.in_(UNFINISHED), APPROVAL_PENDS)
            .order_by(Approval.asked_at, Approval.id)
            .options(
                joinedload(Approval.asked_by),
                contains_eager(Approval.task)
                .contains_eager(Task.directive)
                .load_only(Directive.title, Directive.deadline_text),
                contains_eager(Approval.task)
                .contains_eager(Task.notice)
                .load_only(Notice.title, Notice.document_number),
                contains_eager(Approval.task).selectinload(Task.attachments),
            )
        )
    )


def is_inner(task: Task) -> bool:
    """Whether what is attached is not for the issuer yet: the association's own leader has to approve it first."""
    if task.organization.needs_approval:
        return True
    pending = select(Approval.id).where(Approval.task_id == task.id, APPROVAL_PENDS)
    return db.session.scalar(pending) is not None


def exemptions_waiting(notice_ids: Iterable[int]) -> dict[int, set[int]]:
    """By notice: the tasks whose exemption waits for an answer."""
    waiting: dict[int, set[int]] = {}
    rows = db.session.execute(
        select(Task.notice_id, Task.id)
        .join(Task.exemptions)
        .where(Task.notice_id.in_(list(notice_ids)), Task.status.in_(UNFINISHED), EXEMPTION_PENDS)
        .order_by(Task.id)
    )
    for notice_id, task_id in rows:
        waiting.setdefault(notice_id, set()).add(task_id)
    return waiting
