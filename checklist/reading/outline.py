"""Headings and numbered paragraphs. Line breaks may be lost, so numbers carry the structure: a number counts only
where it continues its own list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checklist.reading import dates
from checklist.reading.squeezing import LINE, SPACE, Squeezed

_MARKER = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十]{1,3}章)|(?P<article>第[一二三四五六七八九十百\d]{1,4}条)"
    r"|(?P<han>[一二三四五六七八九十]{1,3}[、．.])|(?P<enclosed_han>[（(][一二三四五六七八九十]{1,3}[）)][、．.]?)"
    r"|(?P<enclosed_digit>[（(]\d{1,2}[）)][、．.]?)|(?P<digit>\d{1,2}(?:[．、]|\.(?!\d)))"
)
_OBLIGES = re.compile(
    r"(?<![重主需必简])要(?![求素点闻])|应当|必须|务必|不得|严禁|请各|\d{1,2}月\d|"
    r"(?<![相响供适对效反])应(?![急对用])|(?<!无)须"
)
_SUBJECT = re.compile(
    r"(?:请)?(?:各|全体|全市|全省|所有|有关|本|参会|与会|申报)[^，。；：]{1,24}?(?:要|应|须|务必|必须|请)"
)
_TOPIC = re.compile(
    r"[^，。；：、的]{0,7}?(?:时间|地点|重点|方式|要求|内容|对象|目标|范围|事项|步骤|原则|任务|措施|条件|"
    r"程序|材料|办法|流程|主题|职责|分工|标准|费用|名额)+(?![和与及、的，。：之性])"
)
_SENTENCE_END = re.compile(r"[。！？；：:!?;]")
TITLE_LENGTH = 30
SHORT_TITLE = 16  # a paragraph that is one longer sentence is an item of a list, not a title
LINE_TITLE_LENGTH = 60


@dataclass
class Section:
    """A heading and the prose under it, up to the next heading; positions are those of the squeezed text."""

    style: str
    level: int
    start: int
    title_end: int
    body: int
    end: int
    titled: bool
    path: tuple[int, ...] = ()  # indices of the headings above and of this one


def sections(squeezed: Squeezed, start: int, end: int) -> list[Section]:
    markers = _markers(squeezed, start, end)
    found: list[Section] = []
    stack: list[int] = []
    for index, (at, after, style) in enumerate(markers):
        until = markers[index + 1][0] if index + 1 < len(markers) else end
        following = markers[index + 1][2] if index + 1 < len(markers) else ""
        styles = [found[i].style for i in stack]
        if style in styles:
            del stack[styles.index(style) :]
        stack.append(index)
        childless = not following or following == style or following in styles
        title_end, body = _title(squeezed, after, until, childless)
        titled = title_end > after
        found.append(Section(style, len(stack), at, title_end, body, until, titled, tuple(stack)))
    return found


def _markers(squeezed: Squeezed, start: int, end: int) -> list[tuple[int, int, str]]:
    """Numbers that open a paragraph, each following the one before it in its own list."""
    text = squeezed.text
    without_lines = not any(
        squeezed.gap[m.start()] >= LINE and m.start() > start for m in _MARKER.finditer(text, start, end)
    )
    latest: dict[str, int] = {}
    found = []
    candidates = [match for match in _MARKER.finditer(text, start, end) if not squeezed.enclosed[match.start()]]
    for match in candidates:
        at, style = match.start(), str(match.lastgroup)
        value = dates.number(re.sub(r"[^一二三四五六七八九十\d]", "", match.group()))
        opens_line = squeezed.gap[at] >= LINE or at == start
        before = text[at - 1] if at else "。"
        if before.isdigit() and not opens_line:
            continue
        follows = value == 1 or value == latest.get(style, 0) + 1
        if opens_line:
            fits = follows or (value > 1 and (style != "digit" or value == latest.get(style, 0) + 2))
        elif before in "。；！？：》”）" or squeezed.gap[at] >= SPACE:
            fits = follows and (before != "：" or without_lines)
        else:
            fits = (
                follows
                and without_lines
                and style in ("han", "enclosed_han", "digit")
                and (value == 1 or style in latest)
            )
        if fits and _leads_on(text, match, end):
            latest[style] = value
            if style == "han":
                latest.pop("digit", None)
            found.append((at, match.end(), style))
    return found


def _leads_on(text: str, match: re.Match[str], end: int) -> bool:
    """A number needs words behind it: not 1、2、3 in a row, not a unit or a quantity."""
    after = match.end()
    return after < end and not re.match(
        r"\d{1,2}[、，.．；。]|[、，。；．]|[一二三四五六七八九十]、", text[after : after + 3]
    )


def _title(squeezed: Squeezed, start: int, until: int, childless: bool) -> tuple[int, int]:
    """Where the title that starts here ends, and where the prose under it begins; empty where there is none."""
    text = squeezed.text
    line_end = min(squeezed.line_end(start), until)
    stop = start
    while True:
        match = _SENTENCE_END.search(text, stop, min(until, start + 200))
        if not match or not squeezed.enclosed[match.start()]:
            break
        stop = match.end()
    sentence_end = match.start() if match else until
    if line_end <= sentence_end and line_end - start <= LINE_TITLE_LENGTH and text[line_end - 1] not in "，、：":
        words = text[start:line_end]
        cut = _cut(squeezed, start, line_end) if line_end == until and not squeezed.breaks_at(until) else line_end
        if cut < line_end:
            return cut, cut
        return (line_end, line_end) if not _OBLIGES.search(words) else (start, start)
    words = text[start:sentence_end]
    alone = sentence_end + 1 >= until and childless
    if match and match.group() in "：:":
        fits = len(words) <= 15 and not _OBLIGES.search(words) and "，" not in words
        return (sentence_end, sentence_end + 1) if fits else (start, start)
    if (
        match
        and match.group() == "。"
        and len(words) <= TITLE_LENGTH
        and words.count("，") <= 1
        and not _OBLIGES.search(words)
    ):
        item = squeezed.breaks_at(sentence_end + 1) and ("，" in words or len(words) > SHORT_TITLE)
        return (start, start) if alone or item else (sentence_end, sentence_end + 1)
    cut = _cut(squeezed, start, sentence_end)
    return (cut, cut) if cut < sentence_end else (start, start)


def _cut(squeezed: Squeezed, start: int, end: int) -> int:
    """Where a title ends whose line break is lost: at a space, after a noun that names a topic, before who must act."""
    text = squeezed.text
    for at in range(start + 3, min(end, start + LINE_TITLE_LENGTH)):
        if squeezed.gap[at] == SPACE and "一" <= text[at - 1] <= "鿿" and "一" <= text[at] <= "鿿":
            return at
    subject = _SUBJECT.search(text, start, min(end, start + 80))
    if (
        subject
        and 4 <= subject.start() - start <= LINE_TITLE_LENGTH
        and not _OBLIGES.search(text[start : subject.start()])
    ):
        return subject.start()
    topic = _TOPIC.match(text, start, end)
    if topic and topic.end() < end:
        return topic.end()
    return end
