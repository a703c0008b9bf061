"""Jinja filters: moments, days, what is due, counts. They turn values into the reader's words."""

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from checklist.clock import LAST_MINUTE, beijing, today
from checklist.telephones import masked

SOON_DAYS = 3


def day(value: date | datetime | None) -> str:
    """A date: 2月5日 (in English 5 Feb) in this year, 2020年2月5日 otherwise. What is translated is the pattern."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = beijing(value).date()
    if value.year == today().year:
        return format_date(value, _("M月d日"))
    return full_day(value)


def full_day(value: date | None) -> str:
    """A date with its year, as a letterhead has it."""
    if value is None:
        return ""
    return format_date(value, _("y年M月d日"))


def kept_day(value: str) -> str:
    """A day that is kept as 2026-02-05 in what was given."""
    return day(date.fromisoformat(value))


def moment(value: datetime | None) -> str:
    """A Beijing date and time."""
    return f"{day(value)} {beijing(value):%H:%M}" if value else ""


def due_day(due_at: datetime | None) -> str:
    """The due date; the time only where one was set."""
    if due_at is None:
        return ""
    return day(due_at) if beijing(due_at).time() == LAST_MINUTE else moment(due_at)


def days_left(due_at: datetime, on: date) -> int:
    """Beijing days from that day to the due day; negative when overdue."""
    return (beijing(due_at).date() - on).days


def due_words(due_at: datetime | None, on: date) -> str:
    """How far off the due date is: 今天截止, 还有 3 天, 已过 2 天."""
    if due_at is None:
        return _("未定期限")
    left = days_left(due_at, on)
    if left == 0:
        return _("今天截止")
    if left < 0:
        return ngettext("已过 %(num)d 天", "已过 %(num)d 天", -left)
    return ngettext("还有 %(num)d 天", "还有 %(num)d 天", left)


def due_light(due_at: datetime | None, at: datetime) -> str | None:
    """`late` (逾期) when the moment has passed, `soon` (临期) in the days before it, otherwise None."""
    if due_at is None:
        return None
    if due_at < at:
        return "late"
    return "soon" if days_left(due_at, beijing(at).date()) <= SOON_DAYS else None


def file_size(value: int) -> str:
    """How large a file is, in the units that phones show: 820 KB, 3.4 MB, 50 MB."""
    if value < 1024 * 1024:
        return f"{max(round(value / 1024), 1)} KB"
    return f"{value / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def init_formatting(app: Flask) -> None:
    for function in (day, full_day, moment, due_day, due_words, due_light, file_size, kept_day, masked):
        app.add_template_filter(function)
