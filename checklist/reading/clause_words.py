"""A clause taken apart: the signs of a duty in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from checklist.reading import lexicon

_AT_LENGTH = 8
_WITH_OBJECT = 5  # a verb has two characters, its object three or more
_RELATION = re.compile(
    r"加强(?:与|同|对|和)[^，]{2,}的[^，]{2,}|加强[^，]{2,}(?:督促检查|监督检查|巡查|检查|督查|排查|监测|"
    r"培训|值班值守|值守|宣传|宣传教育|巡逻|监管)|加强监督[^，]{4,}|加强值班"
)
_AIMS = re.compile(r"^(?:要|应)?(?:确保|实现|做到|防止|避免)")
_TIMED = re.compile(
    r"\d[日号时点](?:[\d:：分]*)(?:下班)?[之以]?前|月[底末中](?:旬)?[之以]?前|[上中下]旬[之以]?前|年底[之以]?前|"
    r"截[至止]|"
    r"每(?:[天日周月季年]|个工作日)(?!报)|\d{1,2}个?(?:工作日|小时|日|天)之?内"
)
# 对…进行提醒: whatever is done to it.
_TREATS = re.compile(r"[对就][^，]{2,60}(?:进行|予以|加以)[^，]{2}|[将把][^，]{2,40}[到至给入][^，]{2,40}$")
# A rule named by number or title that is to be followed.
_BY_RULE = re.compile(r"按照?[^，]{0,40}(?:\d号|》)[^，]{0,20}(?:执行|办理)$")
_MOVERS = re.compile(r"^(?:组织|督促|动员|责成|要求|指导)(?:好|开展)?")
# The moment in front of the act: 于6月底前完成…; what follows is weighed.
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
            if not verbs and _TREATS.search(words):
                return 2
            if verbs:
                return 1 if all(lexicon.VAGUE_VERB.fullmatch(verb) for verb in verbs) else 2
        return 0

    @cached_property
    def has_object(self) -> bool:
        """The act is done to something that is named: words follow the verb."""
        return len(self.core) >= _WITH_OBJECT

    @cached_property
    def has_done(self) -> bool:
        """组织学生学习…: what others are brought to do is an act of its own."""
        mover = _MOVERS.match(self.core)
        if not mover:
            return False
        verbs = lexicon.STRONG.findall(self.core, mover.end(), mover.end() + 24)
        return any(not lexicon.VAGUE_VERB.fullmatch(verb) for verb in verbs)

    @cached_property
    def charged(self) -> bool:
        """县人防办负责开放场所: charged with an act, not with a field of work."""
        return self.core.startswith("负责") and bool(lexicon.STRONG.match(self.core, 2))

    @cached_property
    def prohibits(self) -> bool:
        return bool(lexicon.PROHIBITION.search(self.text))

    @cached_property
    def forbids(self) -> bool:
        """It says of something what must not be done with it, or forbids at some length: more than a rider."""
        found = lexicon.PROHIBITION.search(self.text)
        if not found:
            return False
        of_something = found.start() >= 2 and len(self.text) - found.end() >= 2
        return of_something or len(self.text) >= _AT_LENGTH

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


def _leading_verbs(words: str) -> list[str]:
    """The verb that opens the words and those set beside it: 学习贯彻, 收集、整理."""
    verbs: list[str] = []
    at = 0
    while match := lexicon.STRONG.match(words, at):
        verbs.append(match.group())
        at = match.end()
        at += words[at : at + 1] in ("、", "和", "并", "与")
    return verbs
