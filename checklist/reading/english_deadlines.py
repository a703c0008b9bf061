"""Deadlines in English, into the same grammar as the Chinese ones."""

from __future__ import annotations

import datetime
import re

from checklist.reading import dates
from checklist.reading.deadlines import Deadline

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
    r"\b(?:by|before|no later than|not later than|on or before|until|due(?: on| by)?|prior to|deadline(?: is|:)?)\s+"
)
_TIME_THEN_DATE = re.compile(
    rf"{_LEAD}(?:(?:{_CLOCK})\s*(?:[A-Z]{{2,4}}\b)?,?\s*(?:on\s+)?)?(?:{_WEEKDAY},?\s+)?(?=\w)", re.IGNORECASE
)
_DATE_THEN_TIME = re.compile(rf"\s*(?:,|at|by)?\s*(?:{_CLOCK})\s*(?:[A-Z]{{2,4}}\b)?", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:within|no later than|not later than)\s+(?:\w+\s+)?\(?\d{0,3}\)?\s*(?:business |calendar |working "
    r")?(?:hours?|days?|weeks?|months?)\b(?:\s+(?:of|after|from|following)\s+[^.,;\n]{3,60})?",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:(?P<daily>daily|every day|each day)|(?P<weekly>weekly|every week|each week|every (?P<weekday>Mon|"
    r"Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?P<monthly>monthly|every month|each month))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:as soon as possible|immediately|promptly|without delay|in a timely manner|upon discovery)\b", re.IGNORECASE
)


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
    return dates.make(
        int(year) if year else issued_on.year if issued_on else 0, month, int(match["day"] or match["day2"])
    )


def find(words: str, issued_on: datetime.date | None) -> Deadline | None:
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
    if match := _RELATIVE.search(words):
        return Deadline("relative: " + re.sub(r"\s+", " ", match.group()).lower(), match.start(), match.end())
    if match := _EVERY.search(words):
        value = "daily" if match["daily"] else "monthly" if match["monthly"] else "weekly"
        day_name = f" {match['weekday'][:3].title()}" if match["weekday"] else ""
        return Deadline(value + day_name, match.start(), match.end())
    if match := _VAGUE.search(words):
        return Deadline(None, match.start(), match.end())
    return None


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
