"""Issuing a supplement changes the notice that it supplements: what is reworded goes on, what is withdrawn ends.

All in the transaction of the issuance. The notice and its supplements are locked before their tasks, the tasks before
the journals, the journals in ascending order.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.drafting.models import PlannedWithdrawal
from checklist.journal.models import NOTICE
from checklist.journal.recording import hold
from checklist.notices.models import Directive, Notice
from checklist.notices.supplementing import (
    Before,
    heirs_of_addressees,
    is_finished,
    issued_with,
    refuse_closed,
    standing_under,
    tasks_before,
)
from checklist.organizations.models import Organization
from checklist.refusals import Refused
from checklist.tasks.models import Task
from checklist.tasks.supersession import carry_on, lock_tasks, supersede
from checklist.tasks.withdrawal import withdraw


@dataclass(frozen=True)
class Changes:
    """What a supplement does to what stands: each new directive with the one it replaces, and what it withdraws."""

    supplement: Notice
    superseded: list[tuple[Directive, Directive]]
    withdrawals: list[PlannedWithdrawal]

    @property
    def is_any(self) -> bool:
        return bool(self.superseded or self.withdrawals)


def changes_by(notice: Notice) -> Changes | None:
    """What the draft of a supplement will do when it is issued; None where the notice supplements none."""
    if notice.supplements_id is None:
        return None
    confirmed = db.session.scalars(
        select(Directive)
        .where(*issued_with(notice), Directive.supersedes_id.is_not(None))
        .order_by(Directive.position)
        .options(joinedload(Directive.supersedes))
        .execution_options(populate_existing=True)
    )
    return Changes(
        notice,
        [(one.supersedes, one) for one in confirmed if one.supersedes is not None],
        planned_withdrawals(notice.id),
    )


def planned_withdrawals(notice_id: int) -> list[PlannedWithdrawal]:
    """What the draft withdraws, in the order of what it supplements."""
    return list(
        db.session.scalars(
            select(PlannedWithdrawal)
            .where(PlannedWithdrawal.notice_id == notice_id)
            .order_by(PlannedWithdrawal.directive_id)
            .options(joinedload(PlannedWithdrawal.directive).joinedload(Directive.withdrawal))
            .execution_options(populate_existing=True)
        )
    )


def lock_supplemented(notice: Notice) -> None:
    """Lock the notice that a draft supplements, and its supplements, before anything of them is read.

    Refused where it is closed. A notice that supplements none: nothing happens.
    """
    if notice.supplements_id is not None:
        family = db.session.scalars(_family(notice).with_for_update().execution_options(populate_existing=True)).all()
        refuse_closed(next(one for one in family if one.id == notice.supplements_id))


def prepare(changes: Changes, organizations: Sequence[Organization]) -> None:
    """Lock the tasks, and the journals, that the supplement changes.

    Refused, with what is in the way, where it can no longer be done so.
    """
    for sentence in problems_of(changes):
        raise Refused(sentence)
    missed = missed_by(changes.supplement, organizations)
    if changes.is_any and missed:
        raise Refused(missed_sentence(len(missed)))
    lock_tasks([old.id for old, _new in changes.superseded] + [one.directive_id for one in changes.withdrawals])
    for notice_id in db.session.scalars(_family(changes.supplement).with_only_columns(Notice.id)).all():
        hold(NOTICE, notice_id)


def _family(supplement: Notice) -> Select[Notice]:
    """The notice that is supplemented, and what was issued to supplement it, in the order of locking."""
    root_id = supplement.supplements_id
    issued = and_(Notice.supplements_id == root_id, Notice.issued_at.is_not(None))
    return select(Notice).where(or_(Notice.id == root_id, issued)).order_by(Notice.id)


def apply(changes: Changes, *, by: Membership, at: datetime) -> None:
    """After the new tasks are there: end what is replaced and withdrawn, and let the new tasks go on."""
    before = tasks_before([new for _old, new in changes.superseded])
    goes_on = _pairs(changes, before)
    for old, new in changes.superseded:
        supersede(old, new, by=by, at=at)
    for planned in changes.withdrawals:
        withdraw(planned.directive, planned.reason, by=by, at=at, supplement=changes.supplement)
    carry_on(goes_on, by=by, at=at)


def missed_by(supplement: Notice, organizations: Sequence[Organization]) -> set[int]:
    """The running receivers of the notice that this supplement would not reach."""
    running = db.session.scalars(
        select(Organization.id).where(
            Organization.id.in_(heirs_of_addressees(supplement.supplements_id or 0)), Organization.ended_on.is_(None)
        )
    )
    return set(running) - {one.id for one in organizations}


def missed_sentence(count: int) -> str:
    return _(
        "原通知的主送对象中有 %(count)d 个单位收不到这份补充通知。要改动或撤销事项，须发给原通知的全部主送对象。",
        count=count,
    )


def problems_of(changes: Changes) -> list[str]:
    """What is in the way, in sentences: what the draft changes, says again or withdraws ended meanwhile, or twice."""
    notice = changes.supplement
    standing = {one.directive.id for one in standing_under(notice.supplements_id or 0)}
    query = (
        select(Directive)
        .where(
            Directive.notice_id == notice.id,
            Directive.part == notice.part,
            Directive.dropped_at.is_(None),
            Directive.same_as_id.is_not(None),
        )
        .order_by(Directive.position)
    )
    same = db.session.scalars(query).all()
    wanted = [(new.title, old.id) for old, new in changes.superseded]
    wanted += [(one.title, one.same_as_id or 0) for one in same]
    problems = [
        _("“%(title)s”所对应的原事项已撤销或已被改动，请回到草稿重新认定。", title=title)
        for title, old_id in wanted
        if old_id not in standing
    ]
    touched = Counter(old.id for old, _new in changes.superseded)
    touched.update(planned.directive_id for planned in changes.withdrawals)
    titles = {old.id: old.title for old, _new in changes.superseded}
    problems += [
        _("原事项“%(title)s”在草稿里被改动或撤销了不止一次，请回到草稿重新认定。", title=titles[id])
        for id, times in touched.items()
        if times > 1
    ]
    problems += [
        _("草稿中的“%(title)s”选作与原事项相同，原事项却又被改动或撤销，请回到草稿重新认定。", title=one.title)
        for one in same
        if one.same_as_id in touched
    ]
    problems += [
        _("拟撤销的“%(title)s”已被另一份补充通知改动，请回到草稿重新认定。", title=planned.directive.title)
        for planned in changes.withdrawals
        if planned.directive.successor is not None
    ]
    return problems


def _pairs(changes: Changes, before: Before) -> list[tuple[Sequence[Task], Task]]:
    """Each new task with what its organization had to do before."""
    new = db.session.scalars(
        select(Task)
        .where(Task.notice_id == changes.supplement.id)
        .order_by(Task.id)
        .options(joinedload(Task.directive), joinedload(Task.organization))
    )
    pairs: list[tuple[Sequence[Task], Task]] = []
    for task in new:
        old = before.get(task.directive_id, {}).get(task.organization.heir_id, [])
        if old and not is_finished(old):
            pairs.append(([one for one in old if one.id != task.id], task))
    return pairs
