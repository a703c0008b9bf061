"""The only source of time. UTC in the database, Beijing time on every screen."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
LAST_MINUTE = time(23, 59)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date in Beijing."""
    return now().astimezone(BEIJING).date()


def beijing(moment: datetime) -> datetime:
    """The same moment on a Beijing clock."""
    return moment.astimezone(BEIJING)


def due_moment(day: date, at: time | None = None) -> datetime:
    """The moment, in UTC, at which something due on that Beijing day (by default: in its last minute) falls due."""
    return datetime.combine(day, at or LAST_MINUTE, BEIJING).astimezone(UTC)
