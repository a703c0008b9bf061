"""Clauses that only say how, when, for whom or on what condition something is to be done."""

from __future__ import annotations

import re

from checklist.reading import actors, lexicon, unasking
from checklist.reading.prepositions import acts_after_preposition
from checklist.reading.verdicts import Role, Verdict

# 对已经建成的, 未提交的: the case a duty is for, whatever verbs stand in it.
_CASE = re.compile(r"^(?!.*(?<![邀聘申提])请)[^，]{2,60}(?<!目)的$")
# 紧密结合当地实际: how, not what.
_FITTED = re.compile(
    r"^(?:紧密|密切|充分)?结合[^，]{0,30}(?:实际|特点|情况|需要|形势|优势)$|^以[^，]{1,24}为[^，]{1,12}$"
)
_ON_THEME = re.compile(r"^(?:重点|紧紧|紧密|密切)*(?:围绕|结合)[^，]*(?:主题|内容|目标|任务|要求|优势|特点)$")
# Nothing but the moment, perhaps with who and 请 in front: 各学院请于6月20日前, 供电恢复后一周内.
_ONLY_WHEN = re.compile(
    r"^(?:[^，\d]{0,16}?(?:请|务必|应|须|要)?[于在]?)?(?:每年|\d{4}年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|底)|"
    r"本?月底|年底)"
    r"(?:[（(][^）)]{0,12}[）)])?(?:上午|下午|中午|晚上?)?(?:\d{1,2}[:：时点]\d{0,2}分?)?(?:下班)?[之以]?前$"
    r"|^[^，]{0,24}(?:后|之日起|前)的?[\d一二三四五六七八九十两]{1,3}个?(?:工作日|小时|分钟|日|天|周|月)之?[内前]$"
    r"|^(?:在|于)?[^，\d]{2,10}(?<!提)前$"
)


def scene(text: str, after: str, actor: str | None, obligation: re.Match[str] | None) -> Verdict | None:
    """What only says how, when, for whom or on what condition."""
    modal = obligation.group() if obligation else ""
    bare = lexicon.ADVERB.sub("", after) or after
    if _CASE.match(text):
        return Verdict(Role.CONTEXT, conditional=True)
    if says_how(after):
        return Verdict(Role.CONTEXT, actor, modal)
    if _ONLY_WHEN.match(text):
        return Verdict(Role.CONTEXT, actor or _actor_in(text), modal)
    if (
        lexicon.MEANS.search(after)
        or lexicon.ON_REQUEST.match(text)
        or obligation
        and lexicon.CONTEXT.search(bare)
        and not acts_after_preposition(bare)
    ):
        return Verdict(Role.CONTEXT, actor, obligation.group() if obligation and not text.startswith("应") else "")
    if not obligation and unasking.OUTCOME_OBJECT.search(text) and lexicon.BY_MEANS.match(text):
        return Verdict(Role.CONTEXT)
    if lexicon.BARE_NOUN.match(text) and (not obligation or obligation.group() in ("请", "需")):
        asked = text[obligation.end() :] if obligation else None
        return Verdict(Role.CONTEXT, asked, "请" if asked else "", conditional=not asked)
    if lexicon.CONTEXT.search(text) and not obligation and not acts_after_preposition(text):
        return Verdict(Role.CONTEXT, conditional=bool(lexicon.CONDITION.match(text)), actor=_actor_in(text))
    return None


def says_how(after: str) -> bool:
    return bool(_FITTED.match(after) or _ON_THEME.match(after))


def _actor_in(text: str) -> str | None:
    match = re.match(
        rf"(?:对于|对)?((?:各|其他|全体|有关|相关)[^，在的]{{0,16}}?{actors.ACTOR_END})(?=在|按照|根据|的|$)", text
    )
    return match[1] if match and not text.startswith(("对", "对于")) else None
