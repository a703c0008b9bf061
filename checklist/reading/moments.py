"""What every search for a deadline shares: its answer, and the time of day."""

from __future__ import annotations

import re
from typing import NamedTuple

CLOCK = (
    r"(?:的?(?P<half>上午|下午|晚上?|中午|早上?|凌晨)?(?P<hour>\d{1,2})(?:[:：](?P<minute>\d\d)|"
    r"[时点](?P<minute2>\d{1,2})?分?|时整)?(?P<half_past>半)?)"
)
# 9:00-11:00: what counts is when it closes.
UNTIL = r"(?:(?:—+|－|-|–|~|～|至|到)(?P<half_to>上午|下午)?(?P<hour_to>\d{1,2})(?:[:：](?P<minute_to>\d\d)|[时点]))?"


class Deadline(NamedTuple):
    """What is due when, in the grammar of deadlines (None where the words are vague), and where the words stand."""

    value: str | None
    start: int
    end: int


def clock(match: re.Match[str]) -> str:
    """The time of day of a match of CLOCK, perhaps with UNTIL behind it: " 17:30", or nothing."""
    if not match["hour"]:
        return ""
    half = match["half"]
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"] or (30 if match["half_past"] else 0))
    if match.groupdict().get("hour_to"):
        half = match["half_to"] or half
        hour, minute = int(match["hour_to"]), int(match["minute_to"] or 0)
    if half in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    return f" {hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""
