"""What the draft of a supplement does to the notice that it supplements: adds, rewords, says again, withdraws.

The program proposes it from the words; a person changes it, directive by directive, until it is issued.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.drafting.amending import whole_sentences
from checklist.drafting.matching import match, plain
from checklist.drafting.models import PlannedWithdrawal
from checklist.drafting.rewording import amend_all
from checklist.drafting.taking_over import clauses, proposed_due, take_over
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.issuing import refuse_unless_chosen, refuse_unless_draft
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive, Notice
from checklist.notices.supplementing import Standing, standing_under
from checklist.reading import Span
from checklist.refusals import Refused

NEW, CHANGED, SAME = "new", "changed", "same"
REASON_AT_MOST = 1000
# Characters that name a thing; fewer stand in too many directives.
SHORTEST_NAME = 4
_QUOTED = re.compile(r"[“《「]([^”》」]+)[”》」]")
_ENDS = re.compile(r"取消|不再|停止执行|停止办理|予以撤销|予以废止|即行废止|作废")
_ENDED = (
    re.compile(r"(?:取消|不再(?:要求|组织|召开|举办|开展|报送|进行|执行|办理)?)(?:原定的?|原要求的?)?([^，。；、“”]+)"),
    re.compile(r"([^，。；、：:“”]+?)(?:的要求|一项|这一项|事项|工作|任务)?(?:不再|停止执行|停止办理|予以|即行|作废)"),
)
_LEAD = re.compile(r"^(?:原定|原要求|原来|关于|将|现|决定|其中|各学会|各单位)+的?")

# What stands behind the name of a thing: …的要求.
_REST = re.compile(r"(?:的(?:工作)?(?:要求|规定|任务|事项|安排|内容))$")


def relate_all(notice: Notice, standing: Sequence[Standing]) -> None:
    """Of a new draft: which of its directives say again, or reword, what stands. Others are new.

    Under the same words another deadline is a change. What a sentence plainly amends comes first.
    """
    for part in range(len(notice.parts)):
        amended = amend_all(notice, part, standing)
        old = [one.directive for one in standing if one.directive.id not in amended]
        own = [one for one in notice.directives if one.part == part and one.supersedes_id is None]
        for place, found in match(clauses(own), clauses(old)).items():
            directive, before = own[place], old[found.old]
            if not found.is_same and _ENDS.search(directive.text):
                continue  # 取消某事 is no other wording of it
            take_over(directive, before, is_same=found.is_same)
            known = (before.due_at, proposed_due(before.proposal))
            if found.is_same and (directive.due_at is None or directive.due_at in known):
                directive.same_as_id, directive.doubt = before.id, None
            else:
                directive.supersedes_id = before.id


def propose_withdrawals(notice: Notice, standing: Sequence[Standing], at: datetime) -> list[PlannedWithdrawal]:
    """What the text plainly says is no longer to be done; where it is not plain which, a person decides.

    What the reader took for something to do in the same sentence is left out: ending it is the office's own act.
    """
    taken = {one.supersedes_id or one.same_as_id for one in notice.directives if one.part == notice.part}
    words = {
        one.directive.id: plain(f"{one.directive.title}。{one.directive.text}")
        for one in standing
        if one.directive.id not in taken
    }
    part = notice.parts[notice.part]
    planned: dict[int, str] = {}
    for span in whole_sentences(notice.source_text, part["start"], part["end"]):
        sentence = shown(notice.source_text[span.start : span.end])
        if _ENDS.search(sentence):
            for name in _named(sentence):
                ids = [id for id, said in words.items() if name in said]
                if len(ids) == 1:
                    planned.setdefault(ids[0], sentence[:REASON_AT_MOST])
                    _leave_out(notice, span, name, at)
    return [
        PlannedWithdrawal(notice_id=notice.id, directive_id=id, reason=reason, is_proposed=True)
        for id, reason in planned.items()
    ]


def _leave_out(notice: Notice, span: Span, name: str, at: datetime) -> None:
    for one in notice.directives:
        is_there = one.part == notice.part and one.start < span.end and one.end > span.start
        if is_there and (_ENDS.search(one.text) or plain(one.text) in name):
            one.dropped_at = at


def _named(sentence: str) -> list[str]:
    """What a sentence says is no longer to be done, in the letters that are compared."""
    quoted = _QUOTED.findall(sentence)
    found = quoted or [name for pattern in _ENDED for name in pattern.findall(sentence)]
    bare = [_REST.sub("", _LEAD.sub("", each.strip())) for each in found]
    return [name for each in bare if len(name := plain(each)) >= SHORTEST_NAME]


def refuse_unless_supplement(notice: Notice) -> None:
    """Only a supplement does something to another notice."""
    if notice.supplements_id is None:
        raise Refused(_("这份草稿不是补充通知。"))


def relate(directive: Directive, relation: str, other_id: int, *, by: Membership, at: datetime) -> None:
    """Say that a directive of the draft is new, changes that one, or is the same as it. Said already: nothing happens.

    One directive is changed by one: who would do it twice otherwise.
    """
    notice = directive.notice
    refuse_unless_chosen(directive)
    refuse_unless_supplement(notice)
    changed = other_id if relation == CHANGED else None
    same = other_id if relation == SAME else None
    if (directive.supersedes_id, directive.same_as_id) == (changed, same):
        return
    if relation != NEW:
        _refuse_fallen(notice, other_id)
        _refuse_taken(notice, directive, relation, other_id)
    directive.supersedes_id, directive.same_as_id = changed, same
    record(
        NOTICE,
        notice.id,
        "directive.related",
        by=by.id,
        at=at,
        directive=directive.id,
        supersedes=changed,
        same_as=same,
    )


def plan_withdrawal(notice: Notice, directive_id: int, reason: str, *, by: Membership, at: datetime) -> None:
    """Let the draft withdraw that directive once it is issued, with this reason; planned already: the new reason."""
    refuse_unless_draft(notice)
    reason = reason.strip()
    if not reason:
        raise Refused(_("请写明撤销的理由。"))
    refuse_unless_supplement(notice)
    _refuse_fallen(notice, directive_id)
    for one in notice.confirmed:
        if one.supersedes_id == directive_id:
            raise Refused(_("这一项已由草稿中的“%(title)s”改动，不能同时撤销。", title=one.title))
    for one in _kept(notice):
        if one.same_as_id == directive_id:
            raise Refused(
                _("草稿中的“%(title)s”已选作与这一项相同，不能同时撤销。请先把那里选作新增。", title=one.title)
            )
    planned = _planned(notice.id, directive_id)
    if planned is not None and planned.reason == reason:
        return
    if planned is None:
        planned = PlannedWithdrawal(notice_id=notice.id, directive_id=directive_id, is_proposed=False)
        db.session.add(planned)
    planned.reason = reason
    record(NOTICE, notice.id, "withdrawal.planned", by=by.id, at=at, directive=directive_id)


def cancel_withdrawal(notice: Notice, directive_id: int, *, by: Membership, at: datetime) -> None:
    """Let that directive stand after all. Not planned: nothing happens."""
    refuse_unless_draft(notice)
    planned = _planned(notice.id, directive_id)
    if planned is not None:
        db.session.delete(planned)
        record(NOTICE, notice.id, "withdrawal.cancelled", by=by.id, at=at, directive=directive_id)


def _planned(notice_id: int, directive_id: int) -> PlannedWithdrawal | None:
    return db.session.scalars(
        select(PlannedWithdrawal).where(
            PlannedWithdrawal.notice_id == notice_id, PlannedWithdrawal.directive_id == directive_id
        )
    ).one_or_none()


def _kept(notice: Notice) -> list[Directive]:
    """What the draft holds, what only says again what stands too."""
    return [one for one in notice.directives if one.part == notice.part and one.dropped_at is None]


def _refuse_fallen(notice: Notice, directive_id: int) -> None:
    """Refused where the directive does not stand: made up, of another notice, or withdrawn meanwhile."""
    standing = standing_under(notice.supplements_id or 0)
    if directive_id not in {one.directive.id for one in standing}:
        raise Refused(_("所选的任务事项已撤销或已被改动，请刷新页面后再选。"))


def _refuse_taken(notice: Notice, directive: Directive, relation: str, other_id: int) -> None:
    """Refused where the draft changes or withdraws that one already; one can be the same as it several times."""
    for one in notice.confirmed:
        if one.supersedes_id == other_id and one is not directive:
            raise Refused(
                _(
                    "这一项已由草稿中的“%(title)s”改动。请把这里选作新增，或先改那一项。",
                    title=one.title,
                )
            )
    for one in _kept(notice):
        if relation == CHANGED and one.same_as_id == other_id and one is not directive:
            raise Refused(
                _("草稿中的“%(title)s”已选作与这一项相同，不能同时改动。请先把那里选作新增。", title=one.title)
            )
    if _planned(notice.id, other_id) is not None:
        if relation == SAME:
            raise Refused(_("这一项已列为撤销。请先取消撤销，再选作相同。"))
        raise Refused(_("这一项已列为撤销。请先取消撤销，再选作改动。"))
