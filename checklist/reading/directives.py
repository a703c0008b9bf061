"""From judged clauses to proposed directives: what is one act goes together; one sentence can hold several."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from checklist.reading import deadlines, lexicon
from checklist.reading.clauses import Clause, sentences_of
from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.model import ProposedDirective
from checklist.reading.obligations import judge
from checklist.reading.squeezing import Squeezed
from checklist.reading.titles import directive_title
from checklist.reading.verdicts import Role, Surroundings, Verdict

_SOME_DAY = datetime.date(2000, 1, 1)  # to see whether a clause names a day; which one does not matter
_MOST_CLAUSES = 12
_ADDS = re.compile("同时|此外|另外|并要")
_IF_SO = re.compile("[如若]有|一旦|[^，]{0,8}截止(?:日期|时间)")
_SLIGHT = 13  # a clause this short leans on the one before it
_HOLDS_MEETING = re.compile(r"(?:召开|举行|举办).{0,40}会")
_AT_MEETING = re.compile(r"^(?:及时|认真|深入)*(?:传达|学习|部署|研究|通报|讨论|总结|听取|贯彻)")
_ADVISES = re.compile(r"建言|献策|意见建议|意见和建议")
_HANDED_ON = ("联络人", "联络员", "联系人", "名单", "清单", "方案", "材料", "报告", "报表", "回执", "总结")
_MATERIAL = re.compile(r"汇总|梳理|总结|整理|调查|准备|填写|统计|摸底")


@dataclass
class _Group:
    clauses: list[tuple[Clause, Verdict]]
    actor: str | None
    conditional: bool = False

    @property
    def text(self) -> str:
        return "，".join(clause.text for clause, _ in self.clauses)


@dataclass(frozen=True)
class Setting:
    """What the directives of one stretch of prose share."""

    path: tuple[str, ...] = ()
    issued_on: datetime.date | None = None
    year: int | None = None
    telling: bool = False


def propose(squeezed: Squeezed, start: int, end: int, setting: Setting) -> list[ProposedDirective]:
    """The directives in squeezed[start:end], in order."""
    if start >= end:
        return []
    obliged = bool(lexicon.OBLIGATION.search(squeezed.text, start, end))
    actor: str | None = None
    found: list[ProposedDirective] = []
    for sentence in sentences_of(squeezed, start, end):
        around = Surroundings(actor=actor, section_obliged=obliged, telling=setting.telling)
        groups = _groups(sentence, around)
        actor = around.actor
        found += _sharing([_directive(squeezed, group, setting) for group in groups])
    return found


def _sharing(directives: list[ProposedDirective]) -> list[ProposedDirective]:
    """In a sentence a day holds for more than its own clause: 明确1名联络人，联络人名单于5月1日前报."""
    shared = list(directives)
    for index in range(len(shared) - 1):
        first, second = shared[index], shared[index + 1]
        if second.deadline and not first.deadline and lexicon.REPORTING.search(second.text):
            if any(noun in first.text and noun in second.text for noun in _HANDED_ON):
                shared[index] = replace(first, deadline=second.deadline)
        elif first.deadline and not second.deadline and lexicon.PROHIBITION.search(second.text):
            shared[index + 1] = replace(second, deadline=first.deadline)
    return shared


def _groups(sentence: list[Clause], around: Surroundings) -> list[_Group]:
    groups: list[_Group] = []
    open_group = False  # the clause before belongs to the last group, so this one may join it
    conditional = False
    leading: list[tuple[Clause, Verdict]] = []  # support that waits for a duty to lean on
    for clause in sentence:
        verdict = judge(clause, around)
        _remember(around, verdict)
        if verdict.modal and _ADDS.match(clause.text):
            conditional = False
        if verdict.role is Role.NOTHING:
            open_group, conditional, leading = False, False, []
            continue
        if verdict.role is Role.CONTEXT:
            conditional = conditional or verdict.conditional
            leading = []
            open_group = open_group and verdict.conditional
            continue
        joins = open_group and (
            conditional and len(groups[-1].clauses) < _MOST_CLAUSES or _joins(groups[-1], clause, verdict)
        )
        if joins:
            groups[-1].clauses.append((clause, verdict))
        elif verdict.role is Role.DUTY:
            groups.append(_Group([*leading, (clause, verdict)], verdict.actor or around.actor, conditional))
            open_group = True
        else:
            leading = [*leading[-2:], (clause, verdict)] if verdict.strength >= 1 else []
            open_group = False
            continue
        leading, conditional = [], False
    return [group for group in groups if _stands(group)]


def _remember(around: Surroundings, verdict: Verdict) -> None:
    if verdict.actor:
        around.actor = verdict.actor
        around.issuer_speaks = around.permitted = False
    around.pending = verdict.role is Role.CONTEXT and bool(verdict.modal or around.pending)
    if verdict.modal:
        around.obliged = True
        around.permitted = False
    if verdict.role is Role.NOTHING and verdict.core == "issuer":
        around.issuer_speaks = True
    if verdict.role is Role.NOTHING and verdict.core == "permission":
        around.permitted = True


def _joins(group: _Group, clause: Clause, verdict: Verdict) -> bool:
    """Whether a clause carries on the act of the group before it instead of asking for another."""
    if verdict.role is Role.SUPPORT:
        return len(group.clauses) < _MOST_CLAUSES
    last, text = group.clauses[-1][0].text, clause.text
    if len(group.clauses) >= _MOST_CLAUSES or _ADDS.match(text) and verdict.modal and not verdict.prohibits:
        return False
    if lexicon.CONTINUES.match(text) and not lexicon.REPORTING.search(text) or _IF_SO.match(text):
        return True
    if verdict.prohibits and (not verdict.actor or "的" in verdict.actor):
        return True
    if verdict.actor and verdict.actor != group.actor:
        return False
    if verdict.core.startswith("保障") or _ADVISES.search(text) and _ADVISES.search(group.text):
        return True
    return _same_act(group, last, text)


def _same_act(group: _Group, last: str, text: str) -> bool:
    """Whether two acts of one actor are one: a meeting and what it discusses, data and their report."""
    if _own_deadline(text):
        return bool(_MATERIAL.search(group.text)) and bool(lexicon.REPORTING.search(text))
    if _HOLDS_MEETING.search(last) and _AT_MEETING.match(text):
        return True
    if lexicon.REPORTING.search(text):
        return bool(_MATERIAL.search(group.text))
    kind = evidence_kind(text)
    if lexicon.SETTING_UP.search(text) and kind in ("plan", "document", "meeting"):
        return False
    if kind == evidence_kind(last) != "other":
        return True
    if lexicon.SETTING_UP.search(text):
        return False
    return len(text) <= _SLIGHT


def _own_deadline(text: str) -> bool:
    found = deadlines.find(text, _SOME_DAY)
    return bool(found and found.value)


def _stands(group: _Group) -> bool:
    return any(verdict.role is Role.DUTY for _, verdict in group.clauses)


def _directive(squeezed: Squeezed, group: _Group, setting: Setting) -> ProposedDirective:
    start, end = group.clauses[0][0].start, group.clauses[-1][0].end
    span = squeezed.span(start, end)
    text = squeezed.text[start:end]
    deadline = deadlines.find(text, setting.issued_on, setting.year)
    title = directive_title([(clause.text, _named_act(verdict)) for clause, verdict in group.clauses])
    return ProposedDirective(
        text=squeezed.source[span.start : span.end],
        start=span.start,
        end=span.end,
        heading_path=setting.path,
        title=title,
        deadline=deadline.value if deadline else None,
        deadline_text=squeezed.slice(start + deadline.start, start + deadline.end) if deadline else None,
        applies_to=group.actor or "all",
        evidence_kind=_kind(group),
        doubt=_doubt(group, deadline),
    )


def _named_act(verdict: Verdict) -> str:
    if verdict.topic:
        return f"报送{verdict.topic}"
    return verdict.modal + verdict.core if lexicon.PROHIBITION.fullmatch(verdict.modal) else verdict.core


def _kind(group: _Group) -> str:
    """A report wherever something goes upward, else what the act itself leaves behind, not what leans on it."""
    whole = evidence_kind(group.text.replace(group.actor, "") if group.actor else group.text)
    if whole in ("report", "meeting"):
        return whole
    lead = next(clause.text for clause, verdict in group.clauses if verdict.role is Role.DUTY)
    kind = evidence_kind(lead.replace(group.actor, "") if group.actor else lead)
    return whole if kind == "other" else kind


def _doubt(group: _Group, deadline: deadlines.Deadline | None) -> str | None:
    """A short code for what the officer should look at twice."""
    if group.conditional:
        return "conditional"
    if (
        not any(verdict.modal for _, verdict in group.clauses)
        and max(verdict.strength for _, verdict in group.clauses) <= 3
    ):
        return "soft"
    if deadline and deadline.value is None:
        return "vague_deadline"
    return None
