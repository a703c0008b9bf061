"""What a roster says of itself, in one line."""

from collections import Counter
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from checklist.evidence.roster_rows import ELSEWHERE, LOCAL
from checklist.formatting import day

GAPS_NAMED = 5


def of_experts(rows: list[dict[str, str]]) -> list[str]:
    """How many there are, within the province and elsewhere."""
    places = Counter(row["where"] for row in rows)
    return [
        ngettext("%(num)d 名专家", "%(num)d 名专家", len(rows))
        + _("（省内 %(local)d，省外 %(elsewhere)d）", local=places[LOCAL], elsewhere=places[ELSEWHERE])
    ]


def fields_of(rows: list[dict[str, str]]) -> str:
    """The field of most of the experts, and how many there are."""
    fields = Counter(row["field"] for row in rows)
    [(first, _count)] = fields.most_common(1)
    return first if len(fields) == 1 else _("%(first)s等 %(count)d 个领域", first=first, count=len(fields))


def of_duty(content: dict[str, Any]) -> list[str]:
    """The period, and on how many of its days, and in how many hours of the others, nobody is on duty."""
    days = len({row["on"] for row in content["rows"]})
    words = [
        ngettext(
            "%(period)s，%(num)d 天有人值班", "%(period)s，%(num)d 天有人值班", days, period=period_of(content["rows"])
        )
    ]
    empty = [gap for gap in content["gaps"] if not gap["from"]]
    partly = len(content["gaps"]) - len(empty)
    if empty:
        named = _("、").join(day(date.fromisoformat(gap["on"])) for gap in empty[:GAPS_NAMED])
        more = _("等") if len(empty) > GAPS_NAMED else ""
        words.append(
            ngettext("%(num)d 天无人值班：%(days)s", "%(num)d 天无人值班：%(days)s", len(empty), days=named + more)
        )
    if partly:
        words.append(ngettext("%(num)d 处时段无人值守", "%(num)d 处时段无人值守", partly))
    return words if len(words) > 1 else [*words, _("没有空档")]


def period_of(rows: list[dict[str, str]]) -> str:
    """From the first day to the last, or the one."""
    days = [row["on"] for row in rows]
    first, last = day(date.fromisoformat(min(days))), day(date.fromisoformat(max(days)))
    return first if first == last else _("%(first)s至%(last)s", first=first, last=last)
