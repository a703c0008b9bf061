"""Is this clause a duty? Who owes it? Each clause is judged by its words and by what the sentence said before it."""

from __future__ import annotations

import re

from checklist.reading import actors, heading_words, lexicon
from checklist.reading.clauses import Clause
from checklist.reading.prepositions import acts_after_preposition
from checklist.reading.verdicts import Role, Surroundings, Verdict
from checklist.reading.weighing import ENOUGH, Words, weigh

_ASIDE = re.compile(r"[（(][^（）()]*[）)]")  # what stands in brackets neither obliges nor describes
_NOTHING = Verdict(Role.NOTHING)
_SETTING = re.compile(r"(?<=.{2})[在于][^，在于]{1,14}(?:前|后|後|时|期间|中|内|下)$")
# 该项工作于4月底前完成: a day for what was asked before, no act of its own.
_SAID_BEFORE = re.compile(
    r"^(?:以上|上述|该项?|此项|这项|各项)[^，]{0,8}(?:工作|任务)[^，]{0,24}[前内](?:全部|基本)?(?:完成|结束)$"
)
# A line of its own that is a name, not a sentence.
_NAMES_ONLY = re.compile(
    r"(?:条件|阶段(?:[（(][^）)]*[）)])?|范围|方式|原则|电话|地址|对象)$|"
    r"^(?!.*(?:报|掌握|了解|反馈|统计|说明|摸清))[^，]{2,14}情况$"
)
# 年度报告组织工作由各市工作组负责
_CHARGED = re.compile(r"^([^，由]{2,40})由([^，]{2,24})(?:具体|统一|牵头)?负责$")
# 对已经建成的, 未提交的: the case a duty is for, whatever verbs stand in it.
_CASE = re.compile(r"^(?!.*[请])[^，]{2,60}(?<!目)的$")
# 紧密结合当地实际: how, not what.
_FITTED = re.compile(
    r"^(?:紧密|密切|充分)?结合[^，]{0,30}(?:实际|特点|情况|需要|形势|优势)$|^以[^，]{1,24}为[^，]{1,12}$"
)
_DURING = re.compile(r"^[^，]{1,8}?(?:期间?|时|前|后|特别是|尤其是)(?=各|全体|所有|有关|相关)")
_WORKS = re.compile(r"^(?!各|所有|该|本|有关|相关).*(?:工程|项目|工地|活动)$|采取|进行|实行")
_CLOSES = ("。", "；", "！")
# 申请书、查新报告、营业执照复印件: a list of papers, no act.
_PAPERS_ONLY = re.compile(
    r"^[^，、将把请]{2,16}(?:[书表函证单]|报告|草案|材料|照片|复印件)(?:[、和及][^，、]{1,16}(?:[书表函证单]|证明|"
    r"报告|材料|草案|照片|清单|复印件))+$"
)
_OWN = re.compile(
    r"^(?!各|所有|有关|相关|全体|请)[^，对要应须]{2,8}$"
)  # a short name before 将: the issuer or its office
_INSIDE = frozenset({"尚未", "目前", "有所", "仍在", "收到", "属于", "包括", "分为"})
_ON_THEME = re.compile(r"^(?:重点|紧紧|紧密|密切)*(?:围绕|结合)[^，]*(?:主题|内容|目标|任务|要求|优势|特点)$")
# Nothing but the moment, perhaps with who and 请 in front: 各学院请于6月20日前, 供电恢复后一周内.
_ONLY_WHEN = re.compile(
    r"^(?:[^，\d]{0,16}?(?:请|务必|应|须|要)?[于在]?)?(?:每年|\d{4}年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|底)|"
    r"本?月底|年底)"
    r"(?:[（(][^）)]{0,12}[）)])?(?:上午|下午|中午|晚上?)?(?:\d{1,2}[:：时点]\d{0,2}分?)?(?:下班)?[之以]?前$"
    r"|^[^，]{0,24}(?:后|之日起|前)的?[\d一二三四五六七八九十两]{1,3}个?(?:工作日|小时|分钟|日|天|周|月)之?[内前]$"
    r"|^(?:在|于)?[^，\d]{2,10}(?<!提)前$"
)


def judge(clause: Clause, around: Surroundings) -> Verdict:
    spoken = _ASIDE.sub("", clause.text) or clause.text
    text = lexicon.LEADING.sub("", spoken) or spoken
    if len(text) < 4 and not around.obliged or _SAID_BEFORE.match(text) or _names_only(text, clause.stop):
        return _NOTHING
    if clause.stop == "：" and heading_words.TASKS_AHEAD.search(text):
        obligation, subject = _obligation(text)
        return Verdict(Role.CONTEXT, subject, obligation.group() if obligation else "")
    charged = _CHARGED.match(text)
    if charged:
        return Verdict(Role.DUTY, charged[2], "由", f"负责{charged[1]}", ENOUGH)
    obligation, subject = _obligation(text)
    refused = _refused(text, obligation, subject, around)
    if refused:
        return refused
    after = text[obligation.end() :] if obligation else text
    actor = subject
    if actor and after.startswith(actor):
        after = after[len(actor) :]
    led = actors.LEADING_ACTOR.match(text) if not actor else None
    if led and _is_somebody(led[1]):
        actor = led[1]
        after = after if obligation else text[led.end() :]
    setting = _setting(text, after, actor, obligation)
    if setting and setting.modal and actor and clause.stop in _CLOSES and after.startswith(("对", "将", "把")):
        setting = None  # 教师要对作业全批全改。 What closes a sentence is its act
    if setting:
        return setting
    if not obligation and _describes(text) or obligation and re.search("通知如下|特此通知", text):
        return _NOTHING
    enumerated = bool(lexicon.ENUMERATED.match(clause.text))
    return weigh(Words(text, after, actor, obligation, enumerated), around)


def _describes(text: str) -> bool:
    """Whether a clause tells how things are; a word like 尚未 inside what an act is done to does not."""
    found = lexicon.DESCRIPTION.search(text)
    if not found:
        return False
    begins = lexicon.STRONG.match(lexicon.ADVERB.sub("", text))
    return not (begins and found.group() in _INSIDE and found.start() > 2 and found.end() < len(text))


def _names_only(text: str, stop: str) -> bool:
    if _PAPERS_ONLY.match(text) and not lexicon.STRONG.search(text[:8]) and not lexicon.OBLIGATION.search(text):
        return True
    return stop in ("", "：", "；") and bool(_NAMES_ONLY.search(text)) and not lexicon.OBLIGATION.match(text)


def _refused(text: str, obligation: re.Match[str] | None, subject: str | None, around: Surroundings) -> Verdict | None:
    """What asks nothing of a reader: the issuer's plans, penalties, permissions, and what hangs on them."""
    if _issuers_plan(text, obligation):
        return Verdict(Role.NOTHING, core="issuer")
    asked = obligation and (subject or obligation.group() in ("请", "务请"))
    if lexicon.PENALTY.search(text) or around.issuer_speaks and not asked:
        return _NOTHING
    permission = lexicon.PERMISSION.search(text)
    if permission and (
        obligation is None
        or permission.start() < obligation.start()
        or lexicon.PERMISSION.search(text, obligation.end())
    ):
        return Verdict(Role.NOTHING, core="permission")
    return _NOTHING if around.permitted and not obligation else None


def _setting(text: str, after: str, actor: str | None, obligation: re.Match[str] | None) -> Verdict | None:
    """What only says how, when, for whom or on what condition."""
    modal = obligation.group() if obligation else ""
    if _CASE.match(text):
        return Verdict(Role.CONTEXT, conditional=True)
    if _FITTED.match(after) or _ON_THEME.match(after):
        return Verdict(Role.CONTEXT, actor, modal)
    if _ONLY_WHEN.match(text):
        return Verdict(Role.CONTEXT, actor or _actor_in(text), modal)
    if (
        lexicon.MEANS.search(after)
        or lexicon.ON_REQUEST.match(text)
        or obligation
        and lexicon.CONTEXT.search(after)
        and not acts_after_preposition(after)
    ):
        return Verdict(Role.CONTEXT, actor, obligation.group() if obligation and not text.startswith("应") else "")
    if not obligation and lexicon.OUTCOME_OBJECT.search(text) and lexicon.BY_MEANS.match(text):
        return Verdict(Role.CONTEXT)
    if lexicon.BARE_NOUN.match(text) and (not obligation or obligation.group() in ("请", "需")):
        asked = text[obligation.end() :] if obligation else None
        return Verdict(Role.CONTEXT, asked, "请" if asked else "", conditional=not asked)
    if lexicon.CONTEXT.search(text) and not obligation and not acts_after_preposition(text):
        return Verdict(Role.CONTEXT, conditional=bool(lexicon.CONDITION.match(text)), actor=_actor_in(text))
    return None


def _obligation(text: str) -> tuple[re.Match[str] | None, str | None]:
    """The word that obliges, and who stands before it."""
    match = lexicon.OBLIGATION.search(text)
    if not match:
        return None, None
    before = text[: match.start()]
    if match.group() in ("请", "务请", "由"):
        named = actors.ACTOR_AHEAD.match(text, match.end())
        if named and not lexicon.PREPOSITION.match(named.group()):
            return match, named.group()
        before = _DURING.sub("", before)
        return match, before if before and actors.ACTOR.match(before) and _is_somebody(before) else None
    before = _SETTING.sub("", before)
    before = re.sub(r"(?:都|均|也|还|就|一定|原则上)$", "", before)
    before = _DURING.sub("", before)
    if before and actors.ACTOR.match(before) and not lexicon.PREPOSITION.match(before) and not _WORKS.search(before):
        return match, before
    return match, None


def _is_somebody(name: str) -> bool:
    """Whether words that end like an office name one, and are no clause: 推荐单位, but not 实时掌握学生."""
    if lexicon.PREPOSITION.match(name) or lexicon.ADVERB.match(name) or _WORKS.search(name):
        return False
    verb = lexicon.STRONG.search(name)
    return not verb or name.startswith(("各", "有关", "相关", "所有", "全体")) or verb.end() >= len(name) - 3


def _issuers_plan(text: str, obligation: re.Match[str] | None) -> bool:
    future = lexicon.FUTURE.search(text)
    if future and (obligation is None or future.start() < obligation.start()):
        before = text[: future.start()]
        if (
            _OWN.match(before)
            or not before
            or actors.ACTOR.match(before)
            or lexicon.THING.search(before)
            or re.search("的$|地区$", before)
        ):
            return True
    return bool(re.match(r"^(?:我|本)(?:局|厅|会|委|部|办|中心)(?:将|拟|会|已|负责|统一)", text))


def _actor_in(text: str) -> str | None:
    match = re.match(
        rf"(?:对于|对)?((?:各|其他|全体|有关|相关)[^，在的]{{0,16}}?{actors.ACTOR_END})(?=在|按照|根据|的|$)", text
    )
    return match[1] if match and not text.startswith(("对", "对于")) else None
