"""A short imperative name for a directive, cut from its own words."""

from __future__ import annotations

import re

from checklist.reading import lexicon

MAX_TITLE = 20
_WHEN = re.compile(
    r"(?:务必|请)?[于在]?(?:\d{4}年)?[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}[日号]|"
    r"底|[上中下]旬)?(?:上午|下午)?(?:\d{1,2}(?:[:：]\d\d|[时点]))?[之以]?前|"
    r"每(?:周|星期)[一二三四五六日天、和]*(?:\d{1,2}[:：时点]\d{0,2}|下班)?[之以]?前?|"
    r"每?[日天]?(?:\d{1,2}[时点]、)*\d{1,2}[时点](?:\d{1,2}分?)?[之以]?前"
)
_NAMED = re.compile("《([^《》]{9,})》?")
_TOWARDS = re.compile("[向对把将为]")


def directive_title(clauses: list[tuple[str, str]]) -> str:
    """At most MAX_TITLE characters. `clauses` are (clause, its words from the verb on), the first one leads."""
    candidates = [_short(core or clause) for clause, core in clauses]
    best = next((title for title in candidates if 4 <= len(title) <= MAX_TITLE), candidates[0] if candidates else "")
    if candidates and len(best) <= MAX_TITLE < len(candidates[0]):
        best = _verb_and_object(candidates[0]) or best
    if len(clauses) > 1 and len(best) <= 8:
        for title in candidates:
            if title != best and len(best) + 1 + len(title) <= MAX_TITLE:
                best = f"{best}、{title}"
                break
    return best[:MAX_TITLE].strip("、，和与及的")


def _short(words: str) -> str:
    words = _WHEN.sub("", words) or words
    words = lexicon.ADVERB.sub("", lexicon.LEADING.sub("", words)) or words
    words = re.sub(r"[（(][^）)]*[）)]", "", words)
    if len(words) > MAX_TITLE and lexicon.PREPOSITION.match(words):
        words = _without_means(words)
    if len(words) > MAX_TITLE and "《" in words:
        words = _NAMED.sub(lambda match: match[1][-8:], words, count=1)
    if len(words) > MAX_TITLE and "、" in words:
        words = _fewer(words)
    if len(words) > MAX_TITLE:
        words = _verb_and_object(words) or words
    return words


def _verb_and_object(words: str) -> str:
    """举办社会需要、群众喜爱的科普活动 becomes 举办科普活动; nothing where that does not fit."""
    verb = lexicon.STRONG.match(words)
    tail = words[words.rindex("的") + 1 :] if "的" in words else ""
    short = verb.group() + tail if verb and len(tail) >= 2 else ""
    return short if 4 <= len(short) <= MAX_TITLE else ""


def _without_means(words: str) -> str:
    """Drop 通过…, 按照… in front, up to the first later preposition or verb that leaves a title of fitting length."""
    cuts = {match.start() for match in _TOWARDS.finditer(words, 2)} | {
        match.start() for match in lexicon.STRONG.finditer(words, 2)
    }
    fitting = [cut for cut in sorted(cuts) if 5 <= len(words) - cut <= MAX_TITLE and _balanced(words[cut:])]
    return words[fitting[0] :] if fitting else words


def _balanced(words: str) -> bool:
    return words.count("“") == words.count("”") and words.count("《") == words.count("》")


def _fewer(words: str) -> str:
    """Leave out the middle of a list: 蔬菜、肉类、蛋类供应 becomes 蔬菜等供应 where that is shorter."""
    first, last = words.index("、"), words.rindex("、")
    tail = words[last + 1 :]
    return words[:first] + "等" + tail if first >= 4 and first + 1 + len(tail) <= MAX_TITLE else words
