"""One act or two: what of a sentence carries on the act before it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from checklist.reading import deadlines, lexicon
from checklist.reading.clauses import Clause
from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.verdicts import Role, Verdict
from checklist.reading.weighing import ENOUGH

SOME_DAY = datetime.date(2000, 1, 1)  # to see whether a clause names a day; which one does not matter
MOST_CLAUSES = 12
_LONG = 70  # what only supports an act does not stretch its passage beyond this
ADDS = re.compile("同时|此外|另外|并要")
_IF_SO = re.compile("[如若]有|一旦|[^，]{0,8}截止(?:日期|时间)")
_RIDER, _LONG_RIDER = 14, 24  # a prohibition this short goes with the one, or the act, before it
_SLIGHT, _SHORT = 10, 7  # a weak clause this short leans on the one before it, and any clause as short as the latter
_BRIEF = 20  # every so often: how an act is done, not another one
_LOOKS = re.compile("[查巡看守]")
# What is made and what is then handed in is one act: 制定实施方案，并于5日前报….
_MAKES = re.compile(
    r"(?:制定|制订|编制|拟定|撰写|编写|填写|录制|拍摄|建立|形成)[^，]{0,40}(?:方案|预案|计划|[表书单册]|微课|视频|"
    r"报告|总结|名单|台账)|"
    r"(?:明确|确定|指定|安排)[^，]{0,6}\d名[^，]*|签字|盖章"
)
_GOES_UP = re.compile(
    r"^(?:并|经[^，]{2,12}后|于|由|在|填写|将|[\d]|统一|及时|报|交|发|上传)[^，]*(?:报|交|发至|发送|上传|提交|寄)"
)
_HOLDS_MEETING = re.compile(r"(?:召开|举行|举办).{0,40}会")
_AT_MEETING = re.compile(r"^(?:及时|认真|深入)*(?:传达|学习|部署|研究|通报|讨论|总结|听取|贯彻)")
_ADVISES = re.compile(r"建言|献策|意见建议|意见和建议")
_MATERIAL = re.compile(r"汇总|梳理|总结|整理|调查|准备|填写|统计|摸底")


@dataclass
class Group:
    """The clauses of one act. `lead` are those before it that say when or on what condition; `when` names its day."""

    clauses: list[tuple[Clause, Verdict]]
    actor: str | None
    conditional: bool = False
    lead: list[Clause] = field(default_factory=list)
    when: str = ""

    @property
    def text(self) -> str:
        return "，".join(clause.text for clause, _ in self.clauses)

    @property
    def start(self) -> int:
        return self.lead[0].start if self.lead else self.clauses[0][0].start

    @property
    def end(self) -> int:
        return self.clauses[-1][0].end


def names_day(text: str) -> bool:
    """Whether the words set a deadline that is more than vague."""
    found = deadlines.find(text, SOME_DAY)
    return bool(found and found.value)


def joins(group: Group, clause: Clause, verdict: Verdict) -> bool:
    """Whether a clause carries on the act of the group before it instead of asking for another."""
    if verdict.role is Role.SUPPORT:
        return len(group.clauses) < MOST_CLAUSES and clause.end - group.start <= max(
            _LONG, 3 * len(group.clauses[0][0].text)
        )
    last, text = group.clauses[-1][0].text, clause.text
    if len(group.clauses) >= MOST_CLAUSES or ADDS.match(text) and verdict.modal and not verdict.prohibits:
        return False
    if _IF_SO.match(text) or lexicon.CONTINUES.match(text) and not lexicon.REPORTING.search(text):
        apart = len(text) > _SLIGHT if text.startswith(("并", "且")) else bool(lexicon.SETTING_UP.search(text))
        return not (apart and verdict.strength >= ENOUGH)
    if verdict.prohibits and (not verdict.actor or "的" in verdict.actor):
        again = any(before.prohibits for _, before in group.clauses)
        return verdict.role is not Role.DUTY or len(text) <= (_RIDER if again else _LONG_RIDER)
    if verdict.actor and verdict.actor != group.actor:
        return False
    if verdict.core.startswith("保障") or _ADVISES.search(text) and _ADVISES.search(group.text):
        return True
    return _same_act(group, last, text, verdict)


def _same_act(group: Group, last: str, text: str, verdict: Verdict) -> bool:
    """Whether two acts of one actor are one: a meeting and what it discusses, data and their report."""
    if _MAKES.search(last) and _GOES_UP.search(text):
        return True
    if names_day(text):
        if text.startswith("每") and not any(names_day(part.text) for part, _ in group.clauses):
            return len(text) <= _BRIEF and bool(_LOOKS.search(last) and _LOOKS.search(text))
        return bool(_MATERIAL.search(group.text)) and bool(lexicon.REPORTING.search(text))
    if _HOLDS_MEETING.search(last) and _AT_MEETING.match(text):
        return True
    if lexicon.REPORTING.search(text):
        return bool(_MATERIAL.search(group.text))
    kind = evidence_kind(text)
    if kind in ("roster", "study") and kind == evidence_kind(last):
        return True
    if lexicon.SETTING_UP.search(text):
        return False
    return len(text) <= (_SLIGHT if verdict.strength <= ENOUGH else _SHORT)
