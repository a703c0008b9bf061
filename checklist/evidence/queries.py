"""Reads of evidence, each scoped to the actor."""

from collections.abc import Iterable

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.db import db, find
from checklist.evidence.models import Evidence, EvidenceVersion, Voiding
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Organization
from checklist.organizations.queries import own_organization_ids
from checklist.refusals import Missing
from checklist.tasks.models import APPROVAL_PENDS, Attachment, Submission, Task, submission_evidence

EARLIER_AT_MOST = 200


def evidence_for(by: Membership) -> Select[Evidence]:
    """The evidence of the actor's organization, voided or not, with its versions."""
    return (
        select(Evidence)
        .where(Evidence.organization_id.in_(own_organization_ids(by)))
        .options(selectinload(Evidence.versions), joinedload(Evidence.voiding))
    )


def evidence_with_record(by: Membership, evidence_id: int) -> Evidence:
    """A piece with all its versions, who gave them, their files, and by whom it was voided; raises Missing."""
    query = evidence_for(by).options(
        selectinload(Evidence.versions).joinedload(EvidenceVersion.created_by),
        selectinload(Evidence.versions).selectinload(EvidenceVersion.files),
        joinedload(Evidence.voiding).joinedload(Voiding.voided_by),
    )
    return find(query, evidence_id)


def given_earlier(by: Membership, kind: str) -> list[EvidenceVersion]:
    """What the actor's organization gave of this kind, as it stands now and not voided, the newest first."""
    newest = select(func.max(EvidenceVersion.id)).group_by(EvidenceVersion.evidence_id)
    return list(
        db.session.scalars(
            select(EvidenceVersion)
            .join(EvidenceVersion.evidence)
            .where(
                Evidence.organization_id.in_(own_organization_ids(by)),
                Evidence.kind == kind,
                ~Evidence.voiding.has(),
                EvidenceVersion.id.in_(newest.where(EvidenceVersion.evidence_id == Evidence.id).correlate(Evidence)),
            )
            .order_by(EvidenceVersion.id.desc())
            .limit(EARLIER_AT_MOST)
        )
    )


def entrusted_roster(by: Membership, evidence_id: int, number: int) -> EvidenceVersion:
    """A version of a roster for those who need its telephone numbers; raises Missing.

    The actor's organization gave it, or reviews a task that it was submitted with.
    """
    submitted = (
        select(submission_evidence.c.evidence_version_id)
        .join(Submission, Submission.id == submission_evidence.c.submission_id)
        .join(Submission.task)
        .join(Task.notice)
        .where(Notice.issuer_id == by.organization_id)
    )
    version = db.session.scalars(
        select(EvidenceVersion)
        .join(EvidenceVersion.evidence)
        .where(
            Evidence.id == evidence_id,
            Evidence.kind == "roster",
            EvidenceVersion.number == number,
            or_(Evidence.organization_id.in_(own_organization_ids(by)), EvidenceVersion.id.in_(submitted)),
        )
        .options(joinedload(EvidenceVersion.evidence).joinedload(Evidence.organization))
    ).one_or_none()
    if version is None:
        raise Missing
    return version


def locked_evidence(by: Membership, ids: Iterable[int]) -> list[Evidence]:
    """These pieces in the order of their ids, which nobody else revises, voids or uses anew meanwhile; raises Missing.

    Locked first and read afterwards, so that what somebody did while this waited is seen. Before any task is locked.
    """
    wanted = set(ids)
    own = select(Evidence.id).where(Evidence.organization_id.in_(own_organization_ids(by)), Evidence.id.in_(wanted))
    # Not against what merely refers to the piece: an attachment that is made meanwhile.
    found = db.session.scalars(own.order_by(Evidence.id).with_for_update(key_share=True)).all()
    if set(found) != wanted:
        raise Missing
    return list(db.session.scalars(evidence_for(by).where(Evidence.id.in_(wanted)).order_by(Evidence.id)))


def versions_seen_by(by: Membership) -> Select[EvidenceVersion]:
    """The versions whose files the actor may see: all of the actor's own organization; of others, those in submissions
    of tasks that the actor's organization reviews, and, where such a task was never submitted, what is attached now."""
    reviewed = (Task.notice_id == Notice.id, Notice.issuer_id == by.organization_id)
    submitted = select(submission_evidence.c.submission_id).where(
        submission_evidence.c.evidence_version_id == EvidenceVersion.id,
        Submission.id == submission_evidence.c.submission_id,
        Task.id == Submission.task_id,
        *reviewed,
    )
    newer = aliased(EvidenceVersion)
    last = aliased(Submission)
    stands = select(Submission.id).where(
        Submission.task_id == Task.id,
        Submission.taken_back_at.is_(None),
        ~select(last.id).where(last.task_id == Submission.task_id, last.number > Submission.number).exists(),
    )
    attached = select(Attachment.id).where(
        Attachment.evidence_id == EvidenceVersion.evidence_id,
        Attachment.detached_at.is_(None),
        Task.id == Attachment.task_id,
        *reviewed,
        # Not what the association's own leader has to approve first.
        Task.organization.has(Organization.needs_approval.is_(False)),
        ~Task.approvals.any(APPROVAL_PENDS),
        ~stands.correlate(Task).exists(),
        ~select(newer.id)
        .where(newer.evidence_id == EvidenceVersion.evidence_id, newer.number > EvidenceVersion.number)
        .correlate(EvidenceVersion)
        .exists(),
    )
    return (
        select(EvidenceVersion)
        .join(EvidenceVersion.evidence)
        .where(
            or_(
                Evidence.organization_id.in_(own_organization_ids(by)),
                submitted.correlate(EvidenceVersion).exists(),
                attached.correlate(EvidenceVersion).exists(),
            )
        )
    )


def seen_version(by: Membership, evidence_id: int, number: int) -> EvidenceVersion:
    """One version of a piece with its files, when the actor may see them; raises Missing."""
    query = versions_seen_by(by).where(EvidenceVersion.evidence_id == evidence_id, EvidenceVersion.number == number)
    evidence = contains_eager(EvidenceVersion.evidence).joinedload(Evidence.organization)
    options = (evidence, selectinload(EvidenceVersion.files))
    version = db.session.scalars(query.options(*options)).one_or_none()
    if version is None:
        raise Missing
    return version


def task_served_first(by: Membership, version: EvidenceVersion) -> tuple[int, str] | None:
    """The task that the piece was first given for: its id and the directive's title; None where it serves no task that
    the actor may see."""
    row = db.session.execute(
        select(Task.id, Directive.title)
        .join(Directive, Directive.id == Task.directive_id)
        .join(Attachment, Attachment.task_id == Task.id)
        .join(Notice, Notice.id == Task.notice_id)
        .where(
            Attachment.evidence_id == version.evidence_id,
            or_(Task.organization_id.in_(own_organization_ids(by)), Notice.issuer_id == by.organization_id),
        )
        .order_by(Attachment.id)
        .limit(1)
    ).one_or_none()
    return (row.id, row.title) if row else None
