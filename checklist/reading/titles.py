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
_EVERY_MONTH = re.compile(r"每(?:月|季度|年)(?:\d{1,2}[日号]|[初末底])?[之以]?前")
_NAMED = re.compile("《([^《》]+)》?")
_YEAR = re.compile(r"^\d{4}(?:[-—~～至]\d{4})?年度?")
_ABOUT = re.compile(r"^关于(?:印发|转发)?(.{2,})的([^的]{2,4})$")
_PAPER_END = re.compile(
    r"(?:工作)?(?:(?:统计|登记|汇总|推荐|申报|申请|报名|信息|自查|调查|备案|审批|评审|安排|一览)表|承诺书|责任书|申请书|申报书|推荐书|"
    r"协议书?|回执|台账|名单|清单|报告|总结|方案|计划|预案|简报|目录|手册|指南|办法|规定|细则|意见|通知|要点)$"
)
# What goes to somebody is named before the act: 将年度总结报送市科协.
_GOES_TO = re.compile(
    r"^[将把](?P<thing>.{2,}?)(?:(?:书面|统一|集中|一并|及时|按时|一次性|以[^，、]{1,10}(?:方式|形式))*)(?P<verb>报送|上报|提交|上传|反馈|发送|寄送|送交|发(?=[至到])|(?<![申填汇呈])报(?!告|名|表|销))"
    r"(?:至|到|给|于|往)?[^、》）]{0,30}$"
)
_CHANGED = re.compile(r"^(?P<thing>.{4,}?)由[^，]{2,}?(?P<verb>延长|推迟|提前|调整|变更|改)(?:至|为|到|成)[^，]*$")
_MET_WITH = re.compile(r"^(?:如|若|一旦)?(?:遇有|遇到?|发现|出现|发生)")
_NO_BEGINNING = re.compile(
    "^(?:将(?![军领])|把(?![控关好握守])|和(?![谐平解])|并(?![购网轨入])|与(?![会时])|及(?![时早格])|且|[，、])+"
)
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
    return _within(_tidy(best))


def of_topic(topic: str, core: str) -> str:
    """The act that hands in what stands before the word of obligation: 名单请于5日前报, 遇有突发情况要报告."""
    met = _MET_WITH.sub("", topic)
    return f"报告{met}" if len(met) >= 2 and met != topic and "报告" in core else f"报送{topic}"


def is_bare(title: str) -> bool:
    """Whether a title is an act and nothing that it is done to."""
    return len(title) < 4 and bool(lexicon.STRONG.fullmatch(title))


def _tidy(title: str) -> str:
    """Without a word in front that leans on what stood before, and without half a pair of quotation marks."""
    words = title if _balanced(title) else re.sub("[“”《》]", "", title)
    return _NO_BEGINNING.sub("", words).strip("、，和与及的") or words


def _within(title: str) -> str:
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip("、，和与及的《（(“") + "…"


def _short(words: str) -> str:
    words = _WHEN.sub("", words) or words
    words = lexicon.ADVERB.sub("", lexicon.LEADING.sub("", words)) or words
    words = re.sub(r"[（(][^）)]*[）)]", "", words)
    if goes := _GOES_TO.match(words):
        return _fitting(f"报送{goes['thing']}" if goes["verb"] in "报发" else f"{goes['verb']}{goes['thing']}")
    if changed := _CHANGED.match(words):
        return _fitting(f"{'调整' if changed['verb'] == '改' else changed['verb']}{changed['thing']}")
    if len(words) > MAX_TITLE:
        words = _EVERY_MONTH.sub("", words) or words
    if len(words) > MAX_TITLE and lexicon.PREPOSITION.match(words):
        words = _without_means(words)
    if len(words) > MAX_TITLE and "《" in words:
        words = _names_shortened(words)
    if len(words) > MAX_TITLE and "、" in words:
        words = _fewer(words)
    if len(words) > MAX_TITLE:
        words = _verb_and_object(words) or words
    return words


def _fitting(words: str) -> str:
    """An act and what it is done to: the names of papers shortened, and of several things the first, until it fits."""
    words = _names_shortened(words)
    if len(words) <= MAX_TITLE:
        return words
    first = re.split("、|以及|和|及|与|》《", words, maxsplit=1)[0]
    return f"{first}等" if first != words and 4 <= len(first) < MAX_TITLE else words


def _names_shortened(words: str) -> str:
    """《关于灯会工作情况的报告》 becomes 灯会工作情况报告, or else its last whole word: a name is never cut inside."""
    if len(words) <= MAX_TITLE or "《" not in words:
        return words
    plain = _NAMED.sub(lambda match: _ABOUT.sub(r"\1\2", _YEAR.sub("", match[1])), words)
    if len(plain) <= MAX_TITLE:
        return plain
    ends = [found.group() if (found := _PAPER_END.search(name)) else f"《{name}》" for name in _NAMED.findall(words)]
    if len(set(ends)) < len(ends):
        return plain
    left = iter(ends)
    return _NAMED.sub(lambda _: next(left), words)


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
