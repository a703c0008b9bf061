"""Where one document of a text ends and the next begins: a forwarded notice follows the one that forwards it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from checklist.reading import dates
from checklist.reading.headline import ABOUT, TITLE_LENGTH, title_at
from checklist.reading.letterhead import Letterhead
from checklist.reading.names import is_name
from checklist.reading.salutations import SOMEBODY
from checklist.reading.signature import close_letterhead
from checklist.reading.squeezing import SPACE, Squeezed
from checklist.reading.top_of_page import open_letterhead

_NUMBER = re.compile(r"[〔﹝\[［【（(](?:19|20)\d\d[〕﹞\]］】）)]第?\d{1,5}号")
_BRACKETED = re.compile(r"[一-鿿]{1,8}[（(][一-鿿]{1,6}[）)][一-鿿]{0,4}")
_CITING = re.compile(r"^(?:按照?|根据|依据|对照|落实|贯彻|参照|遵照|执行|附件?|见|经)")
_FORWARDS = re.compile(r"转发|批转")
_NEXT_DOCUMENT = re.compile(r"(?:印发|[（(][^）)]{1,20}[）)])?([^。；：:]{4,110}通知)([^。；：:]{2,120})[：:]")
_NOTICE = re.compile(r"(?:通知|通告|公告|函|意见)(?:[（(][^）)]{1,14}[）)])?$")
_TITLE_WORD = re.compile(r"关于|转发|印发")
_DATE_END = re.compile(r"日(?:印发)?$")
_DATE_BEFORE = re.compile(r"[月年][\d一二三四五六七八九十]{1,3}日|^[\d一二三四五六七八九十]{0,3}日(?:印发)?")
_STOPS = "。：；:;！!"
_MOST_ISSUERS = 12
MOST_DOCUMENTS = 100  # a file with more is a collection; its tail stays in the last part


def letterheads(squeezed: Squeezed) -> list[Letterhead]:
    """The documents in the text, in order; there is always at least one."""
    numbers = _free_numbers(squeezed)
    numbered = [at for at, _, _ in numbers]
    later = _later_documents(squeezed)
    titled = _titles(squeezed)
    found: list[Letterhead] = []
    start = 0
    while True:
        head = open_letterhead(squeezed, start, numbers)
        forwards = _FORWARDS.search(squeezed.text, head.title_span[0], head.body + 300) if head.title_span else None
        head.end = min(
            _after(numbered, head.body),
            _after(later, head.body),
            _after(titled, head.body) if forwards else len(squeezed),
            len(squeezed),
        )
        close_letterhead(squeezed, head)
        found.append(head)
        if head.end >= len(squeezed) or head.end <= start or len(found) >= MOST_DOCUMENTS:
            break
        start = head.end
    _assign_roles(found, squeezed)
    return found


def _assign_roles(found: list[Letterhead], squeezed: Squeezed) -> None:
    for number, head in enumerate(found):
        lead = squeezed.text[head.body : head.body + 600]
        if number:
            head.role = "forwarded"
        elif len(found) > 1 and (_FORWARDS.search(head.title or "") or _FORWARDS.search(lead)):
            head.role = "forwarding"
    if found[0].role is None:
        for head in found:
            head.role = None


def _free_numbers(squeezed: Squeezed) -> list[tuple[int, int, int]]:
    """Document numbers that head a document, not those cited in prose: (start with its letterhead, start, end)."""
    text, found = squeezed.text, []
    for match in _NUMBER.finditer(text):
        end = match.end()
        if squeezed.enclosed[match.start()]:
            continue
        start = match.start()
        while (
            start
            and match.start() - start < 24
            and "一" <= text[start - 1] <= "鿿"
            and not squeezed.gap[start] >= SPACE
        ):
            start -= 1
        start = _with_bracket(squeezed, start, match.start())
        for word in ("文件", "通知", "字号", "文号"):
            at = text.rfind(word, start, match.start())
            start = max(start, at + 2 if at >= 0 else start)
        prefix = text[start : match.start()]
        anchored = (
            start == 0
            or squeezed.gap[start] >= SPACE
            or text[start - 2 : start] in ("文件", "通知", "字号", "文号")
            or text[start - 1] in "。）)：:"
        )
        heads = (
            end >= len(text)
            or squeezed.gap[end] >= SPACE
            or ABOUT.match(text, end)
            or text[end] in "各签★"
            or (text[end] == "《" and start == 0)
            or text.startswith("文件", start - 2)
        )
        if not 1 <= len(prefix) <= 14 or not anchored or not heads or _CITING.match(prefix):
            continue
        found.append((_letterhead_start(squeezed, start), start, end))
    return found


def _with_bracket(squeezed: Squeezed, start: int, end: int) -> int:
    """Where the number begins when a bracket stands within its words: 松办（函）〔2021〕7号."""
    if squeezed.edge_at(start):
        return start
    said = squeezed.text.rfind("通知", end - 16, end)
    head = max(squeezed.edge_before(end), said + 2 if said >= 0 else 0)
    return head if _BRACKETED.fullmatch(squeezed.text, head, end) else start


def _letterhead_start(squeezed: Squeezed, number_start: int) -> int:
    """Above a number stands who issues: 某某局文件, with others above it, or the name alone."""
    text, at = squeezed.text, number_start
    if text.startswith("文件", number_start - 2):
        at = number_start - 2
        while at and number_start - at < 42 and "一" <= text[at - 1] <= "鿿" and not squeezed.edge_at(at):
            at -= 1
        dated = _DATE_BEFORE.search(text, at, number_start)
        at = dated.end() if dated else at
    elif titled := _title_above(squeezed, at):
        return titled
    for _ in range(_MOST_ISSUERS):
        above = squeezed.edge_before(at)
        if not at or above >= at or not is_name(text[above:at]) or _TITLE_WORD.search(text[above:at]):
            return at
        if at == number_start and not squeezed.lined and not _DATE_END.search(text, max(0, above - 12), above):
            return at  # without lines this may as well be the signature of the paper before
        at = above
    return at


def _title_above(squeezed: Squeezed, at: int) -> int | None:
    """Where the title begins that ends at this place; the number stands beneath it then."""
    least = max(0, at - TITLE_LENGTH)
    stop = max(squeezed.text.rfind(mark, least, at) for mark in _STOPS)
    begin = max(stop + 1, squeezed.edge_before(at))
    title = title_at(squeezed, begin) if begin > least else None
    return begin if title and title[2] and title[1] == at else None


def _after(positions: list[int], at: int) -> int:
    """The first of the sorted positions behind at; past every text where there is none."""
    index = bisect_right(positions, at)
    return positions[index] if index < len(positions) else sys.maxsize


def _later_documents(squeezed: Squeezed) -> list[int]:
    """Notices that follow the date of the one before, with their own titles and their own addressees."""
    found = []
    for date in dates.full_dates(squeezed.text):
        match = _NEXT_DOCUMENT.match(squeezed.text, date.end)
        if (
            match
            and not squeezed.enclosed[date.start]
            and ABOUT.search(match.group(1))
            and SOMEBODY.search(match.group(2))
        ):
            found.append(match.start(1))
    return found


def _titles(squeezed: Squeezed) -> list[int]:
    """Where the title of a notice stands on its own behind a full stop or a date: that of one passed on."""
    text, found = squeezed.text, []
    for at in squeezed.edges:
        if at and text[at - 1] not in "。！!日；" or squeezed.enclosed[at]:
            continue
        title = title_at(squeezed, at)
        if title and title[2] and squeezed.edge_at(title[1]) and _NOTICE.search(text, title[1] - 16, title[1]):
            found.append(at)
    return found
