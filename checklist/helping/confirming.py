"""The secretary decides on what was given without an account: it becomes the association's evidence, or it does not."""

from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.evidence.giving import NamedFile, Piece, give
from checklist.evidence.models import Evidence
from checklist.formatting import moment
from checklist.helping.models import Contribution
from checklist.journal.models import ORGANIZATION
from checklist.journal.recording import hold, record
from checklist.refusals import Refused
from checklist.tasks.attaching import Others, attach_new
from checklist.tasks.attachment import is_wanted
from checklist.tasks.models import UNFINISHED, Task


def confirm(contribution: Contribution, task: Task, *, by: Membership, at: datetime) -> Evidence:
    """Take it into the association's evidence and attach it to its task, which is locked. Taken already: as it is.

    Where the task was finished meanwhile, waits for approval, or wants other material now, it is kept as evidence and
    attached to nothing.
    """
    if contribution.is_taken:
        return db.session.get_one(Evidence, contribution.evidence_id)
    _refuse_decided(contribution)
    hold(ORGANIZATION, contribution.link.organization_id)
    piece = _piece(contribution)
    if takes_more(task, contribution.kind):
        evidence = attach_new(task, contribution.kind, piece, Others(), by=by, at=at)
    else:
        evidence = give(task.organization_id, contribution.kind, piece, by=by, at=at)
    contribution.evidence_id = evidence.id
    _decide(contribution, True, "contribution.confirmed", by=by, at=at, evidence=evidence.id)
    return evidence


def reject(contribution: Contribution, reason: str, *, by: Membership, at: datetime) -> None:
    """Do not take it; the reason, which may be empty, stays in the record. Refused already: nothing happens."""
    if contribution.is_taken is False:
        return
    _refuse_decided(contribution)
    contribution.reason = reason
    _decide(contribution, False, "contribution.rejected", by=by, at=at)


def takes_more(task: Task, kind: str) -> bool:
    """Whether something of this kind can still be attached to the task."""
    return task.status in UNFINISHED and task.pending_approval is None and is_wanted(task, kind)


def _refuse_decided(contribution: Contribution) -> None:
    if contribution.is_taken is None or contribution.decided_by is None:
        return
    raise Refused(
        _(
            "这份材料已由%(name)s于 %(moment)s 处理（%(result)s）。",
            name=contribution.decided_by.person.name,
            moment=moment(contribution.decided_at),
            result=_("已采用") if contribution.is_taken else _("未采用"),
        )
    )


def _piece(contribution: Contribution) -> Piece:
    names = [file["name"] for file in contribution.content.get("files", ())]
    return Piece(
        title=contribution.title,
        happened_on=contribution.happened_on,
        note=contribution.note,
        content={key: value for key, value in contribution.content.items() if key != "files"},
        kept=tuple(NamedFile(name, file) for name, file in zip(names, contribution.files, strict=True)),
    )


def _decide(
    contribution: Contribution, is_taken: bool, event: str, *, by: Membership, at: datetime, **facts: int
) -> None:
    contribution.is_taken = is_taken
    contribution.decided_at, contribution.decided_by_id = at, by.id
    record(
        ORGANIZATION,
        contribution.link.organization_id,
        event,
        by=by.id,
        at=at,
        organization=contribution.link.organization_id,
        task=contribution.task_id,
        link=contribution.link_id,
        contribution=contribution.id,
        digest=contribution.digest(),
        **facts,
    )
