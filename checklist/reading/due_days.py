"""Deadlines that name a day: 于3月5日17:30前, 月底前, 4月15日—19日."""

from __future__ import annotations

import calendar
import datetime
import re

from checklist.reading import dates
from checklist.reading.moments import CLOCK, Deadline, clock

_DAY = (
    r"(?:(?P<year>(?:20|19)\d\d)年|(?P<next>明年|次年)|(?P<this>今年|本年))?(?:(?<!\d)(?P<month>\d{1,2}|"
    r"[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?|份?(?P<part>底|末|"
    r"上旬|中旬|下旬))|(?P<month_end>本月底|(?<![\d一二三四五六七八九十])月底)|(?P<year_end>年底|年末))"
)
_BEFORE = r"(?P<before>(?:下班)?[之以]?前|截止|为止|止|内)"
_DATE = re.compile(
    rf"(?P<lead>(?:即日起|自即日起)?(?:截止(?:时间|日期)?[为是：:]?|截[至止]到?|务必[于在]|务于|"
    rf"最迟|不迟于|不晚于|请[于在]|[于在至到])?)(?:{_DAY})(?:[（(][^）)]{{1,8}}[）)])?(?:{CLOCK})?{_BEFORE}?"
)
_DASH = r"(?:—+|－|-|–|~|～|至|到)"
# From one day to another: the last one counts. 于4月15日—19日, 即日起至6月20日.
_WINDOW = re.compile(
    rf"(?P<lead>请?[于在]|自|从)?(?:(?P<first_year>(?:20|19)\d\d)年)?(?P<first_month>\d{{1,2}})月\d{{1,2}}[日号]?"
    rf"(?:[（(][^）)]{{1,8}}[）)])?(?:(?:上午|下午)?\d{{1,2}}[:：时点]\d{{0,2}})?{_DASH}"
    rf"(?:(?P<year>(?:20|19)\d\d)年)?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})[日号]?(?:{CLOCK})?"
    r"(?P<before>[之以]?前)?"
)
_DOTTED = re.compile(
    r"(?P<lead>截[至止]?(?:时间|日期)?[为是：:]?|"
    r"[于在至])?(?P<year>20\d\d)[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?=\D|$)"
)
_DUE_LEAD = re.compile(r"截|务|最迟|不迟|不晚|请")
_HANDS_IN = re.compile(r"报|提交|反馈|寄|发送|发至|发布在|公布在|完成|上传|回复|交")
_AFTERWARDS = re.compile(
    r"^(?:[日号]?[至到—－-]|起|开始|以来|以后|之后|后|印发|发布(?!在)|召开|举[行办]|的|期间|前后|出版|实施|施行)"
)


def find(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    """The day that squeezed Chinese sets for an act, if any; days of events and of counting are none."""
    return _window(text, issued_on, year) or _single(text, issued_on, year) or _dotted(text)


def last_of_heading(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    """The day a heading of a stage closes it with: 自查阶段（6月1日至20日）, 整改（9月底前）."""
    for match in _WINDOW.finditer(text):
        day = _last(match, issued_on, year)
        if day:
            return Deadline(f"{day.isoformat()}{clock(match)}", match.start(), match.end())
    for match in _DATE.finditer(text):
        if (
            match["before"]
            or match["part"]
            or match["month_end"]
            or match["lead"].endswith(("至", "到"))
            and "即日" in text
        ):
            day = _day(match, issued_on, year)
            if day:
                return Deadline(f"{day.isoformat()}{clock(match)}", match.start(), match.end())
    return None


def closed(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    """The moment something closes: 4月12日17时关闭, 截止时间为4月30日."""
    for match in _DATE.finditer(text):
        if "截" in match["lead"] or re.match("关闭|截止|结束", text[match.end() : match.end() + 2]):
            day = _day(match, issued_on, year)
            if day:
                return Deadline(f"{day.isoformat()}{clock(match)}", match.start(), match.end())
    return None


def _single(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    for match in _DATE.finditer(text):
        lead = match["lead"] or ""
        if not (match["before"] or _DUE_LEAD.search(lead)):
            closing = lead.startswith(("即日起", "自即日起")) and lead.endswith(("至", "到"))
            handed_in = lead.endswith(("于", "在", "至", "到")) and _HANDS_IN.search(
                text, match.end(), match.end() + 12
            )
            if not (closing or handed_in) or _AFTERWARDS.match(text[match.end() :]):
                continue
        elif match["before"] is None and _AFTERWARDS.match(text[match.end() :]):
            continue
        if match["before"] == "内" and not (match["month_end"] or match["year_end"] or match["part"]):
            continue
        if match["before"] and re.match("(?:出版|印发|发布(?!在)|已|成立|取得|获得|的)", text[match.end() :]):
            continue
        day = _day(match, issued_on, year)
        if day:
            return Deadline(f"{day.isoformat()}{clock(match)}", match.start(), match.end())
    return None


def _window(text: str, issued_on: datetime.date | None, year: int | None) -> Deadline | None:
    for match in _WINDOW.finditer(text):
        behind = text[match.end() :]
        during = behind.startswith("期间") and match["lead"].endswith("于") if match["lead"] else False
        if not match["lead"] or _AFTERWARDS.match(behind) and not during:
            continue
        day = _last(match, issued_on, year)
        if day:
            return Deadline(f"{day.isoformat()}{clock(match)}", match.start(), match.end())
    return None


def _dotted(text: str) -> Deadline | None:
    for match in _DOTTED.finditer(text):
        day = dates.make(int(match["year"]), int(match["month"]), int(match["day"]))
        behind = re.match(r"[之以]?前|止|截", text[match.end() : match.end() + 2])
        if day and (behind or (match["lead"] or "").startswith("截")):
            return Deadline(day.isoformat(), match.start(), match.end() + (behind.end() if behind else 0))
    return None


def _last(match: re.Match[str], issued_on: datetime.date | None, year: int | None) -> datetime.date | None:
    stated = match["year"] or match["first_year"]
    of_year = int(stated) if stated else issued_on.year if issued_on else year
    if not of_year:
        return None
    first, month = int(match["first_month"]), int(match["month"] or match["first_month"])
    day = dates.make(of_year + (month < first and not match["year"]), month, int(match["day"]))
    return _over_new_year(day, issued_on, bool(stated))


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
    return _over_new_year(day, issued_on, bool(match["year"] or match["next"] or match["this"]))


def _over_new_year(day: datetime.date | None, issued_on: datetime.date | None, stated: bool) -> datetime.date | None:
    """Issued in December, due in January: of the next year."""
    if day and issued_on and not stated and (issued_on - day).days > 180:
        return dates.make(day.year + 1, day.month, day.day)
    return day


def _in_month(of_year: int, month: int, part: str) -> datetime.date | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(of_year, month)[1]
    return datetime.date(of_year, month, {"上旬": 10, "中旬": 20}.get(part, last))
