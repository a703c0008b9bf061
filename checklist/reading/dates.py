"""Dates as Chinese notices write them, with Arabic or Chinese numerals."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

_FULL = re.compile(
    r"((?:19|20)\d\d|"
    r"[一二][九〇○零0oO][〇○零0oO一二三四五六七八九]{2})年([\d一二三四五六七八九十元]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
_PAGE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d{3}|[-/.]\d)")
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零oO", 0)


class FullDate(NamedTuple):
    start: int
    end: int
    value: datetime.date


def number(text: str) -> int:
    """十二 or 12 to 12; 0 for what is no number up to 99."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text == "元":
        return 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1 if not tens else 0) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def year(text: str) -> int:
    return int("".join(str(_DIGITS.get(character, character)) for character in text))


def make(of_year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(of_year, month, day)
    except ValueError:
        return None


def full_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FullDate]:
    for match in _FULL.finditer(text, start, len(text) if end is None else end):
        value = make(year(match[1]), number(match[2]), number(match[3]))
        if value:
            yield FullDate(match.start(), match.end(), value)


def page_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FullDate]:
    """Dates as web pages print them: 2024-03-01, 2024/3/1, 2024.3.1."""
    for match in _PAGE.finditer(text, start, len(text) if end is None else end):
        value = make(int(match[1]), int(match[3]), int(match[4]))
        if value:
            yield FullDate(match.start(), match.end(), value)


def date_at(text: str, at: int) -> FullDate | None:
    """The date that begins at this very place, in either way of writing."""
    for found in (_FULL.match(text, at), _PAGE.match(text, at)):
        if found:
            of_year, month, day = (
                (found[1], found[2], found[3]) if found.re is _FULL else (found[1], found[3], found[4])
            )
            value = make(year(of_year), number(month), number(day))
            if value:
                return FullDate(found.start(), found.end(), value)
    return None
