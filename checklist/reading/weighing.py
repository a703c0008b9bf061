"""How much a clause weighs as a duty: signs for it, less what speaks against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from checklist.reading import lexicon
from checklist.reading.prepositions import acts_after_preposition
from checklist.reading.verdicts import Role, Surroundings, Verdict

_AT_LENGTH = 8
_LABEL = 4
ENOUGH = 3  # from this weight on a clause can be a duty of its own
_VAGUE_WORK = re.compile(
    r"(?:做好|抓好|开展好?|加强|推进|完成好)(?:各项|相关|有关|群众|本职|日常|具体|宣传|服务)*(?:工作|"
    r"防控工作)$|(?:配合|支持|协助|参与|投身)[^，]*工作$"
)
_RELATION = re.compile(
    r"加强(?:与|同|对|和)[^，]{2,}的[^，]{2,}|加强[^，]{2,}(?:督促检查|监督检查|巡查|检查|督查|排查|监测|"
    r"培训|值班值守|值守|宣传|宣传教育|巡逻|监管)|加强监督[^，]{4,}|加强值班"
)
_LIMIT = re.compile(r"不(?:超过|多于|高于|少于|低于|得超过)\d|限报|限推荐")
# Aims that somebody can check: a telephone answered, a day kept.
_SHOWN = re.compile(r"(?:通[信讯]|联络|电话).{0,4}畅通|(?:确保|保证).{0,14}前.{0,4}完成")
_AIMS = re.compile(r"^(?:要|应)?(?:确保|实现|做到|防止|避免)")
_QUANTITY = re.compile(r"\d+(?:类|个|名|人|次|项|场|篇|份|条|期|批|件|家|支|小时|%|％)")
_TIMED = re.compile(
    r"\d[日号时点](?:[\d:：分]*)(?:下班)?[之以]?前|月[底末中](?:旬)?[之以]?前|[上中下]旬[之以]?前|年底[之以]?前|截[至止]|"
    r"每(?:[天日周月季年]|个工作日)(?!报)|\d{1,2}个?(?:工作日|小时|日|天)之?内"
)
# The moment in front of the act: 于6月底前完成…; what follows is weighed.
# 对…进行提醒: whatever is done to it.
_TREATS = re.compile(r"^(?:对|就)[^，]{2,}(?:进行|予以|加以)[^，]{2,}")
# A rule named by number or title that is to be followed.
_BY_RULE = re.compile(r"按照?[^，]{0,40}(?:\d号|》)[^，]{0,20}(?:执行|办理)$")
_MOVERS = re.compile(r"^(?:组织|督促|动员|责成|要求|指导)(?:好|开展)?")
# What stands before the obligation word and can be handed in.
_PAPER = re.compile(
    r"(?:名单|材料|情况|总结|报告|信息|表|方案|作品|论文|预案|计划|清单|台账|数据|资料|回执|书)(?:[（(][^）)]*[）)])?$"
)
# A step on the way through a website, no act that anybody would ask to see.
_STEP = re.compile(r"^(?:登录|登陆|点击|打开|进入|访问|扫描|关注|搜索)")
_STEP_DONE = re.compile(r"下载|填写|填报|更新|注册|提交|上传|报名|申报|报送|审核|打印|查看|完成|录入|学习|参加")
_MOMENT_AHEAD = re.compile(
    r"^(?:原则上)?(?:请|务必|最迟)?[于在]?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]?|[上中下]旬|[底末])"
    r"(?:[（(][^）)]{0,12}[）)])?(?:上午|下午|中午|晚上?)?(?:\d{1,2}[:：时点]\d{0,2}分?)?(?:下班)?[之以]?前"
)


@dataclass(frozen=True)
class Words:
    """A clause taken apart, and the signs of a duty in it."""

    text: str
    after: str  # what follows the obligation word and the actor
    actor: str | None
    obligation: re.Match[str] | None
    enumerated: bool  # 一是…, 二是…

    @cached_property
    def core(self) -> str:
        words = _MOMENT_AHEAD.sub("", lexicon.ADVERB.sub("", self.after)) or self.after
        return lexicon.ADVERB.sub("", words) or words

    @cached_property
    def verb(self) -> int:
        """2 for an act of its own, 1 for one that needs an object, 0 where no known act heads the clause."""
        for words in (self.core, self.after):
            if lexicon.PREPOSITION.match(words):
                verbs = [match.group() for match in lexicon.STRONG.finditer(words, 1)]
            else:
                verbs = _leading_verbs(words) or [match.group() for match in lexicon.STRONG.finditer(words[:8])][:2]
            if not verbs and _TREATS.match(words):
                return 2
            if verbs:
                return 1 if all(lexicon.VAGUE_VERB.fullmatch(verb) for verb in verbs) else 2
        return 0

    @cached_property
    def has_done(self) -> bool:
        """组织学生学习…: what others are brought to do is an act of its own."""
        mover = _MOVERS.match(self.core)
        if not mover:
            return False
        verbs = lexicon.STRONG.findall(self.core, mover.end(), mover.end() + 24)
        return any(not lexicon.VAGUE_VERB.fullmatch(verb) for verb in verbs)

    @cached_property
    def prohibits(self) -> bool:
        return bool(lexicon.PROHIBITION.search(self.text))

    @cached_property
    def forbids(self) -> bool:
        """It says of something what must not be done with it, or forbids at some length: more than a rider."""
        found = lexicon.PROHIBITION.search(self.text)
        return bool(found) and (
            found.start() >= 2 and len(self.text) - found.end() >= 2 or len(self.text) >= _AT_LENGTH
        )

    @cached_property
    def hands_in(self) -> bool:
        found = lexicon.REPORTING.search(self.after if self.obligation else self.text)
        return bool(found) and not _AIMS.match(self.after)

    @cached_property
    def concrete(self) -> bool:
        """It hands in, sets up or is timed: somebody can see whether that was done."""
        return self.hands_in or any(sign.search(self.text) for sign in (lexicon.SETTING_UP, _TIMED, _BY_RULE))

    @cached_property
    def relation(self) -> bool:
        return bool(_RELATION.search(self.text))

    @cached_property
    def moves_others(self) -> bool:
        return bool(lexicon.MOVES_OTHERS.match(self.core))

    @cached_property
    def checkable(self) -> bool:
        return bool(lexicon.DELIVERABLE.search(self.core))


def weigh(words: Words, around: Surroundings) -> Verdict:
    against = _against(words, around)
    weight = _for(words, around) - against
    if weight >= ENOUGH and _can_stand(words, around):
        role = Role.DUTY
    elif against < ENOUGH and weight >= (0 if around.obliged and not against else 1):
        role = Role.SUPPORT
    else:
        role = Role.NOTHING
    modal = words.obligation.group() if words.obligation else ""
    topic = words.text[: words.obligation.start()] if words.obligation and not words.actor and words.hands_in else ""
    topic = topic if _PAPER.search(topic) else ""
    return Verdict(role, words.actor, modal, words.core, weight, words.prohibits, topic=topic)


def _for(words: Words, around: Surroundings) -> int:
    obliges = words.obligation or around.pending or (words.enumerated and around.section_obliged)
    weight = 2 if obliges else 1 if around.obliged or words.enumerated else 0
    weight += words.verb or (1 if words.prohibits and words.forbids else 0 if words.obligation and words.actor else -1)
    weight += bool(words.has_done and words.moves_others)
    weight += 2 * words.concrete + words.checkable + words.relation + words.moves_others
    weight += bool(words.actor) * (2 if words.prohibits else 1)
    return weight + bool(_QUANTITY.search(words.text))


def _can_stand(words: Words, around: Surroundings) -> bool:
    """Whether a clause is an act by itself, whatever its weight."""
    if lexicon.SOFTENED.match(words.core) and not (words.relation or words.hands_in):
        return False
    if words.enumerated and len(words.core) <= _LABEL and not words.obligation:  # 三是及时总结: a heading in the text
        return False
    if _STEP.match(words.core) and not _STEP_DONE.search(words.core):
        return False
    if (
        _LIMIT.search(words.text) and not words.obligation and not words.actor
    ):  # how many at most: a measure of a duty, not another one
        return False
    named = bool(words.obligation and words.actor) or around.pending or words.enumerated
    return (
        words.concrete
        or words.relation
        or words.moves_others
        or words.verb == 2
        or bool(words.verb and words.checkable)
        or bool(words.prohibits and (words.actor or words.forbids))
        or bool(words.verb and named and len(words.core) >= 8)
        or bool(words.obligation and words.actor and 6 <= len(words.core) <= 40)
    )


def _against(words: Words, around: Surroundings) -> int:
    objections = _unasked(words, around)
    if lexicon.EXHORTATION.search(words.text):
        objections += 2 if words.concrete else 6
    if lexicon.PURPOSE.match(words.text) and not acts_after_preposition(words.text):
        objections += 5
    if lexicon.RESULT.match(words.after) and not words.relation and not _SHOWN.search(words.text):
        objections += 3 if not words.hands_in or _AIMS.match(words.after) else 0
    if _VAGUE_WORK.search(words.text) or (lexicon.OUTCOME_OBJECT.search(words.text) and not words.moves_others):
        objections += 2
    if _describes_thing(words):
        objections += 4
    if words.prohibits and not words.actor and not words.forbids:
        objections += 2
    return objections + (bool(lexicon.SOFTENED.match(words.after)) and not words.relation)


def _unasked(words: Words, around: Surroundings) -> int:
    """A sentence without any word of obligation asks only where the section around it does."""
    if around.obliged or around.named or words.obligation or words.actor or words.enumerated:
        return 0
    if around.telling:
        return 3
    if around.section_obliged:
        return -1 if around.actor else 0
    return 0


def _describes_thing(words: Words) -> bool:
    """材料应内容翔实: what a thing must be like is a measure of a duty, not a duty."""
    if not words.obligation or words.actor or words.hands_in:
        return False
    return bool(lexicon.THING.search(words.text[: words.obligation.start()]))


def _leading_verbs(words: str) -> list[str]:
    """The verb that opens the words and those set beside it: 学习贯彻, 收集、整理."""
    verbs: list[str] = []
    at = 0
    while match := lexicon.STRONG.match(words, at):
        verbs.append(match.group())
        at = match.end()
        at += words[at : at + 1] in ("、", "和", "并", "与")
    return verbs
