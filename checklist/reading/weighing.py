"""How much a clause weighs as a duty: signs for it, less what speaks against it."""

from __future__ import annotations

import re

from checklist.reading import lexicon, unasking
from checklist.reading.clause_words import Words
from checklist.reading.prepositions import acts_after_preposition
from checklist.reading.verdicts import Role, Surroundings, Verdict

_LABEL = 4
ENOUGH = 3  # from this weight on a clause can be a duty of its own
_VAGUE_WORK = re.compile(
    r"(?:做好|抓好|开展好?|加强|推进|完成好)(?:各项|相关|有关|群众|本职|日常|具体|宣传|服务)*(?:工作|"
    r"防控工作)$|(?:配合|支持|协助|参与|投身|(?<!应急)响应)(?![^，]*[\d》])[^，]{0,16}$|"
    r"(?:责任|作风|氛围|事宜|号召|斗争|价值|态度|情绪|人身安全|出行安全|发生|性|因素|应对)$"
)
_LIMIT = re.compile(r"不(?:超过|多于|高于|少于|低于|得超过)\d|限报|限推荐")
# Aims that somebody can check: a telephone answered, a day kept.
_SHOWN = re.compile(r"(?:通[信讯]|联络|电话).{0,4}畅通|(?:确保|保证).{0,14}前.{0,4}完成")
_AIMS = re.compile(r"^(?:要|应)?(?:确保|实现|做到|防止|避免)")
_QUANTITY = re.compile(r"\d+(?:类|个|名|人|次|项|场|篇|份|条|期|批|件|家|支|小时|%|％)")
# What stands before the obligation word and can be handed in.
_PAPER = re.compile(
    r"(?:名单|材料|情况|总结|报告|信息|表|方案|作品|论文|预案|计划|清单|台账|数据|资料|回执|书)(?:[（(][^）)]*[）)])?$"
)
# A step on the way through a website, no act that anybody would ask to see.
_STEP = re.compile(r"^(?:登录|登陆|点击|打开|进入|访问|扫描|关注|搜索)")
_STEP_DONE = re.compile(r"下载|填写|填报|更新|注册|提交|上传|报名|申报|报送|审核|打印|查看|完成|录入|学习|参加")


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
    obliges = words.obligation or around.pending or around.case or (words.enumerated and around.section_obliged)
    weight = 2 if obliges else 1 if around.obliged or words.enumerated else 0
    weight += words.verb or _unknown_verb(words, bool(obliges))
    weight += words.charged and not around.of_rules
    weight += bool(words.has_done and words.moves_others)
    weight += 2 * words.concrete + words.relation + words.moves_others
    weight += words.checkable or words.verb == 1 and words.has_object
    weight += bool(words.actor) * (2 if words.prohibits else 1)
    return weight + bool(_QUANTITY.search(words.text))


def _unknown_verb(words: Words, obliged: bool) -> int:
    """No list of verbs is ever whole: what an obligation word stands before, and is done to something, is an act."""
    if words.prohibits:
        return 1 if words.forbids else -1
    if words.obligation and words.actor:
        return 0
    return 1 if obliged and words.has_object else -1


def _can_stand(words: Words, around: Surroundings) -> bool:
    """Whether a clause is an act by itself, whatever its weight."""
    if lexicon.SOFTENED.match(words.core) and not (words.relation or words.hands_in or words.checkable):
        return False
    if words.enumerated and len(words.core) <= _LABEL and not words.obligation:  # 三是及时总结: a heading in the text
        return False
    if _STEP.match(words.core) and not _STEP_DONE.search(words.core):
        return False
    if (
        _LIMIT.search(words.text) and not words.obligation and not words.actor
    ):  # how many at most: a measure of a duty, not another one
        return False
    return (
        words.concrete
        or words.relation
        or words.moves_others
        or words.verb == 2
        or words.charged
        or bool(words.verb and words.checkable)
        or bool(words.prohibits and (words.actor or words.forbids))
        or bool(words.verb and words.has_object)
        or bool((words.obligation or around.pending or around.case) and words.has_object)
    )


def _against(words: Words, around: Surroundings) -> int:
    objections = _unasked(words, around)
    if unasking.EXHORTATION.search(words.text):
        objections += 2 if words.concrete else 6
    if unasking.PURPOSE.match(words.text) and not acts_after_preposition(words.text):
        objections += 5
    if unasking.RESULT.match(words.after) and not words.relation and not _SHOWN.search(words.text):
        objections += 3 if not words.hands_in or _AIMS.match(words.after) else 0
    if _VAGUE_WORK.search(words.text) or (unasking.OUTCOME_OBJECT.search(words.text) and not words.moves_others):
        objections += 2
    if _describes_thing(words):
        objections += 4
    if words.prohibits and not words.actor and not words.forbids:
        objections += 2
    return objections + (bool(lexicon.SOFTENED.match(words.after)) and not words.relation and not words.checkable)


def _unasked(words: Words, around: Surroundings) -> int:
    """A sentence without any word of obligation asks only where the section around it does."""
    if around.obliged or around.named or around.case or words.obligation or words.actor or words.enumerated:
        return 0
    if around.telling:
        return 1 if words.hands_in else 3
    if around.section_obliged:
        return -1 if around.actor else 0
    return 0


def _describes_thing(words: Words) -> bool:
    """材料应内容翔实: what a thing must be like is a measure of a duty, not a duty."""
    if not words.obligation or words.actor or words.hands_in:
        return False
    return bool(lexicon.THING.search(words.text[: words.obligation.start()]))
