"""A wrong piece of evidence is voided (作废), with a reason. It stays in the record and serves nothing any more."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.evidence.models import Evidence, Voiding
from checklist.evidence.serving import Served, tasks_served
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.attachment import detach_voided, lock_served
from checklist.tasks.models import ACCEPTED


def void(evidence: Evidence, reason: str, *, by: Membership, at: datetime) -> None:
    """Void a piece and detach it from every task. Voided already: nothing happens. The piece's row is locked.

    Refused while a version of it supports a submission that was accepted, or waits for review or for an approval.
    """
    if evidence.voiding is not None:
        return
    if not reason.strip():
        raise Refused(_("请写明作废的理由。"))
    lock_served(evidence.id)
    refuse_to_void(tasks_served(evidence.id))
    voiding = Voiding(reason=reason.strip(), voided_at=at, voided_by_id=by.id)
    digest = voiding.digest()
    evidence.voiding = voiding
    record(
        ORGANIZATION, evidence.organization_id, "evidence.voided", by=by.id, at=at, evidence=evidence.id, digest=digest
    )
    detach_voided(evidence.id, by=by, at=at)


def why_not_void(served: Sequence[Served]) -> str:
    """The sentence that says why a piece that serves these tasks cannot be voided now; empty: it can."""
    stands = sorted((each for each in served if each.version is not None), key=lambda each: each.status != ACCEPTED)
    if stands and stands[0].status == ACCEPTED:
        return _("已办结的任务“%(title)s”用着这份材料，不能作废。", title=stands[0].title)
    if stands:
        return _("任务“%(title)s”已用这份材料上报，正在等待审核。请先在任务页撤回，再作废。", title=stands[0].title)
    for each in served:
        if each.was_accepted:
            return _("任务“%(title)s”办结时用的是这份材料，虽已重新打开，也不能作废。", title=each.title)
        if each.awaits_approval:
            return _("任务“%(title)s”正在报本会负责人审签。请先在任务页撤回审签，再作废。", title=each.title)
    return ""


def refuse_to_void(served: Sequence[Served]) -> None:
    """Refused when a submission that waits or is accepted, or one that the leader decides on, stands on the piece."""
    if sentence := why_not_void(served):
        raise Refused(sentence)
