"""Judged clauses into groups: what is one act goes together; one sentence can hold several."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace

from checklist.reading import deadlines, lexicon
from checklist.reading.clauses import Clause
from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.obligations import judge
from checklist.reading.verdicts import Role, Surroundings, Verdict
from checklist.reading.weighing import ENOUGH

SOME_DAY = datetime.date(2000, 1, 1)  # to see whether a clause names a day; which one does not matter
_MOST_CLAUSES = 12
_LONGEST_LEAD = 40
_LONG = 70  # what only supports an act does not stretch its passage beyond this
_ADDS = re.compile("同时|此外|另外|并要")
_IF_SO = re.compile("[如若]有|一旦|[^，]{0,8}截止(?:日期|时间)")
_RIDER, _LONG_RIDER = 14, 24  # a prohibition this short goes with the one, or the act, before it
_SLIGHT = 11  # a clause this short leans on the one before it
_WHO = re.compile(
    rf"^(?!.*(?:要|应|须|请|将|对|在|按|并))(?:各|有关|相关|[^，]{{2,}}类|[^，]{{2,}}相关)[^，]{{0,40}}{lexicon.ACTOR_END}$"
)
_LISTS = re.compile(r"(?:包括|包含|主要有|分别为|分为|内容为|如下内容|下列内容|以下内容|材料有)$")
_AT_ONCE = re.compile("及时|立即|第一时间|马上|迅速|随时")
_BRIEF = 20  # every so often: how an act is done, not another one
_LOOKS = re.compile("[查巡看守]")
# What is made and what is then handed in is one act: 制定实施方案，并于5日前报….
_MAKES = re.compile(
    r"(?:制定|制订|编制|拟定|撰写|编写|填写|录制|拍摄|建立|形成)[^，]{0,40}(?:方案|预案|计划|[表书单册]|微课|视频|报告|总结|名单|台账)|"
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


@dataclass
class _Scene:
    """What the clauses of a sentence that ask for nothing themselves have said so far."""

    clauses: list[Clause] = field(default_factory=list)  # those right before the next act
    conditional: bool = False
    when: str = ""  # the clause that names a day for what follows


def groups_of(sentence: list[Clause], around: Surroundings) -> list[Group]:
    """The acts of one sentence in order. `around` is carried on to the next sentence by the caller."""
    groups: list[Group] = []
    open_group = False  # the clause before belongs to the last group, so this one may join it
    scene = _Scene()
    leading: list[tuple[Clause, Verdict]] = []  # support that waits for a duty to lean on
    named: Clause | None = None  # who is named in the clause before, up to a comma: 农口相关学会，生命科学类学会要…
    listed = False
    for clause in sentence:
        verdict = (
            Verdict(Role.NOTHING) if listed and not lexicon.OBLIGATION.search(clause.text) else judge(clause, around)
        )
        listed = listed or clause.stop == "：" and bool(_LISTS.search(clause.text))
        _remember(around, verdict)
        if verdict.modal and _ADDS.match(clause.text):
            scene.conditional = False
        beside, named = named, clause if _WHO.match(clause.text) and clause.stop == "，" else None
        if beside and verdict.actor and verdict.modal:
            verdict = replace(verdict, actor=f"{beside.text}，{verdict.actor}")
            around.actor = verdict.actor
        else:
            beside = None
        if verdict.role is Role.NOTHING:
            open_group, leading, scene = False, [], _Scene()
            continue
        if verdict.role is Role.CONTEXT:
            scene.conditional = scene.conditional or verdict.conditional
            scene.clauses.append(clause)
            scene.when = clause.text if names_day(clause.text) else scene.when
            leading = []
            open_group = open_group and verdict.conditional
            continue
        if open_group and _carries_on(groups[-1], clause, verdict, scene):
            groups[-1].clauses.append((clause, verdict))
        elif verdict.role is Role.DUTY:
            actor = verdict.actor or around.actor
            lead = [beside] if beside else [] if leading else _lead(scene, clause)
            groups.append(Group([*leading, (clause, verdict)], actor, scene.conditional, lead, scene.when))
            open_group = True
        else:
            leading = [*leading[-2:], (clause, verdict)] if verdict.strength >= 1 else []
            open_group, scene.clauses = False, []
            continue
        leading, scene.conditional, scene.clauses = [], False, []
    return [group for group in groups if any(verdict.role is Role.DUTY for _, verdict in group.clauses)]


def names_day(text: str) -> bool:
    """Whether the words set a deadline that is more than vague."""
    found = deadlines.find(text, SOME_DAY)
    return bool(found and found.value)


def _lead(scene: _Scene, clause: Clause) -> list[Clause]:
    """The clauses before an act that belong to its passage: its day, or the case it is for (对已建成的，…)."""
    for index, before in enumerate(scene.clauses):
        bounds = names_day(before.text) or scene.conditional and before.text.endswith("的")
        if bounds and clause.start - before.start <= max(_LONGEST_LEAD, len(clause.text)):
            return scene.clauses[index:]
    return []


def _remember(around: Surroundings, verdict: Verdict) -> None:
    if verdict.actor:
        around.actor = verdict.actor
        around.issuer_speaks = around.permitted = False
    around.named = around.named or verdict.role is Role.DUTY and bool(verdict.actor)
    around.pending = verdict.role is Role.CONTEXT and bool(verdict.modal or around.pending)
    if verdict.modal:
        around.obliged = True
        around.permitted = False
    if verdict.role is Role.NOTHING and verdict.core == "issuer":
        around.issuer_speaks = True
    if verdict.role is Role.NOTHING and verdict.core == "permission":
        around.permitted = True


def _carries_on(group: Group, clause: Clause, verdict: Verdict, scene: _Scene) -> bool:
    if scene.conditional and len(group.clauses) < _MOST_CLAUSES:
        return not (verdict.role is Role.DUTY and (verdict.modal or _AT_ONCE.search(clause.text)))
    return _joins(group, clause, verdict)


def _joins(group: Group, clause: Clause, verdict: Verdict) -> bool:
    """Whether a clause carries on the act of the group before it instead of asking for another."""
    if verdict.role is Role.SUPPORT:
        return len(group.clauses) < _MOST_CLAUSES and clause.end - group.start <= max(
            _LONG, 3 * len(group.clauses[0][0].text)
        )
    last, text = group.clauses[-1][0].text, clause.text
    if len(group.clauses) >= _MOST_CLAUSES or _ADDS.match(text) and verdict.modal and not verdict.prohibits:
        return False
    if _IF_SO.match(text) or lexicon.CONTINUES.match(text) and not lexicon.REPORTING.search(text):
        return not (text.startswith(("并", "且")) and verdict.strength >= ENOUGH + 2 and len(text) > _SLIGHT)
    if verdict.prohibits and (not verdict.actor or "的" in verdict.actor):
        again = any(before.prohibits for _, before in group.clauses)
        return verdict.role is not Role.DUTY or len(text) <= (_RIDER if again else _LONG_RIDER)
    if verdict.actor and verdict.actor != group.actor:
        return False
    if verdict.core.startswith("保障") or _ADVISES.search(text) and _ADVISES.search(group.text):
        return True
    return _same_act(group, last, text)


def _same_act(group: Group, last: str, text: str) -> bool:
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
    return len(text) <= _SLIGHT
