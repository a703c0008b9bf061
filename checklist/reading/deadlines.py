"""When something is due: the words of the notice into one short grammar, and that grammar into a moment.

Grammar: 2020-02-20 · 2020-02-20 17:30 · daily · daily 13:00 · weekly · weekly Mon,Thu 10:00 · monthly · monthly day 7 ·
relative: words. Vague words (及时, 近期, 尽快) set no deadline, but are kept as what the notice said.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from checklist.reading import dates

_N = r"[\d一二三四五六七八九十两]{1,3}"
_CLOCK = (
    r"(?:(?P<half>上午|下午|晚上?|中午|早上?|凌晨)?(?P<hour>\d{1,2})(?:[:：](?P<minute>\d\d)|"
    r"[时点](?P<minute2>\d{1,2})?分?|时整)?(?P<half_past>半)?)"
)
_DAY = (
    r"(?:(?P<year>(?:20|19)\d\d)年|(?P<next>明年|次年)|(?P<this>今年|本年))?(?:(?<!\d)(?P<month>\d{1,2}|"
    r"[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?|(?P<part>底|末|"
    r"上旬|中旬|下旬))|(?P<month_end>本月底|(?<![\d一二三四五六七八九十])月底)|(?P<year_end>年底|年末))"
)
_BEFORE = r"(?P<before>[之以]?前|截止|为止|止|内)"
_DATE = re.compile(
    rf"(?P<lead>(?:即日起|自即日起)?(?:截止时间[为是：:]?|截止日期[为是：:]?|截[至止]到?|务必[于在]|务于|"
    rf"最迟|不迟于|不晚于|请[于在]|[于在至到])?)(?:{_DAY})(?:[（(][^）)]{{1,8}}[）)])?(?:{_CLOCK})?{_BEFORE}?"
)
_DOTTED = re.compile(r"(?P<year>20\d\d)[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?=\D|$)")
_DUE_LEAD = re.compile(r"截|务|最迟|不迟|不晚|请")
_HANDS_IN = re.compile(r"报送|上报|报至|报到|提交|反馈|寄|发送|发至|填报|完成|上传|回复|交")
_AFTERWARDS = re.compile(r"^(?:至|到|—|-|－|起|开始|以来|以后|之后|后|印发|发布|召开|举[行办]|的)")
_DAILY = re.compile(rf"(?:每[日天]|每个工作日)(?:的)?(?:{_CLOCK})?(?:[之以]?前)?")
_WEEKLY = re.compile(
    rf"每(?:周|星期)(?P<days>[一二三四五六日天](?:[、和及，]?(?:每?周|"
    rf"星期)?[一二三四五六日天])*)?(?!次)(?:{_CLOCK})?(?:[之以]?前)?"
)
_MONTHLY = re.compile(r"每(?:个)?月(?:的)?(?P<day>\d{1,2})?[日号]?(?:[之以]?前)?")
_OTHER_PERIOD = re.compile(r"每(?:个)?(?:季度|半年|年度?)(?:末|初)?(?:\d{1,2}月(?:底|\d{1,2}日)?)?(?:[之以]?前)?")
_RELATIVE = re.compile(
    rf"(?:自|从|在|于)?[^，。；：、]{{0,16}}?(?:之日起|印发后|下发后|发布后|收到[^，。；：]{{0,8}}后|结束后|"
    rf"发现后|[后後])(?:的)?{_N}(?:个)?(?:工作日|小时|日|天|周|个?月)(?:之?内|前)"
    rf"|(?<!近)(?<!\d){_N}个?(?:工作日|小时|日|天|周|个月)之?内(?=[^活的]|$)"
    rf"|(?:会|活动|培训|考试|开展|报名|举办)?[^，。；：、的]{{0,6}}(?:前|提前){_N}(?:个)?(?:工作日|小时|日|"
    rf"天|周)(?!之?内|之?前|以前)"
)
_VAGUE = re.compile(
    r"第一时间|即日起|近期|近日|尽快|尽早|立即|马上|即刻|立刻|迅速|及时|抓紧|加紧|加快|随时|定期|按时|按期|如期"
)
_WEEKDAYS = dict(zip("一二三四五六日天", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Sun"), strict=True))
_ABSOLUTE = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d):(\d\d))?")


class Deadline(NamedTuple):
    """What is due when, in the grammar above (None where the words are vague), and where the words stand."""

    value: str | None
    start: int
    end: int


def find(text: str, issued_on: datetime.date | None, year: int | None = None) -> Deadline | None:
    """The deadline that squeezed Chinese sets, if any: a moment before a period, a period before vague words."""
    for search in (_absolute, _recurring, _relative, _vague):
        found = search(text, issued_on, year)
        if found:
            return found
    return None


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


def _absolute(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    for match in _DATE.finditer(text):
        if not (match["before"] or _DUE_LEAD.search(match["lead"] or "")):
            handed_in = (match["lead"] or "").endswith(("于", "在", "至", "到")) and _HANDS_IN.search(
                text, match.end(), match.end() + 12
            )
            if not handed_in or _AFTERWARDS.match(text[match.end() :]):
                continue
        elif match["before"] is None and _AFTERWARDS.match(text[match.end() :]):
            continue
        if match["before"] == "内" and not (match["month_end"] or match["year_end"] or match["part"]):
            continue
        day = _day(match, issued_on, year)
        if day:
            return Deadline(f"{day.isoformat()}{_clock(match)}", match.start(), match.end())
    for match in _DOTTED.finditer(text):
        day = dates.make(int(match["year"]), int(match["month"]), int(match["day"]))
        if day and re.match(r"[之以]?前|止|截", text[match.end() : match.end() + 2]):
            return Deadline(day.isoformat(), match.start(), match.end() + 1)
    return None


def _day(match: re.Match[str], issued_on: datetime.date | None, year: int | None) -> datetime.date | None:
    if match["year"]:
        of_year = int(match["year"])
    elif issued_on:
        of_year = issued_on.year + bool(match["next"])
    elif year:
        of_year = year + bool(match["next"])
    else:
        return None
    if match["year_end"]:
        return datetime.date(of_year, 12, 31)
    if match["month_end"]:
        return _in_month(of_year, issued_on.month, "底") if issued_on else None
    month = dates.number(match["month"])
    day = (
        dates.make(of_year, month, dates.number(match["day"]))
        if match["day"]
        else _in_month(of_year, month, match["part"])
    )
    stated = match["year"] or match["next"] or match["this"]
    if day and issued_on and not stated and (issued_on - day).days > 180:  # issued in December, due in January
        return dates.make(of_year + 1, day.month, day.day)
    return day


def _in_month(of_year: int, month: int, part: str) -> datetime.date | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(of_year, month)[1]
    return datetime.date(of_year, month, {"上旬": 10, "中旬": 20}.get(part, last))


def _clock(match: re.Match[str]) -> str:
    if not match["hour"]:
        return ""
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"] or (30 if match["half_past"] else 0))
    if match["half"] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    return f" {hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""


def _recurring(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    if match := _WEEKLY.search(text):
        days = ",".join(dict.fromkeys(_WEEKDAYS[day] for day in re.sub("[^一二三四五六日天]", "", match["days"] or "")))
        return Deadline(
            " ".join(filter(None, ("weekly", days, _clock(match).strip() if days else ""))), match.start(), match.end()
        )
    if match := _DAILY.search(text):
        return Deadline(f"daily{_clock(match)}", match.start(), match.end())
    if match := _MONTHLY.search(text):
        return Deadline(f"monthly day {int(match['day'])}" if match["day"] else "monthly", match.start(), match.end())
    if match := _OTHER_PERIOD.search(text):
        return Deadline(f"relative: {match.group()}", match.start(), match.end())
    return None


def _relative(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    match = _RELATIVE.search(text)
    return Deadline(f"relative: {match.group()}", match.start(), match.end()) if match else None


def _vague(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    match = _VAGUE.search(text)
    return Deadline(None, match.start(), match.end()) if match else None
