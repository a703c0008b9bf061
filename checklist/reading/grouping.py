"""Judged clauses into groups: what is one act goes together; one sentence can hold several."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from checklist.reading import actors, heading_words, lexicon
from checklist.reading.clauses import Clause
from checklist.reading.joining import ADDS, MOST_CLAUSES, Group, joins, names_day
from checklist.reading.obligations import judge
from checklist.reading.verdicts import Role, Surroundings, Verdict

_LONGEST_LEAD = 40
_WHO = re.compile(
    rf"^(?!.*(?:要|应|须|请|将|对|在|按|并))(?:各|有关|相关|[^，]{{2,}}类|"
    rf"[^，]{{2,}}相关)[^，]{{0,40}}{actors.ACTOR_END}$"
)
_ITEM = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．)）]|[①-⑳])")
_SHALL = re.compile(r"(?:应当?|必须|须|需)(?!要)[^，]{2,}")
_BREACH = re.compile(r"^(?:对)?(?:逾期|一经发现|不听|情节(?:严重|较重|恶劣)|涉嫌|态度|未按|违反|不按|拒不|弄虚作假)")
_AT_ONCE = re.compile("及时|立即|第一时间|马上|迅速|随时")


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
    named: Clause | None = None  # who is named in the clause before, up to a comma: 各馆，各布展单位要…
    for index, clause in enumerate(sentence):
        verdict = _judged(sentence, index, around, scene)
        _remember(around, verdict)
        around.listed = around.listed or opens_list([clause], around.of_rules)
        if verdict.modal and ADDS.match(clause.text):
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
            if verdict.actor and any(before.actor and before.actor != actor for _, before in leading):
                leading = []
            lead = [beside] if beside else [] if leading else _lead(scene, clause)
            groups.append(Group([*leading, (clause, verdict)], actor, scene.conditional, lead, scene.when))
            open_group = True
        else:
            leading = [*leading[-2:], (clause, verdict)] if verdict.strength >= 1 else []
            open_group, scene.clauses = False, []
            continue
        leading, scene.conditional, scene.clauses = [], False, []
    return [group for group in groups if any(verdict.role is Role.DUTY for _, verdict in group.clauses)]


def _judged(sentence: list[Clause], index: int, around: Surroundings, scene: _Scene) -> Verdict:
    """The verdict on a clause, seen beside those before and after it."""
    clause = sentence[index]
    if around.listed and not lexicon.OBLIGATION.search(clause.text):
        return Verdict(Role.NOTHING)
    around.case = scene.conditional
    verdict = judge(clause, around)
    if scene.clauses and _BREACH.match(scene.clauses[-1].text) and not verdict.actor:
        return Verdict(Role.NOTHING)  # what comes of a breach
    if verdict.role is Role.DUTY and not verdict.modal and _is_case(sentence, index):
        return Verdict(Role.CONTEXT, verdict.actor, conditional=True)
    return verdict


def opens_list(sentence: list[Clause], of_rules: bool = False) -> bool:
    """Whether a sentence ends in, or goes on to, a list of things: 下列事项应当报告：（一）换届；…."""
    return any(clause.stop == "：" and heading_words.opens_list(f"{clause.text}：", of_rules) for clause in sentence)


def _is_case(sentence: list[Clause], index: int) -> bool:
    """分支机构举办活动，应当…: a clause without a word of obligation says when the duty in the next one holds."""
    after = sentence[index + 1].text if index + 1 < len(sentence) else ""
    text = sentence[index].text
    return bool(_SHALL.match(after)) and not names_day(text) and not lexicon.REPORTING.search(text) and len(text) <= 30


def is_item(sentence: list[Clause]) -> bool:
    """Whether a sentence is one thing of such a list, and says nothing of its own."""
    return bool(_ITEM.match(sentence[0].text)) and not any(lexicon.OBLIGATION.search(each.text) for each in sentence)


def _lead(scene: _Scene, clause: Clause) -> list[Clause]:
    """The clauses before an act that belong to its passage: its day, or the case it is for (对已建成的，…)."""
    for index, before in enumerate(scene.clauses):
        bounds = (
            names_day(before.text) or scene.conditional and (before.text.endswith("的") or _SHALL.match(clause.text))
        )
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
    if scene.conditional and len(group.clauses) < MOST_CLAUSES:
        return not (verdict.role is Role.DUTY and (verdict.modal or _AT_ONCE.search(clause.text)))
    return joins(group, clause, verdict)
