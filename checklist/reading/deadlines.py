"""When something is due: the words of the notice into one short grammar, and that grammar into a moment.

Grammar: 2020-02-20 · 2020-02-20 17:30 · daily · daily 13:00 · weekly · weekly Mon,Thu 10:00 · monthly · monthly day 7 ·
relative: words. Vague words (及时, 近期, 尽快) set no deadline, but are kept as what the notice said.
"""

from __future__ import annotations

import datetime
import re

from checklist.reading import due_days, recurring
from checklist.reading.moments import Deadline

__all__ = ["Deadline", "due", "find", "of_heading"]

_N = r"[\d一二三四五六七八九十两]{1,3}"
_RELATIVE = re.compile(
    rf"(?:自|从|在|于)?[^，。；：、]{{0,16}}?(?:之日起|印发后|下发后|发布后|收到[^，。；：]{{0,8}}后|结束后|"
    rf"发现后|[后後])(?:的)?{_N}(?:个)?(?:工作日|小时|分钟|日|天|周|个?月)(?:之?内|前)"
    rf"|(?<=[于在])当[日天](?!晚|起|的)|(?<!近)(?<!\d){_N}个?(?:工作日|小时|分钟|日|天|周|个月)之?内(?=[^活的]|$)"
    rf"|[^，。；：、的\d]{{2,14}}?(?<![月年第近])\d{{1,3}}个?(?:工作日|日|天|小时)(?:之|"
    rf"以)?前(?![一-鿿]{{0,2}}(?:发布|印发))"
    rf"|(?:会|活动|培训|考试|开展|报名|举办)?[^，。；：、的]{{0,14}}(?:前|提前){_N}(?:个)?(?:工作日|小时|日|"
    rf"天|周|月)(?!之?内|之?前|以前)"
)
_JOINED = re.compile(
    r"^(?:[^，]*?(?:应当?|必须|须|要|需|请|务必|(?<![现存所])[于在])(?=[^内]{2,})|并且?|同时|自觉|且)+"
)
# Before something happens whose day the notice does not repeat.
_EVENT = (
    r"(?:放假|暑假|寒假|节假日|假期|离校|来临|到来|开学|返校|返岗|春节|国庆|中秋|元旦|端午|五一|清明|节日|汛期|入汛|"
    r"入冬|"
    r"开幕|竣工|投产|上线|赛前|考前|会前|节前|汛前|冬前)"
)
_BEFORE_EVENT = re.compile(
    rf"(?:[^，。；：、在于保\d]{{0,10}}?{_EVENT}[^，。；：、的\d]{{0,2}}(?<!前)(?:之|以)?前|(?<![一-鿿])在?(?:汛|节|"
    rf"会|赛|考|冬|入冬|入汛|国庆节|春节)前(?=完成|开展|组织|进行|再|对|要|将|，|$))(?!\d|后|期|期间|提|往|来)"
)
_ACT_AHEAD = re.compile("[^，]{0,8}?(?:进行|开展|组织|完成|做好)(?:一次)?(?=.)")
_VAGUE = re.compile(
    r"第一时间|即日起|近期|近日|尽快|尽早|立即|马上|即刻|立刻|迅速|及时|抓紧|加紧|加快|随时|定期|按时|按期|如期|限期|"
    r"当场|适时|及早"
)
_ABSOLUTE = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d):(\d\d))?")


def find(text: str, issued_on: datetime.date | None, year: int | None = None) -> Deadline | None:
    """The deadline that squeezed Chinese sets, if any: a moment before a period, a period before vague words."""
    again = recurring.find(text) if re.search("每|[日周]报", text) else None
    day = due_days.find(text, issued_on, year)
    if day and not (again and again.start <= day.start < again.end):
        return day
    return again or _relative(text) or _vague(text)


def of_heading(text: str, issued_on: datetime.date | None, year: int | None = None) -> str | None:
    """The day by which a heading closes what stands under it: 自查阶段（即日起至6月20日）."""
    found = due_days.last_of_heading(text, issued_on, year)
    return found.value if found else None


def closing(text: str, issued_on: datetime.date | None, year: int | None = None) -> str | None:
    """The day that a section of times closes with: 截止4月30日, 3月1日至4月30日, 4月12日17时关闭."""
    found = due_days.last_of_heading(text, issued_on, year) or due_days.closed(text, issued_on, year)
    return found.value if found else None


def due(deadline: str | None) -> tuple[datetime.date, datetime.time | None] | None:
    """The day, and the time where one is given, of an absolute deadline; None for every other kind.

    24:00 is the last minute of its day, so that the day stays the one the notice names.
    """
    match = _ABSOLUTE.fullmatch(deadline or "")
    if not match:
        return None
    try:
        day = datetime.date.fromisoformat(match[1])
        if match[2] is None:
            return day, None
        if match[2] == "24":
            return day, datetime.time(23, 59)
        return day, datetime.time(int(match[2]), int(match[3]))
    except ValueError:
        return None


def _relative(text: str) -> Deadline | None:
    match = _RELATIVE.search(text)
    if match:
        joined = _JOINED.match(match.group())
        start = match.start() + (joined.end() if joined else 0)
        return Deadline(f"relative: {text[start : match.end()]}", start, match.end())
    event = _BEFORE_EVENT.search(text)
    if event and not re.search("不得|严禁|禁止|不准", text):
        act = _ACT_AHEAD.match(event.group())
        start = event.start() + (act.end() if act else 0)
        return Deadline(f"relative: {text[start : event.end()]}", start, event.end())
    return None


def _vague(text: str) -> Deadline | None:
    match = _VAGUE.search(text)
    return Deadline(None, match.start(), match.end()) if match else None
