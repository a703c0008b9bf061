"""Sentences of a supplement that amend what was issued: “…”调整为“…”, 由…延长至…, “…”应为“…”.

Of each: the old and the new words, and the directive that is meant, by its words, its number or what is said of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from checklist.drafting.matching import plain
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive
from checklist.notices.supplementing import Standing
from checklist.reading import Span, sentences

# Why a proposed change should be looked at twice.
WHICH, DEADLINE, MORE = "amended_which", "amended_deadline", "amended_more"
# So much of what is said of a thing (0 to 1, by pairs of characters) stands in the directive that is meant.
MEANT, SURE, QUITE_SURE = 0.4, 0.6, 0.8
# Old words of so many characters, or with a number, tell one directive from another.
SHORTEST_TELLING = 4
# A quotation that is still open after so many sentences was never closed.
SENTENCES_AT_MOST = 12
LEAD_AT_MOST, OLD_AT_MOST = 80, 60
SHORTEST_PASSAGE = 8
_MARKER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[，、]|[一二三四五六七八九十]是)\s*"
)
_TITLE = re.compile(r"^关于.*(?:通知|公告|函|更正|说明)$", re.S)
_TO = (
    r"(?:(?:调整|修改|修订|变更|更改|更正|订正|改|变|替换)[为成至到]|应当?(?:改|更正)?[为是]|"
    r"(?:延长|延期|延后|延迟|推迟|顺延|推后|后延|提前|放宽|缩短|提高|降低|增加|减少|压减)[到至为])"
)
_QUOTED = re.compile(rf"[“\"](?P<old>[^“”\"]+)[”\"][^“”\"。；]{{0,12}}?{_TO}[:：]?[“\"](?P<new>[^“”\"]+)[”\"]")
_FROM_TO = re.compile(
    rf"(?:由|从)(?:原来?定?的?)?[“\"]?(?P<old>[^，,。；：“”\"]{{2,{OLD_AT_MOST}}}?)[”\"]?(?:统一|一律|相应)?"
    rf"{_TO}[“\"]?(?P<new>[^，,。；：“”\"]+)[”\"]?"
)
# Without the old words only a time is amended: 报送时间延长至12月31日.
_TIME_TO = re.compile(
    rf"(?:时间|时限|期限|日期|截止日)(?P<old>)(?:统一|一律|相应)?{_TO}[“\"]?(?P<new>[^，,。；：“”\"]{{0,40}}\d[^，,。；：“”\"]{{0,40}})[”\"]?"
)
# 原定于12月20日前举办，现推迟至12月31日前.
_FORMERLY = re.compile(
    rf"原(?:通知)?(?:定|要求|规定|计划)?[于在]?(?P<old>[^。；“”]{{4,{LEAD_AT_MOST}}}?)，现?(?:统一|一律)?{_TO}(?P<new>[^，,。；“”]+)"
)
# Some amendment, whatever of.
_HINT = re.compile(r"(?:调整|修改|更改|更正|变更|改|延长|延期|推迟|提前|顺延)[为至到]|应为")
_SAYS_NOTHING = re.compile(
    r"原?通知|文件|附件|原定?|其中|关于|有关|各?学会|各单位|报送|上报|提交|截止|时间|时限|期限|日期|要求|数量|"
    r"第[一二三四五六七八九十\d]+[部分章条款项点]+|[^《》（(，]*〔\d+〕\d+号|《[^》]*的通知》"
)
_NO_TAIL = re.compile(r"特此(?:更正|通知|说明|函告)|(?:其余|其他|其它)[^，。；]{0,30}(?:不变|执行)|[。；]")
_ITEM = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]")


@dataclass(frozen=True)
class Wording:
    """Words of the notice, and what is put in their place; `old` is empty where only the new are told."""

    old: str
    new: str


@dataclass(frozen=True)
class Amendment:
    """`directive` has these wordings from now on; the passage says so, `tail` is what it says beside; `cores`: where
    the old and new words stand. `directive` is None where it is not told which is meant."""

    directive: Directive | None
    passage: Span
    cores: tuple[Span, ...]
    wordings: tuple[Wording, ...]
    tail: str
    doubt: str | None


def amendments(text: str, start: int, end: int, standing: Sequence[Standing]) -> list[Amendment]:
    """What text[start:end] amends, in order; several corrections of one directive are one."""
    found = []
    for span in whole_sentences(text, start, end):
        said = text[span.start : span.end]
        if _TITLE.match(said.strip()):
            continue
        patterns = (_QUOTED, _FROM_TO, _TIME_TO, _FORMERLY)
        matches: list[re.Match[str]] = next(filter(None, (list(one.finditer(said)) for one in patterns)), [])
        if not matches and _HINT.search(said):
            found.append(Amendment(None, span, (span,), (), "", WHICH))
        meant = []
        for number, match in enumerate(matches):
            since = matches[number - 1].end() if number else 0
            lead = said[max(since, match.start() - LEAD_AT_MOST) : match.start()]
            meant.append((_meant(match, lead, standing), match))
        ordered = sorted(meant, key=lambda one: one[0][0].id if one[0][0] else 0)
        for _id, together in groupby(ordered, key=lambda one: one[0][0].id if one[0][0] else 0):
            found.append(_amendment(span, said, list(together)))
    return _merged(sorted(found, key=lambda one: one.cores))


def _merged(found: Iterable[Amendment]) -> list[Amendment]:
    """Of one directive one; its passage goes from the first sentence to the last."""
    merged: dict[int, Amendment] = {}
    for number, one in enumerate(found):
        key = one.directive.id if one.directive else -number
        before = merged.get(key)
        merged[key] = (
            one
            if before is None
            else Amendment(
                one.directive,
                Span(before.passage.start, max(before.passage.end, one.passage.end)),
                before.cores + one.cores,
                before.wordings + one.wordings,
                "，".join(filter(None, (before.tail, one.tail))),
                before.doubt or one.doubt,
            )
        )
    return list(merged.values())


def whole_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences without the number before them; what stands in quotation marks is not parted."""
    whole: list[Span] = []
    begun: int | None = None
    parts = 0
    for span in sentences(text, start, end):
        begun, parts = (span.start, 1) if begun is None else (begun, parts + 1)
        said = text[begun : span.end]
        is_open = said.count("“") > said.count("”")
        if parts >= SENTENCES_AT_MOST or not (is_open or said.endswith(("，", ","))):
            whole.append(_unnumbered(text, Span(begun, span.end)))
            begun = None
    if begun is not None:
        whole.append(_unnumbered(text, Span(begun, end)))
    return whole


def _unnumbered(text: str, span: Span) -> Span:
    match = _MARKER.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def _amendment(span: Span, said: str, together: list[tuple[tuple[Directive | None, bool], re.Match[str]]]) -> Amendment:
    (directive, _sure), _match = together[0]
    last = max(match.end() for _meant, match in together)
    tail = _NO_TAIL.sub("", shown(said[last:])).strip("，, \n")
    return Amendment(
        directive,
        Span(span.start, span.start + len(said.rstrip("。；;\n \u3000"))),
        (Span(span.start + min(match.start() for _meant, match in together), span.start + last),),
        tuple(Wording(shown(match["old"]), shown(match["new"])) for _meant, match in together),
        tail,
        None if all(sure for (_directive, sure), _match in together) else WHICH,
    )


def _meant(match: re.Match[str], lead: str, standing: Sequence[Standing]) -> tuple[Directive | None, bool]:
    """The directive that is meant, and whether that is sure."""
    old = plain(shown(match["old"]))
    having = [one.directive for one in standing if old and _has(one.directive, old)]
    if len(having) == 1:
        is_telling = len(old) >= SHORTEST_TELLING or any(character.isdigit() for character in old)
        return having[0], is_telling or _ranked(lead, "", having)[0][0] >= SURE
    ranked = _ranked(lead, old, having or [one.directive for one in standing])
    if not ranked:
        return (having[0], False) if having else (None, False)
    (best, directive), others = ranked[0], ranked[1:]
    is_first = not others or best > others[0][0]
    if having:
        return directive, is_first and best >= SURE
    is_sure = best >= SURE if not old else best >= QUITE_SURE and not plain(_SAYS_NOTHING.sub("", lead))
    return (directive if best >= MEANT else None), is_first and is_sure


def _has(directive: Directive, old: str) -> bool:
    words = plain(directive.text)
    return old in words or old in plain(directive.title) or (len(words) >= SHORTEST_PASSAGE and words in old)


def _ranked(lead: str, old: str, directives: Iterable[Directive]) -> list[tuple[float, Directive]]:
    """By how much of what is said stands in each, with its headings; the number of an item counts most."""
    items = set(_ITEM.findall(lead))
    said = _pairs(plain(_SAYS_NOTHING.sub("", lead))) or _pairs(old)
    ranked = []
    for directive in directives:
        words = _pairs(plain("".join([*directive.heading_path, directive.title, directive.text])))
        share = len(said & words) / len(said) if said else 0.0
        is_item = any(heading.startswith(tuple(items)) for heading in directive.heading_path) if items else False
        ranked.append((share + is_item, directive))
    return sorted(ranked, key=lambda one: -one[0])


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}
