"""From judged clauses to proposed directives."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from checklist.reading import deadlines, inheriting, lexicon
from checklist.reading.clauses import Clause, sentences_of
from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.figures import figure
from checklist.reading.grouping import Group, groups_of, is_item, opens_list
from checklist.reading.model import ProposedDirective
from checklist.reading.squeezing import Squeezed
from checklist.reading.titles import MAX_TITLE, directive_title, is_bare, of_topic
from checklist.reading.verdicts import Role, Surroundings, Verdict
from checklist.reading.weighing import ENOUGH

_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条")
_ABOUT = 200  # a sentence that only gives a day for what was asked is short
# Bodies that work for the issuer: whether they get a task is for the officer to say.
_AHEAD = re.compile(r"([^，]{4,40})，")
# Whoever is a part of those addressed; what they are told in one sentence is not carried into the next.
_A_FEW = re.compile(r"类|有关|相关|(?:学会|协会|研究会)$")
_EVERYBODY = re.compile(r"^(?:各|全体|所有)(?!类)(?!.*(?:类|有关|相关))")
_OWN = re.compile(
    r"^(?:我|本)(?!单位|地|级|部门)|秘书处$|组委会$|评审(?:委员会|专家组)$|(?:督导|督查|检查)组$|联席会议办公室$"
)


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
    everybody: str | None = None
    listing, of_rules = False, any(_ARTICLE.match(title) for title in setting.path)
    found: list[ProposedDirective] = []
    for sentence in sentences_of(squeezed, start, end):
        if listing and is_item(sentence):
            continue
        listing = opens_list(sentence, of_rules)
        around = Surroundings(actor=actor, section_obliged=obliged, telling=setting.telling, of_rules=of_rules)
        groups = [_for_whom(group, sentence, everybody) for group in groups_of(sentence, around)]
        actor = around.actor
        everybody = next((group.actor for group in groups if _EVERYBODY.match(group.actor or "")), everybody)
        asked = inheriting.in_sentence(
            [
                _directive(squeezed, group, setting, until, sentence[0].start)
                for group, until in zip(groups, [*(each.start for each in groups[1:]), sentence[-1].end], strict=False)
            ]
        )
        if asked:
            rest = squeezed.text[groups[-1].end : sentence[-1].end][:_ABOUT]
            said = deadlines.find(rest, setting.issued_on, setting.year)
            asked = inheriting.from_end(asked, rest, said.value if said else None)
        if found and not asked:
            words = squeezed.text[sentence[0].start : sentence[-1].end][:_ABOUT]
            said = deadlines.find(words, setting.issued_on, setting.year)
            found = inheriting.from_sentence(found, words, said.value if said else None)
        found += asked
    return _closed(inheriting.from_report(found), setting)


def _for_whom(group: Group, sentence: list[Clause], everybody: str | None) -> Group:
    """The act is for a few only where its own sentence names them; else for everybody that was named, or for all."""
    if not group.actor or not _A_FEW.search(group.actor) or _EVERYBODY.match(group.actor):
        return group
    named = "，".join(clause.text for clause in sentence)
    return group if group.actor in named else replace(group, actor=everybody)


def _closed(directives: list[ProposedDirective], setting: Setting) -> list[ProposedDirective]:
    """The stage that a heading closes with a day closes the acts under it."""
    for heading in reversed(setting.path):
        day = deadlines.of_heading(heading, setting.issued_on, setting.year)
        if day:
            return [each if each.deadline else inheriting.taken(each, day) for each in directives]
    return directives


def _directive(squeezed: Squeezed, group: Group, setting: Setting, until: int, first: int) -> ProposedDirective:
    """`until`: where the next act or the end of the sentence is; what stands before it is still about this one.
    `first`: where the sentence begins."""
    start, end = group.start, group.end
    span = squeezed.span(start, end)
    text = squeezed.text[start:end]
    deadline = deadlines.find(text, setting.issued_on, setting.year)
    value = deadline.value if deadline else None
    if not deadline and group.when:
        scene = deadlines.find(group.when, setting.issued_on, setting.year)
        value = scene.value if scene else None
    acts = sorted(group.clauses, key=lambda each: each[1].role is not Role.DUTY)  # what only supports names no act
    title = _title(
        squeezed.text[first:start],
        squeezed.source[span.start : span.end],
        [(clause.text, _named_act(verdict)) for clause, verdict in acts],
    )
    asked, unit = figure(text)
    return ProposedDirective(
        text=squeezed.source[span.start : span.end],
        start=span.start,
        end=span.end,
        heading_path=setting.path,
        title=title,
        deadline=value,
        deadline_text=squeezed.slice(start + deadline.start, start + deadline.end) if deadline else None,
        applies_to=group.actor or "all",
        evidence_kind=_kind(group, squeezed.text[end : max(end, until)][:_ABOUT]),
        doubt=_doubt(group, deadline),
        figure=asked,
        unit=unit,
    )


def _title(ahead: str, source: str, acts: list[tuple[str, str]]) -> str:
    """`ahead`: what stands before the act in its sentence; `source`: the passage with its tabs."""
    cells = source.split("\t")
    if len(cells) > 1:  # a row of a table: the cell that says most
        cell = re.sub(r"\s+", "", max(cells, key=len))
        acts = [(clause, core) for clause, core in acts if core in cell] or [(cell, cell)]
    title = directive_title(acts)
    if not is_bare(title):
        return title
    thing = _AHEAD.match(ahead[:_ABOUT])  # …，请于5日前完成
    act = lexicon.OBLIGATION.split(thing[1])[-1] if thing else ""
    before = directive_title([(act, act)]) if act else ""
    return before if lexicon.STRONG.match(before) else f"{title}{before}"[:MAX_TITLE]


def _named_act(verdict: Verdict) -> str:
    if verdict.topic:
        return of_topic(verdict.topic, verdict.core)
    return verdict.modal + verdict.core if lexicon.PROHIBITION.fullmatch(verdict.modal) else verdict.core


def _kind(group: Group, rest: str) -> str:
    """A report wherever something goes upward, else what the act itself leaves behind, not what leans on it.

    `rest`: what follows up to the next act, which tells where the act itself does not.
    """
    whole = evidence_kind(group.text.replace(group.actor, "") if group.actor else group.text)
    if whole in ("report", "meeting"):
        return whole
    lead = next(clause.text for clause, verdict in group.clauses if verdict.role is Role.DUTY)
    kind = evidence_kind(lead.replace(group.actor, "") if group.actor else lead)
    if kind == "other" and whole == "other" and rest.startswith("，"):
        longer = evidence_kind(f"{group.text}，{rest[1:].partition('，')[0]}")
        return longer if longer in ("plan", "roster", "document") else "other"
    return whole if kind == "other" else kind


def _doubt(group: Group, deadline: deadlines.Deadline | None) -> str | None:
    """A short code for what the officer should look at twice."""
    if group.conditional:
        return "conditional"
    if _OWN.search(group.actor or ""):
        return "own"
    if all(verdict.prohibits for _, verdict in group.clauses if verdict.role is Role.DUTY):
        return "forbids"
    if max(verdict.strength for _, verdict in group.clauses) <= ENOUGH:
        return "soft"
    if deadline and deadline.value is None:
        return "vague_deadline"
    return None
