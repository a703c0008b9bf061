"""Deadlines in English, into the same grammar as the Chinese ones."""

from __future__ import annotations

import calendar
import datetime
import re

from checklist.reading import dates
from checklist.reading.deadlines import Deadline, due

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_MONTH = "(?:" + "|".join(f"{month}|{month[:3]}\\.?" for month in _MONTHS) + ")"
_WEEKDAY = "(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?"
DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>\d{{4}}))?|"
    rf"(?P<iso>\d{{4}}-\d\d-\d\d))\b"
)
_CLOCK = (
    r"(?P<clock>(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\.?|hours)?)|(?P<noon>noon)|"
    r"(?P<midnight>midnight)"
)
_LEAD = (
    r"\b(?:by|before|no later than|not later than|on or before|until|due(?: on| by)?|prior to|"
    r"deadline(?: for [^.;]{0,60}? is| is|:)?|"
    r"cut-?off (?:on|is|:)|cut off on|closes? on|closing date(?: for [^.;]{0,60}? is| is|:)?|last (?:date|"
    r"day)[^.;]{0,80}? is|through)\s+"
    r"(?:(?:the )?(?:close|end) of (?:business|the day|play)(?: on)?,?\s+|COB(?: on)?,?\s+)?"
)
_MONTH_END = re.compile(rf"{_LEAD}(?:the )?end of (?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
# 3 to 7 June 2024, June 3-7, 2024: the last day counts.
_WINDOW = re.compile(
    rf"\b(?:between|from)\s+(?:{_WEEKDAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{_MONTH})?(?:,?\s+\d{{4}})?\s*(?:to|"
    rf"and|until|-|–)\s*"
    rf"(?:{_WEEKDAY},?\s+)?(?=\d)|\b(?:between|from)\s+{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?\s*(?:to|and|until|-|"
    rf"–)\s*(?=\w)",
    re.IGNORECASE,
)
_TIME_THEN_DATE = re.compile(
    rf"{_LEAD}(?:(?=\d{{1,2}}(?::\d\d|\s*[ap]\.?m|\s*hours)|noon|"
    rf"midnight)(?:{_CLOCK})\s*(?:[A-Z]{{2,4}}\b)?,?\s*(?:on\s+)?)?(?:{_WEEKDAY},?\s+)?(?=\w)",
    re.IGNORECASE,
)
_DATE_THEN_TIME = re.compile(rf"\s*(?:,|at|by)?\s*(?:{_CLOCK})\s*(?:[A-Z]{{2,4}}\b)?", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:within|no later than|not later than|at least|at(?=\s+\d))\s+"
    r"(?:\w+\s+)?\(?\d{0,3}\)?\s*(?:business |calendar |"
    r"working )?(?:hours?|days?|weeks?|months?|years?)\b\*{0,3}(?:\s+(?:of|after|from|following|before|prior to|"
    r"in advance of)\s+[^.,;*]{3,90}?(?=[.,;*]|$|\s(?:through|identifying|which|that|must|shall|unless)\b))?",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:(?P<daily>daily|every (?:working )?day|each (?:working )?day)|(?P<weekly>weekly|every week|each week|"
    r"(?:every|each) (?P<weekday>Mon|"
    r"Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?:(?:the )?(?P<ordinal>\d{1,2})(?:st|nd|rd|th)? (?:day )?of )?"
    r"(?P<monthly>monthly|every month|each month|the month)|(?P<other>(?:at least |on an? )?"
    r"(?:quarterly|annually)(?: basis)?|(?:every|each) quarter|every year|each year|"
    r"every \d{1,3} (?:calendar |business |working )?(?:days|weeks|months|hours)))\b",
    re.IGNORECASE,
)
_AT = re.compile(rf"\b(?:by|at|before)\s+(?:{_CLOCK})", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:as soon as possible|immediately|promptly|without delay|in a timely manner|upon discovery)\b", re.IGNORECASE
)


_HALF_A_YEAR = 180
_SOME_DAY = datetime.date(2000, 1, 1)


def day_of(match: re.Match[str], issued_on: datetime.date | None = None) -> datetime.date | None:
    if match["iso"]:
        try:
            return datetime.date.fromisoformat(match["iso"])
        except ValueError:
            return None
    name = (match["month"] or match["month2"])[:3].title()
    month = next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name))
    year = match["year"] or match["year2"]
    if not year and issued_on is None:
        return None
    day = dates.make(
        int(year) if year else issued_on.year if issued_on else 0, month, int(match["day"] or match["day2"])
    )
    if day and issued_on and not year and (issued_on - day).days > _HALF_A_YEAR:  # issued in December, due in January
        return dates.make(day.year + 1, day.month, day.day)
    return day


def find(words: str, issued_on: datetime.date | None) -> Deadline | None:
    """The deadline that an English sentence sets, if any: a day before a period, a period before vague words."""
    return _day(words, issued_on) or _period(words)


def sets(words: str) -> bool:
    """Whether a sentence sets a deadline that is more than vague."""
    found = find(words, _SOME_DAY)
    return bool(found and found.value)


def is_day(deadline: str | None) -> bool:
    """Whether a deadline is a day, not a period."""
    return due(deadline) is not None


def _day(words: str, issued_on: datetime.date | None) -> Deadline | None:
    for lead in _TIME_THEN_DATE.finditer(words):
        date = DATE.match(words, lead.end())
        day = day_of(date, issued_on) if date else None
        if date and day:
            clock = _clock(lead)
            end = date.end()
            if (
                not clock
                and (after := _DATE_THEN_TIME.match(words, end))
                and (after["half"] or after["minute"] or after["noon"])
            ):
                clock, end = _clock(after), after.end()
            return Deadline(f"{day.isoformat()}{clock}", lead.start(), end)
    if end_of := _MONTH_END.search(words):
        last = _month_end(end_of, issued_on)
        if last:
            return Deadline(last.isoformat(), end_of.start(), end_of.end())
    for window in _WINDOW.finditer(words):
        date = DATE.match(words, window.end())
        day = day_of(date, issued_on) if date else None
        if date and day:
            return Deadline(day.isoformat(), window.start(), date.end())
    return None


def _month_end(match: re.Match[str], issued_on: datetime.date | None) -> datetime.date | None:
    month = next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(match["month"][:3].title()))
    year = int(match["year"]) if match["year"] else issued_on.year if issued_on else 0
    return datetime.date(year, month, calendar.monthrange(year, month)[1]) if year else None


def _period(words: str) -> Deadline | None:
    if match := _RELATIVE.search(words):
        return Deadline(f"relative: {_words(match)}", match.start(), match.end())
    if match := _EVERY.search(words):
        if match["other"]:
            return Deadline(f"relative: {_words(match)}", match.start(), match.end())
        value = "daily" if match["daily"] else "monthly" if match["monthly"] else "weekly"
        if match["weekday"]:
            value += f" {match['weekday'][:3].title()}"
        if match["ordinal"]:
            value += f" day {int(match['ordinal'])}"
        at = _AT.search(words)
        timed = match["daily"] or match["weekday"]
        return Deadline(value + (_clock(at) if at and timed else ""), match.start(), match.end())
    if match := _VAGUE.search(words):
        return Deadline(None, match.start(), match.end())
    return None


def _words(match: re.Match[str]) -> str:
    """The notice's own words, without line breaks and marks of emphasis, begun with a small letter."""
    plain = re.sub(r"\s+", " ", match.group().replace("*", "")).strip()
    return plain[:1].lower() + plain[1:]


def _clock(match: re.Match[str]) -> str:
    if match["noon"]:
        return " 12:00"
    if match["midnight"]:
        return " 24:00"
    if not match["hour"] or not (match["half"] or match["minute"]):
        return ""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f" {hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
