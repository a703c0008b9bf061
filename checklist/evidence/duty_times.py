"""Days and hours of a duty roster: as people write them, and where nobody is on duty."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checklist.reading import dates

DAYS_AT_MOST = 366
MINUTES_A_DAY = 24 * 60

_TO = r"\s*[-~至到]+\s*"
_N = r"[\d一二三四五六七八九十]{1,3}"
_DAY = (
    rf"(?:(?P<year>\d{{4}})\s*年\s*)?(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*[日号]?"
    r"|(?P<year2>\d{4})[-/.](?P<month2>\d{1,2})[-/.](?P<day2>\d{1,2})"
    r"|(?P<month3>\d{1,2})[/.](?P<day3>\d{1,2})"
)
_DATE = re.compile(_DAY)
# In a column of dates the hyphen can be nothing else.
_SHORT = re.compile(r"(?P<month3>\d{1,2})-(?P<day3>\d{1,2})")
_REST_OF_RANGE = re.compile(rf"{_TO}(?:(?P<same_month>\d{{1,2}})\s*[日号](?![\d:点时])|(?P<other>.+))")
_WEEKDAY = re.compile(r"\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?\s*")
_CLOCK = (
    r"(?:(?P<next{n}>次日|翌日|第二天|隔日)\s*)?"
    r"(?P<hour{n}>\d{{1,2}})(?:\s*[:点时]\s*(?P<minute{n}>\d{{1,2}})?(?::00|分)?)?"
)
_HOURS = re.compile(_CLOCK.format(n=1) + rf"(?:{_TO}|\s+)" + _CLOCK.format(n=2))
_ALL_DAY = re.compile(r"全天|全日|24\s*小时|昼夜")


@dataclass(frozen=True)
class Gap:
    """Nobody is on duty: the whole day, or (`since` and `until` as 08:30) a part of the hours that are declared."""

    on: date
    since: str = ""
    until: str = ""

    def as_json(self) -> dict[str, str]:
        return {"on": self.on.isoformat(), "from": self.since, "until": self.until}


def plain(text: str) -> str:
    """Full-width digits and signs, and the many dashes, as one of each."""
    return re.sub(r"[—–―−－〜～]+", "-", unicodedata.normalize("NFKC", text)).strip()


def read_days(text: str, today: date, *, is_date: bool = False) -> tuple[list[date], str] | None:
    """The day at the head of a text, or each day of 2月5日至2月7日, and what follows it; None where no day is there.

    `is_date`: the text stands in a column of dates, so that 2-5 is one, too. Without a year the nearest is meant.
    """
    text = plain(text)
    match = _DATE.match(text) or (_SHORT.match(text) if is_date else None)
    first = _day(match, today) if match else None
    if match is None or first is None:
        return None
    rest = _WEEKDAY.sub("", text[match.end() :].removeprefix(" 00:00:00"), count=1)
    further = _REST_OF_RANGE.fullmatch(rest)
    if further is None:
        return [first], rest.strip()
    if further["same_month"]:
        last, rest = dates.make(first.year, first.month, int(further["same_month"])), ""
    else:
        following = _DATE.match(further["other"])
        last = _day(following, first) if following else None
        rest = further["other"][following.end() :] if following else ""
    if last is None or not 0 <= (last - first).days < DAYS_AT_MOST:
        return None
    return [first + timedelta(days) for days in range((last - first).days + 1)], _WEEKDAY.sub("", rest, count=1).strip()


def is_weekday(text: str) -> bool:
    """周三, 星期三: said beside the date, and nothing more."""
    return _WEEKDAY.fullmatch(plain(text)) is not None


def read_hours(text: str) -> tuple[str, str] | None:
    """8:00—17:00 as ("08:00", "17:00"), 全天 as ("", ""); an end not later is of the next day. None: no hours."""
    text = plain(text)
    if _ALL_DAY.fullmatch(text):
        return "", ""
    match = _HOURS.fullmatch(text)
    if match is None:
        return None
    since, until = (int(match[f"hour{n}"]) * 60 + int(match[f"minute{n}"] or 0) for n in (1, 2))
    if match["next1"] or since >= MINUTES_A_DAY or until > MINUTES_A_DAY:
        return None
    if max(int(match["minute1"] or 0), int(match["minute2"] or 0)) >= 60:
        return None
    if match["next2"] and until > since:
        return None  # longer than a day: one line a day is meant
    if (since, until) == (0, MINUTES_A_DAY):
        return "", ""
    return as_clock(since), as_clock(until)


def as_clock(minutes: int) -> str:
    """510 minutes after midnight as 08:30; of the next day as its own clock shows them."""
    minutes = minutes - MINUTES_A_DAY if minutes > MINUTES_A_DAY else minutes
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def gaps_of(shifts: Sequence[dict[str, str]], hours: tuple[str, str] | None) -> list[Gap]:
    """Where nobody is on duty between the first and the last day, in order.

    Without `hours` a gap is a day on which no shift begins. With them, what of the hours of a day no shift covers.
    """
    days = sorted({date.fromisoformat(shift["on"]) for shift in shifts})
    if not days:
        return []
    period = [days[0] + timedelta(number) for number in range((days[-1] - days[0]).days + 1)]
    if hours is None:
        return [Gap(day) for day in period if day not in days]
    taken = sorted(_span((date.fromisoformat(s["on"]) - days[0]).days, (s["from"], s["until"])) for s in shifts)
    return [gap for number, day in enumerate(period) for gap in _gaps_on(day, number, hours, taken)]


def _gaps_on(day: date, number: int, hours: tuple[str, str], taken: Iterable[tuple[int, int]]) -> list[Gap]:
    since, until = _span(number, hours)
    free, at = [], since
    for start, end in taken:
        if start >= until:
            break
        if start > at:
            free.append((at, start))
        at = max(at, end)
    if at < until:
        free.append((at, until))
    if free == [(since, until)]:
        return [Gap(day)]
    offset = number * MINUTES_A_DAY
    return [Gap(day, as_clock(start - offset), as_clock(end - offset)) for start, end in free]


def _span(number: int, hours: tuple[str, str]) -> tuple[int, int]:
    """A shift's minutes from the midnight before the first day."""
    since, until = (_minutes(clock) for clock in (hours[0] or "00:00", hours[1] or "24:00"))
    offset = number * MINUTES_A_DAY
    return offset + since, offset + until + (MINUTES_A_DAY if until <= since else 0)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _day(match: re.Match[str], near: date) -> date | None:
    found = match.groupdict()
    year = found.get("year") or found.get("year2")
    month = found.get("month") or found.get("month2") or found["month3"]
    day = found.get("day") or found.get("day2") or found["day3"]
    if year:
        return dates.make(int(year), dates.number(month), dates.number(day))
    years = (dates.make(near.year + step, dates.number(month), dates.number(day)) for step in (-1, 0, 1))
    return min(filter(None, years), key=lambda found: abs((found - near).days), default=None)
