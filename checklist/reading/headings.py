"""Where the title of a numbered paragraph ends and its prose begins; a paragraph without a title gives its number."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from checklist.reading.glued_titles import LEANS, LINE_TITLE_LENGTH, STATES, SUBJECT, cut, obliges, topic_end
from checklist.reading.heading_words import ASKING_HEADING
from checklist.reading.numbering import Marker
from checklist.reading.squeezing import SPACE, Squeezed

_SENTENCE_END = re.compile(r"[。！？；：:!?;]")
TITLE_LENGTH = 30
SHORT_TITLE = 16  # a paragraph that is one longer sentence is an item of a list, not a title
LABEL_LENGTH = 15
_SLOGAN = 10  # 内容要实, 严禁考试招生: so short, what obliges is a title as well
_SOMEBODY_MUST = re.compile(r"[要应须]|各|全体|所有|有关|本")
_ANEW = re.compile("各|全体|所有|有关|本|请")
_LOOK = 200
_SOME, _MUCH = 15, 60  # characters of prose below a title


class Trust(IntEnum):
    """How sure a title is: none; a sentence that counts only if its neighbours have better titles; glued to its prose,
    if its neighbours are too; unless they have none; for certain."""

    NONE = 0
    WITH_BETTER = 1
    GLUED = 2
    UNLESS_ALONE = 3
    SURE = 4


class Title(NamedTuple):
    """Where the title ends (where the words begin if there is none) and where the prose under it begins."""

    end: int
    body: int
    trust: Trust


def title(squeezed: Squeezed, marker: Marker, until: int, parent: bool) -> Title:
    """The title behind a marker whose paragraph runs up to `until`, the next marker. `parent`: that one stands
    under this."""
    start, text = marker.after, squeezed.text
    nothing = Title(start, start, Trust.NONE)
    if bold := _bold(text, marker, until):
        return bold
    if start >= until:
        return nothing
    line_end = _paragraph_end(squeezed, start, until)
    if marker.style.startswith("hash"):  # without a number there is nothing but the line
        end = min(line_end, start + LINE_TITLE_LENGTH)
        return Title(end, end, Trust.SURE)
    sentence_end = _sentence_end(squeezed, start, until)
    stop = text[sentence_end] if sentence_end < until else ""
    words = text[start : min(sentence_end, line_end)]
    if line_end <= sentence_end and len(words) <= LINE_TITLE_LENGTH and words[-1] not in "，、：":
        return _whole_line(squeezed, marker, line_end, until, parent)
    if stop in ("：", ":"):
        label = len(words) <= LABEL_LENGTH and "，" not in words and "如下" not in words and not obliges(words)
        topic = topic_end(squeezed, start, sentence_end) if label and not squeezed.lined else None
        if topic:  # 一、时间地点会议时间：3月1日
            return Title(topic, topic, Trust.GLUED)
        if label:
            return Title(sentence_end, sentence_end + 1, Trust.SURE)
    if stop == "。" and words.count("，") <= 1 and len(words) <= _longest(squeezed, sentence_end, until):
        run_in = _sentence(squeezed, words, start, sentence_end, until, parent)
        if run_in.trust:
            return run_in
    at = cut(squeezed, start, min(sentence_end, line_end))
    return Title(at, at, Trust.GLUED) if at else nothing


def _longest(squeezed: Squeezed, end: int, until: int) -> int:
    """How long a title may be that ends in a full stop: longer where it stands apart from much prose below it."""
    return LINE_TITLE_LENGTH if _apart(squeezed, end, until) else TITLE_LENGTH


def _apart(squeezed: Squeezed, end: int, until: int) -> bool:
    return until - end > _MUCH and squeezed.edge_at(end + 1)


def _bold(text: str, marker: Marker, until: int) -> Title | None:
    """**一、加强领导** and 1. **报名**: the marks of Markdown say where a title ends."""
    start = marker.after
    opened = 2 if not marker.bold and text.startswith("**", start) else 0
    if not opened and not marker.bold:
        return None
    close = text.find("**", start + opened, min(until, start + LINE_TITLE_LENGTH))
    if close <= start + opened:
        return None
    inside = close + opened  # with the closing marks where the opening ones stand inside too
    after = close + 2
    return Title(inside, after + (text[after : after + 1] in ("：", ":", "。")), Trust.SURE)


def _paragraph_end(squeezed: Squeezed, start: int, until: int) -> int:
    """The end of the line; where line breaks are lost, of the words up to a space that no sentence has."""
    if squeezed.lined:
        return min(squeezed.line_end(start), until)
    text = squeezed.text
    for at in range(start + 2, min(until, start + LINE_TITLE_LENGTH + 1)):
        if (
            squeezed.gap[at] >= SPACE
            and text[at - 1] in "）)”》"
            or squeezed.gap[at] >= SPACE
            and "一" <= text[at - 1] <= "鿿"
        ):
            return at
    return until


def _sentence_end(squeezed: Squeezed, start: int, until: int) -> int:
    """The first full stop, colon or semicolon; `until` where there is none near."""
    at = start
    while match := _SENTENCE_END.search(squeezed.text, at, min(until, start + _LOOK)):
        if not squeezed.enclosed[match.start()]:
            return match.start()
        at = match.end()
    return until


def _whole_line(squeezed: Squeezed, marker: Marker, line_end: int, until: int, parent: bool) -> Title:
    start = marker.after
    words = squeezed.text[start:line_end]
    ends_anywhere = line_end == until and not squeezed.edge_at(until) and not parent
    if ends_anywhere and (at := cut(squeezed, start, line_end)):
        return Title(at, at, Trust.SURE)
    if obliges(words) or _goes_on(squeezed, start, line_end):
        return Title(start, start, Trust.NONE)
    if not squeezed.lined and "，" in words:  # the space may be a page's end within a sentence
        if words.count("，") > 1 or STATES.search(words) or LEANS.search(words):
            return Title(start, start, Trust.NONE)
        return Title(line_end, line_end, Trust.UNLESS_ALONE)
    return Title(line_end, line_end, Trust.SURE)


def _goes_on(squeezed: Squeezed, start: int, at: int) -> bool:
    """Whether the space is no lost line break: what stands around it is one name of who must act."""
    subject = SUBJECT.match(squeezed.text, start) if not squeezed.lined else None
    return bool(subject and subject.end() > at and not _ANEW.match(squeezed.text, at))


def _sentence(squeezed: Squeezed, words: str, start: int, end: int, until: int, parent: bool) -> Title:
    """A title that ends in a full stop, before its prose: 一、加强领导。各单位要…"""
    nothing = Title(start, start, Trust.NONE)
    alone = end + 1 >= until
    if alone and not parent:
        return nothing
    long = "，" in words or len(words) > SHORT_TITLE
    if not alone and squeezed.breaks_at(end + 1) and long and not _apart(squeezed, end, until):
        return nothing
    if obliges(words) or STATES.search(words):
        if len(words) <= _SLOGAN and not STATES.search(words) and not _SOMEBODY_MUST.match(words):
            return Title(end, end + 1, Trust.UNLESS_ALONE)
        fits = len(words) <= SHORT_TITLE and "，" not in words and not SUBJECT.match(words)
        return Title(end, end + 1, Trust.WITH_BETTER) if fits else nothing
    sure = ASKING_HEADING.match(words) and len(words) <= SHORT_TITLE and "，" not in words and until - end > _SOME
    return Title(end, end + 1, Trust.SURE if sure else Trust.UNLESS_ALONE)
