"""A task does not apply to an association (不适用): asked for with a reason, granted or refused by the issuer."""

from datetime import datetime

from flask_babel import gettext as _

from checklist.accounts.models import Membership
from checklist.formatting import moment
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.refusals import Refused
from checklist.tasks.attachment import refuse_unless_unfinished, refuse_while_approval_pends
from checklist.tasks.models import EXEMPT, WITHDRAWN, Exemption, Task


def ask(task: Task, reason: str, *, by: Membership, at: datetime) -> Exemption:
    """Ask not to have to do the task; it stays as it is until there is an answer.

    The same person with the same reason twice: what was asked already. Refused when somebody else was first.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(_("请写明不适用的理由。"))
    refuse_unless_unfinished(task)
    refuse_while_approval_pends(task)
    if pending := task.pending_exemption:
        return _already_asked(pending, reason, by)
    exemption = Exemption(
        task_id=task.id,
        number=len(task.exemptions) + 1,
        reason=reason,
        answer="",
        asked_at=at,
        asked_by_id=by.id,
    )
    task.exemptions.append(exemption)
    digest = exemption.digest()
    record(
        NOTICE,
        task.notice_id,
        "exemption.asked",
        by=by.id,
        at=at,
        task=task.id,
        exemption=exemption.number,
        digest=digest,
    )
    return exemption


def take_back(task: Task, *, by: Membership, at: datetime) -> None:
    """Undo what was asked before there is an answer; it stays in the record. Nothing was asked: nothing happens."""
    last = task.exemptions[-1] if task.exemptions else None
    if last is None or (last.taken_back_at is not None and last.taken_back_by_id == by.id):
        return
    _refuse_taken_back(last)
    if last.answered_at is not None:
        raise Refused(_already_answered(last))
    refuse_unless_unfinished(task)
    last.taken_back_at, last.taken_back_by_id = at, by.id
    record(NOTICE, task.notice_id, "exemption.taken_back", by=by.id, at=at, task=task.id, exemption=last.number)


def grant(task: Task, number: int, words: str, *, by: Membership, at: datetime) -> None:
    """The association need not do it. `number`: the request that was read. By the same person twice: once."""
    exemption = _asked(task, number)
    if _is_answered(exemption, True, by):
        return
    _refuse_overtaken(task)
    task.status = EXEMPT
    digest = _answer(exemption, True, words, by=by, at=at)
    record(NOTICE, task.notice_id, "exemption.granted", by=by.id, at=at, task=task.id, exemption=number, digest=digest)


def refuse(task: Task, number: int, words: str, *, by: Membership, at: datetime) -> None:
    """The association has to do it all the same, and is told why. By the same person twice: once."""
    if not words.strip():
        raise Refused(_("请写明不同意的理由。"))
    exemption = _asked(task, number)
    if _is_answered(exemption, False, by):
        return
    _refuse_overtaken(task)
    digest = _answer(exemption, False, words, by=by, at=at)
    record(NOTICE, task.notice_id, "exemption.refused", by=by.id, at=at, task=task.id, exemption=number, digest=digest)


def _answer(exemption: Exemption, is_granted: bool, words: str, *, by: Membership, at: datetime) -> str:
    exemption.is_granted, exemption.answer = is_granted, words.strip()
    exemption.answered_at, exemption.answered_by_id = at, by.id
    return exemption.digest()


def _asked(task: Task, number: int) -> Exemption:
    for exemption in task.exemptions:
        if exemption.number == number:
            return exemption
    raise Refused(_("没有这次申请，请刷新页面后再答复。"))


def _is_answered(exemption: Exemption, is_granted: bool, by: Membership) -> bool:
    """Whether this person gave this very answer already; refused when it was another person, or another answer."""
    _refuse_taken_back(exemption)
    if exemption.answered_at is None:
        return False
    if exemption.answered_by_id == by.id and exemption.is_granted == is_granted:
        return True
    raise Refused(_already_answered(exemption))


def _refuse_taken_back(exemption: Exemption) -> None:
    if exemption.taken_back_at is None or exemption.taken_back_by is None:
        return
    raise Refused(
        _(
            "这次申请已由%(name)s于 %(moment)s 撤回。",
            name=exemption.taken_back_by.person.name,
            moment=moment(exemption.taken_back_at),
        )
    )


def _refuse_overtaken(task: Task) -> None:
    if task.status == WITHDRAWN:
        raise Refused(_("这个任务事项已撤销，无需答复。"))
    refuse_unless_unfinished(task)


def _already_answered(exemption: Exemption) -> str:
    """The sentence that says who answered, when and how."""
    if exemption.answered_at is None or exemption.answered_by is None:
        raise AssertionError("there is an answer, and somebody who gave it")
    return _(
        "这次申请已由%(name)s于 %(moment)s 答复（%(result)s）。",
        name=exemption.answered_by.person.name,
        moment=moment(exemption.answered_at),
        result=_("同意") if exemption.is_granted else _("不同意"),
    )


def _already_asked(pending: Exemption, reason: str, by: Membership) -> Exemption:
    if pending.asked_by_id == by.id and pending.reason == reason:
        return pending
    raise Refused(
        _(
            "%(name)s已于 %(moment)s 申请不适用，正在等待答复。如需改写理由，请先撤回申请。",
            name=pending.asked_by.person.name,
            moment=moment(pending.asked_at),
        )
    )
