"""Reads of evidence, each scoped to the actor."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.db import db, find
from checklist.evidence.models import Evidence, EvidenceVersion, Voiding
from checklist.organizations.queries import own_organization_ids
from checklist.refusals import Missing

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
