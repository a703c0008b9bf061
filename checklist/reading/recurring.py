"""Deadlines that come again: 每日13时前, 每周五, 每月7日前, 每季度."""

from __future__ import annotations

import re

from checklist.reading.moments import CLOCK, UNTIL, Deadline, clock

_ASIDE = r"(?:[（(][^）)]{1,30}[）)])?"
_DAILY = re.compile(rf"(?:每[日天]|每个工作日){_ASIDE}(?:的)?(?:{CLOCK})?(?:[之以]?前)?")
_WEEKLY = re.compile(
    rf"每(?:个)?(?:周|星期)(?P<days>[一二三四五六日天](?:[、和及，]?(?:每?周|"
    rf"星期)?[一二三四五六日天])*)?(?!次){_ASIDE}(?:{CLOCK}{UNTIL})?(?:下班)?(?:[之以]?前)?"
)
_MONTHLY = re.compile(r"每(?:个)?月(?:的)?(?:(?P<day>\d{1,2})[日号]?|(?P<end>月?[底末]|上旬|中旬|下旬))?(?:[之以]?前)?")
_OTHER_PERIOD = re.compile(
    r"每(?:个)?(?:季度?|半年|学期|年度?)(?:的)?(?:末|初)?(?:第?[\d一二三四]{1,2}个?月(?:底|\d{1,2}日)?|"
    r"(?:首|末)月|结束)?(?:[后]?\d{1,2}个?(?:工作)?[日天]内)?(?:[之以]?前)?"
    r"|每(?:隔)?(?:\d{1,2}个?)?(?:小时|分钟)|(?:至少)?每(?:隔)?(?:\d{1,2}|[二三四五六七八九十两])个?(?:小时|分钟|天|日|周|个?月|年)"
)
# Reports that have the day in their name: 日报制度, 坚持“日报告”.
_DAILY_REPORTS = re.compile(r"(?<![\d一二三四五六七八九十即当今次民])日报(?:告)?”?(?:制|工作|形式)|“日报告?”")
_WEEKLY_REPORTS = re.compile(r"周报(?:告)?”?(?:制|工作)|“周报告?”|每(?:隔)?一(?:周|星期)")
# What may not be done, or be more than so much, every day is not due every day.
_NOT_DUE = re.compile(
    r"(?:不得|严禁|禁止|不准|不要求)[^，。；]{0,12}每[日天]|每[日天][^，。；]{0,10}(?:总?时长|不超过|不得)"
)
_WEEKDAYS = dict(zip("一二三四五六日天", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Sun"), strict=True))


def find(text: str) -> Deadline | None:
    """The period that squeezed Chinese names, and the day or hour in it."""
    if match := _OTHER_PERIOD.search(text):
        words = re.sub(r"^每的?(?=\d)|(?<=^每年)的", lambda part: part.group().replace("的", ""), match.group())
        return Deadline(f"relative: {words}", match.start(), match.end())
    if match := _WEEKLY.search(text):
        days = ",".join(dict.fromkeys(_WEEKDAYS[day] for day in re.sub("[^一二三四五六日天]", "", match["days"] or "")))
        return Deadline(
            " ".join(filter(None, ("weekly", days, clock(match).strip() if days else ""))), match.start(), match.end()
        )
    if match := _WEEKLY_REPORTS.search(text):
        return Deadline("weekly", match.start(), match.end())
    if (match := _DAILY.search(text)) and not _NOT_DUE.search(text):
        return Deadline(f"daily{clock(match)}", match.start(), match.end())
    if match := _DAILY_REPORTS.search(text):
        return Deadline("daily", match.start(), match.end())
    if match := _MONTHLY.search(text):
        day = int(match["day"] or 0) or {"上旬": 10, "中旬": 20}.get(match["end"] or "", 31 if match["end"] else 0)
        return Deadline(f"monthly day {day}" if day else "monthly", match.start(), match.end())
    return None
