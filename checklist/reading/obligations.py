"""Is this clause a duty? Who owes it? Each clause is judged by its words and by what the sentence said before it."""

from __future__ import annotations

import re

from checklist.reading import actors, heading_words, lexicon, unasking
from checklist.reading.clauses import Clause
from checklist.reading.scenes import says_how, scene
from checklist.reading.verdicts import Role, Surroundings, Verdict
from checklist.reading.weighing import ENOUGH, Words, weigh

_ASIDE = re.compile(r"[（(][^（）()]*[）)]")  # what stands in brackets neither obliges nor describes
# 关于请做好…的通知: a title asks for nothing where it is only named.
_TITLED = re.compile(
    r"《(?=关于)[^《》]{6,80}(?:通知|函|意见|办法|公告|规定)》|《[^《》]{2,40}关于[^《》]{4,80}(?:通知|函|意见|办法|公告|规定)》"
)
_NOTHING = Verdict(Role.NOTHING)
_SETTING = re.compile(r"(?<=.{2})[在于][^，在于]{1,14}(?:前|后|後|时|期间|中|内|下)$")
# 该项工作于4月底前完成: a day for what was asked before, no act of its own.
_SAID_BEFORE = re.compile(
    r"^(?:以上|上述|该项?|此项|这项|各项)[^，]{0,8}(?:工作|任务)[^，]{0,24}[前内](?:全部|基本)?(?:完成|结束)$"
)
# A line of its own that is a name, not a sentence.
_NAMES_ONLY = re.compile(
    r"(?:条件|事项|号召|联系人|报送要求|卫生院|分支机构|阶段(?:[（(][^）)]*[）)])?|范围|方式|原则|电话|地址|对象)$|"
    r"^(?!.*(?:报|掌握|了解|反馈|统计|说明|摸清))[^，]{2,14}情况$"
)
# 年度报告组织工作由各市工作组负责
_CHARGED = re.compile(r"^([^，由]{2,40})由([^，]{2,24})(?:具体|统一|牵头)?负责$")
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


def judge(clause: Clause, around: Surroundings) -> Verdict:
    spoken = _TITLED.sub("《通知》", _ASIDE.sub("", clause.text)) or clause.text
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
    setting = scene(text, after, actor, obligation)
    if setting and setting.modal and not setting.conditional and clause.stop in _CLOSES and not says_how(after):
        setting = None  # 教师要对作业全批全改。 What closes a sentence is its act
    if setting:
        return setting
    if not obligation and _describes(text) or obligation and re.search("通知如下|特此通知", text):
        return _NOTHING
    enumerated = bool(lexicon.ENUMERATED.match(clause.text))
    return weigh(Words(text, after, actor, obligation, enumerated), around)


def _describes(text: str) -> bool:
    """Whether a clause tells how things are; a word like 尚未 inside what an act is done to does not."""
    found = unasking.DESCRIPTION.search(text)
    if not found:
        return False
    begins = lexicon.STRONG.match(lexicon.ADVERB.sub("", text)) or (
        found.group() in _INSIDE and lexicon.STRONG.search(text, 0, found.start())
    )
    return not (begins and found.group() != "是" and found.start() > 2 and found.end() < len(text))


def _names_only(text: str, stop: str) -> bool:
    if _PAPERS_ONLY.match(text) and not lexicon.STRONG.search(text[:8]) and not lexicon.OBLIGATION.search(text):
        return True
    return stop in ("", "：", "；") and bool(_NAMES_ONLY.search(text)) and not lexicon.OBLIGATION.match(text)


def _refused(text: str, obligation: re.Match[str] | None, subject: str | None, around: Surroundings) -> Verdict | None:
    """What asks nothing of a reader: the issuer's plans, penalties, permissions, and what hangs on them."""
    if _issuers_plan(text, obligation):
        return Verdict(Role.NOTHING, core="issuer")
    asked = obligation and (subject or obligation.group() in ("请", "务请"))
    penalty = unasking.PENALTY.search(text)
    if (
        penalty
        and not (obligation and lexicon.STRONG.search(text, obligation.end(), penalty.start()))
        or around.issuer_speaks
        and not asked
    ):
        return _NOTHING
    permission = unasking.PERMISSION.search(text)
    if permission and (
        obligation is None
        or permission.start() < obligation.start()
        or unasking.PERMISSION.search(text, obligation.end())
    ):
        return Verdict(Role.NOTHING, core="permission")
    return _NOTHING if around.permitted and not obligation else None


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
    future = unasking.FUTURE.search(text)
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
