"""Is this clause a duty? Who owes it? Each clause is judged by its words and by what the sentence said before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from checklist.reading import lexicon
from checklist.reading.clauses import Clause


class Role(Enum):
    DUTY = "a duty that can stand alone"
    SUPPORT = "part of a duty beside it, too slight to stand alone"
    CONTEXT = "says when, where, how or on what condition"
    NOTHING = "exhortation, purpose, description, permission or the issuer's own plan"


@dataclass
class Surroundings:
    """What the sentence and the section have said so far."""

    actor: str | None = None
    obliged: bool = False  # an obligation word stood earlier in this sentence
    section_obliged: bool = False  # one stood anywhere in this section
    telling: bool = False  # the section tells what is planned
    issuer_speaks: bool = False  # an earlier clause of this sentence was the issuer's own plan
    permitted: bool = False  # an earlier clause of this sentence only permits


@dataclass(frozen=True)
class Verdict:
    role: Role
    actor: str | None = None  # who must act, where the clause names them
    modal: str = ""
    core: str = ""  # the words from the verb on, or the whole clause where none was found
    strength: int = 0
    prohibits: bool = False
    conditional: bool = False
    topic: str = ""  # the thing before the obligation word: 名单 in 名单请于5月1日前报


_ASIDE = re.compile(r"[（(][^（）()]*[）)]")  # what stands in brackets neither obliges nor describes
_NOTHING = Verdict(Role.NOTHING)
_LABEL = re.compile(r"^[^，]{0,8}[：:]?$")
_TALKS_ABOUT_ISSUER = re.compile(
    r"^(?:我|本)(?:局|厅|会|委|部|办|省|市|县|院|校|中心|公司|单位)?(?:将|拟|会)|(?:厅|局|会|委|部|办|"
    r"办公室|中心|组委会|省科协|政府|指挥部|[省市县])(?:将|拟|会将|会同)$"
)
_VAGUE_WORK = re.compile(
    r"(?:做好|抓好|开展好?|加强|推进|完成好)(?:各项|相关|有关|群众|本职|日常|具体|宣传|服务)*(?:工作|"
    r"防控工作)$|(?:配合|支持|协助|参与|投身)[^，]*工作$"
)
_RELATION = re.compile(
    r"加强(?:与|同|对|和)[^，]{2,}的[^，]{2,}|加强[^，]{2,}(?:督促检查|监督检查|巡查|检查|督查|排查|监测|"
    r"培训|值班值守|值守)|加强监督[^，]{4,}|加强值班"
)
_OUTCOME_OBJECT = re.compile(
    r"(?:平稳|稳定|充足|有序|(?<!通信|通讯|电话|联络)畅通|到位|落实|见效|工作落实|解决[^，]*问题)$"
)
_SETTING = re.compile(r"(?<=.{2})[在于][^，在于]{1,14}(?:前|后|後|时|期间|中|内|下)$")
_QUANTITY = re.compile(r"\d+(?:类|个|名|人|次|项|场|篇|份|条|期|批|件|家|支|小时|%|％)")
_LIMIT = re.compile(r"不(?:超过|多于|高于|少于|低于|得超过)\d|限报|限推荐")
_AIMS = re.compile(r"^(?:要|应)?(?:确保|实现|做到|防止|避免)")
_TIMED = re.compile(
    r"\d[日号时点](?:[\d:：分]*)[之以]?前|截[至止]|每(?:[天日周月季]|个工作日)(?!报)|\d{1,2}个?(?:工作日|"
    r"小时|日|天)之?内"
)


def judge(clause: Clause, around: Surroundings) -> Verdict:
    spoken = _ASIDE.sub("", clause.text) or clause.text
    text = lexicon.LEADING.sub("", spoken) or spoken
    if len(text) < 4 and not around.obliged:
        return _NOTHING
    obligation, subject = _obligation(text)
    refused = _refused(text, obligation, subject, around)
    if refused:
        return refused
    after = text[obligation.end() :] if obligation else text
    actor = subject
    if actor and after.startswith(actor):
        after = after[len(actor) :]
    if not obligation:
        led = lexicon.LEADING_ACTOR.match(text)
        if led:
            actor, after = led[1], text[led.end() :]
    setting = _setting(text, after, actor, obligation)
    if setting:
        return setting
    if not obligation and lexicon.DESCRIPTION.search(text) or obligation and re.search("通知如下|特此通知", text):
        return _NOTHING
    return _weigh(text, after, actor, obligation, around, bool(lexicon.ENUMERATED.match(clause.text)))


def _refused(text: str, obligation: re.Match[str] | None, subject: str | None, around: Surroundings) -> Verdict | None:
    """What asks nothing of a reader: the issuer's plans, penalties, permissions, and what hangs on them."""
    if _issuers_plan(text, obligation):
        return Verdict(Role.NOTHING, core="issuer")
    if lexicon.PENALTY.search(text) or around.issuer_speaks and not (obligation and subject):
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
    if (
        lexicon.MEANS.search(after)
        or lexicon.ON_REQUEST.match(text)
        or obligation
        and lexicon.CONTEXT.search(after)
        and not _acts_after_preposition(after)
    ):
        return Verdict(Role.CONTEXT, actor, obligation.group() if obligation and not text.startswith("应") else "")
    if not obligation and _OUTCOME_OBJECT.search(text) and lexicon.BY_MEANS.match(text):
        return Verdict(Role.CONTEXT)
    if lexicon.BARE_NOUN.match(text) and (not obligation or obligation.group() == "请"):
        asked = text[obligation.end() :] if obligation else None
        return Verdict(Role.CONTEXT, asked, "请" if asked else "", conditional=not asked)
    if lexicon.CONTEXT.search(text) and not obligation and not _acts_after_preposition(text):
        return Verdict(Role.CONTEXT, conditional=bool(lexicon.CONDITION.match(text)), actor=_actor_in(text))
    return None


def _obligation(text: str) -> tuple[re.Match[str] | None, str | None]:
    """The word that obliges, and who stands before it."""
    match = lexicon.OBLIGATION.search(text)
    if not match:
        return None, None
    before = text[: match.start()]
    if match.group() in ("请", "务请", "由"):
        named = lexicon.ACTOR_AHEAD.match(text, match.end())
        return match, named.group() if named and not lexicon.PREPOSITION.match(named.group()) else None
    before = _SETTING.sub("", before)
    before = re.sub(r"(?:都|均|也|还|就|一定|原则上)$", "", before)
    if before and lexicon.ACTOR.match(before) and not lexicon.PREPOSITION.match(before):
        return match, before
    return match, None


def _issuers_plan(text: str, obligation: re.Match[str] | None) -> bool:
    future = lexicon.FUTURE.search(text)
    if future and (obligation is None or future.start() < obligation.start()):
        before = text[: future.start()]
        if not before or lexicon.ACTOR.match(before) or lexicon.THING.search(before) or re.search("的$|地区$", before):
            return True
    return bool(re.match(r"^(?:我|本)(?:局|厅|会|委|部|办|中心)(?:将|拟|会|已|负责|统一)", text))


def _acts_after_preposition(text: str) -> bool:
    """Whether a clause that opens with a preposition goes on to an act (通过网站传达) or only sets one."""
    if re.match(r"^(?:如|若|如果|一旦|遇)", text):
        return bool(re.search(r"(?:则|应|要|须|立即|及时|马上|第一时间)", text) and lexicon.STRONG.search(text, 3))
    if re.match(r"^(?:为|如|若|如果|一旦|凡|遇|因|由于|鉴于|随着|作为|对于)", text):
        return bool(re.match(r"^为.{0,60}(?:及时)?(?:提供|配备|办理|发放)", text)) and not re.search(
            r"^为.{0,40}提供(?:.{0,4})(?:支持|保证|保障|支撑)$", text
        )
    text = text.rstrip("”’」》")
    if re.search(
        r"(?:要求|精神|规定|部署|通知|形势|情况|问题|人员|企业|单位|地区|项目|特点|实际|需要|下|中|时|"
        r"[后後]|前|期间|方面|起|原则|的|基础上|同时)$",
        text,
    ):
        return (
            not re.match(r"^(?:根据|按照?|对照|依据|结合|针对|围绕|参照|依照)", text)
            and bool(
                re.search(
                    r"(?:报送|上报|报告|反馈|通报|提供|总结|开展|进行|召开|制定|建立|传达|学习|宣传|发布|"
                    r"排查|调查|汇总|梳理)[^，的]{0,30}$",
                    text[4:],
                )
            )
            and not re.search(r"(?:下|中|时|期间|起|原则|的|基础上|同时|前提下|要求|精神|部署)$", text)
        )
    return bool(lexicon.STRONG.search(text, 2))


def _actor_in(text: str) -> str | None:
    match = re.match(
        rf"(?:对于|对)?((?:各|其他|全体|有关|相关)[^，在的]{{0,16}}?{lexicon.ACTOR_END})(?=在|按照|根据|的|$)", text
    )
    return match[1] if match and not text.startswith(("对", "对于")) else None


def _weigh(
    text: str, after: str, actor: str | None, obligation: re.Match[str] | None, around: Surroundings, enumerated: bool
) -> Verdict:
    prohibits = bool(lexicon.PROHIBITION.search(text))
    hands_in = bool(lexicon.REPORTING.search(after if obligation else text)) and not _AIMS.match(after)
    sets_up = bool(lexicon.SETTING_UP.search(text))
    core = _core(after)
    verb, vague = _verb(after, core)
    relation = bool(_RELATION.search(text))
    moves = bool(lexicon.MOVES_OTHERS.match(core))
    timed = bool(_TIMED.search(text))
    checkable = bool(lexicon.DELIVERABLE.search(core))
    named = bool(obligation and actor or enumerated)
    score = 2 if obligation or enumerated and around.section_obliged else 1 if around.obliged or enumerated else 0
    score += (
        bool(actor) + 2 * (hands_in or sets_up or timed) + checkable + relation + moves + bool(_QUANTITY.search(text))
    )
    score += (1 if vague else 2) if verb else -1
    score += prohibits and bool(actor)
    against = _objections(text, after, actor, obligation, around, enumerated, hands_in, sets_up, relation, moves)
    score -= against
    strong = (
        hands_in
        or sets_up
        or timed
        or (verb and not vague)
        or relation
        or moves
        or (vague and checkable)
        or prohibits
        and bool(actor)
        or (verb and named and len(core) >= 8)
    )
    if lexicon.SOFTENED.match(core) and not (relation or hands_in):
        strong = False
    if _LIMIT.search(text) and not obligation:  # how many at most: a measure of a duty, not another one
        strong = False
    role = Role.NOTHING
    if score >= 3 and strong:
        role = Role.DUTY
    elif against < 3 and score >= (0 if around.obliged and not against else 1):
        role = Role.SUPPORT
    topic = text[: obligation.start()] if obligation and not actor and hands_in else ""
    return Verdict(role, actor, obligation.group() if obligation else "", core, score, prohibits, topic=topic)


def _objections(
    text: str, after: str, actor: str | None, obligation: re.Match[str] | None, around: Surroundings, enumerated: bool,
    hands_in: bool, sets_up: bool, relation: bool, moves: bool,
) -> int:  # fmt: skip
    """How much speaks against a duty."""
    against = 0
    if not (around.obliged or obligation or actor or enumerated):
        against += (
            3
            if around.telling
            else -1
            if around.section_obliged and around.actor
            else 0
            if around.section_obliged
            else 1
        )
    if lexicon.EXHORTATION.search(text):
        against += 2 if hands_in or sets_up else 6
    if lexicon.PURPOSE.match(text) and "及时" not in text:
        against += 5
    if lexicon.RESULT.match(after) and not relation and (not hands_in or _AIMS.match(after)):
        against += 3
    if _VAGUE_WORK.search(text) or _OUTCOME_OBJECT.search(text) and not moves:
        against += 2
    if obligation and not actor and lexicon.THING.search(text[: obligation.start()]) and not hands_in:
        against += 4
    if lexicon.PROHIBITION.search(text) and not actor:
        against += 2
    if lexicon.SOFTENED.match(after) and not relation:
        against += 1
    return against


def _core(after: str) -> str:
    """The clause without adverbs in front."""
    stripped = lexicon.ADVERB.sub("", after)
    return stripped or after


def _verb(after: str, core: str) -> tuple[bool, bool]:
    """Whether an act heads the clause, and whether only a vague one does."""
    for words in (core, after):
        if lexicon.PREPOSITION.match(words):
            verbs = [match.group() for match in lexicon.STRONG.finditer(words, 1)]
        else:
            verbs = _leading_verbs(words) or [match.group() for match in lexicon.STRONG.finditer(words[:8])][:2]
        if verbs:
            return True, all(lexicon.VAGUE_VERB.fullmatch(verb) for verb in verbs)
    return False, False


def _leading_verbs(words: str) -> list[str]:
    """The verb that opens the words and those set beside it: 学习贯彻, 收集、整理."""
    verbs: list[str] = []
    at = 0
    while match := lexicon.STRONG.match(words, at):
        verbs.append(match.group())
        at = match.end()
        at += words[at : at + 1] in ("、", "和", "并", "与")
    return verbs
