"""A directive of a supplement stands in the place of an issued one: what is finished stands, the rest goes on there.

A task that is accepted or exempt stays what it is, and its association has no second one. Every other task ends as
withdrawn, and what was attached to it, given for it by helpers or picked for its form serves the new task. A
submission that waited for review stays readable where it was made; its evidence is attached to the new task.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.dom import dom_id
from checklist.files.models import Upload
from checklist.helping.models import Contribution, HelperLink
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.models import Directive, Withdrawal
from checklist.tasks.models import ACCEPTED, EXEMPT, WITHDRAWN, Attachment, Task


def lock_tasks(directive_ids: Collection[int]) -> None:
    """Lock the tasks of these directives, the links to them and what waits for them, in the order of everybody.

    Before the first event: who acts on a task locks it first and then the journal.
    """
    ids = select(Task.id).where(Task.directive_id.in_(directive_ids))
    links = select(HelperLink.id).where(HelperLink.task_id.in_(ids))
    db.session.execute(links.order_by(HelperLink.id).with_for_update()).all()
    waiting = select(Contribution.id).where(Contribution.task_id.in_(ids), Contribution.is_taken.is_(None))
    db.session.execute(waiting.order_by(Contribution.id).with_for_update()).all()
    db.session.execute(ids.order_by(Task.id).with_for_update()).all()


def supersede(old: Directive, new: Directive, *, by: Membership, at: datetime) -> None:
    """Let `new`, which is being issued, stand in the place of `old`. Superseded already: nothing happens."""
    if old.withdrawn_at is not None:
        return
    withdrawal = Withdrawal(
        directive_id=old.id,
        reason="",
        withdrawn_at=at,
        withdrawn_by_id=by.id,
        supplement_id=new.notice_id,
        superseded_by_id=new.id,
    )
    digest = withdrawal.digest()
    db.session.add(withdrawal)
    old.withdrawn_at = at
    tasks = db.session.scalars(
        select(Task)
        .where(Task.directive_id == old.id, Task.status.not_in((ACCEPTED, EXEMPT)))
        .order_by(Task.id)
        .with_for_update()
    ).all()
    for task in tasks:
        task.status = WITHDRAWN
    record(
        NOTICE,
        old.notice_id,
        "directive.superseded",
        by=by.id,
        at=at,
        directive=old.id,
        successor=new.id,
        tasks=len(tasks),
        digest=digest,
    )


def carry_on(goes_on: Sequence[tuple[Sequence[Task], Task]], *, by: Membership, at: datetime) -> None:
    """Let new tasks go on with what was gathered for the tasks before them: pairs of those and the new one.

    What was attached is attached, as far as the new words still want its kind; what helpers gave waits here, their
    links lead here, files that were picked for the form wait in this one. Nothing gathered: no event.
    """
    old_ids = [task.id for old, _new in goes_on for task in old]
    attached = _attached(old_ids)
    given = _waiting(old_ids)
    _lead_here(goes_on)
    for old, new in goes_on:
        pieces = {
            one.evidence_id: one
            for task in old
            for one in attached.get(task.id, ())
            if one.evidence.kind in new.directive.evidence_kinds
        }
        for piece in pieces.values():
            db.session.add(
                Attachment(
                    task_id=new.id,
                    evidence_id=piece.evidence_id,
                    attached_at=at,
                    attached_by_id=piece.attached_by_id,
                )
            )
        contributions = [one for task in old for one in given.get(task.id, ())]
        for contribution in contributions:
            contribution.task_id = new.id
        if pieces or contributions:
            record(
                NOTICE,
                new.notice_id,
                "task.carried_on",
                by=by.id,
                at=at,
                task=new.id,
                earlier=[task.id for task in old],
                evidence=sorted(pieces),
                contributions=[contribution.id for contribution in contributions],
            )


def _attached(task_ids: Sequence[int]) -> dict[int, list[Attachment]]:
    """By task: what is now attached to it, the oldest first."""
    found: dict[int, list[Attachment]] = {}
    query = select(Attachment).where(Attachment.task_id.in_(task_ids), Attachment.detached_at.is_(None))
    for one in db.session.scalars(query.order_by(Attachment.id).options(joinedload(Attachment.evidence))):
        found.setdefault(one.task_id, []).append(one)
    return found


def _waiting(task_ids: Sequence[int]) -> dict[int, list[Contribution]]:
    """By task: what helpers gave for it and nobody decided on yet."""
    found: dict[int, list[Contribution]] = {}
    query = select(Contribution).where(Contribution.task_id.in_(task_ids), Contribution.is_taken.is_(None))
    for one in db.session.scalars(query.order_by(Contribution.id)):
        found.setdefault(one.task_id, []).append(one)
    return found


def _lead_here(goes_on: Sequence[tuple[Sequence[Task], Task]]) -> None:
    """Links for one of the old tasks are for the new one; what was picked for its form waits in the new form."""
    new_of = {task.id: new for old, new in goes_on for task in old}
    linked = db.session.scalars(
        select(HelperLink).where(HelperLink.task_id.in_(new_of)).order_by(HelperLink.id).with_for_update()
    )
    for link in linked:
        new = new_of[link.task_id or 0]
        link.task_id, link.notice_id = new.id, new.notice_id
    forms = {dom_id(task): dom_id(new) for old, new in goes_on for task in old}
    for upload in db.session.scalars(select(Upload).where(Upload.form.in_(forms), Upload.used_at.is_(None))):
        upload.form = forms[upload.form]
