"""The jobs there are: those that begin by the clock of Beijing, and the errands that somebody's act asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from checklist.clock import beijing
from checklist.jobs.importing import give_up_import, read_import
from checklist.jobs.outcome import Outcome
from checklist.jobs.proving import verify_journals
from checklist.jobs.purging import purge_expired
from checklist.jobs.sweeping import sweep_files


@dataclass(frozen=True)
class Work:
    """One job: its name in addresses and commands, its words, what it does, and when. No hour: every hour."""

    name: str
    label: Any
    purpose: Any
    plan: Any
    do: Callable[[datetime], Outcome]
    minute: int
    hour: int | None = None

    def begins_in(self, minute: datetime) -> bool:
        """Whether the job begins in this minute of UTC, given without a zone as the runner does."""
        here = beijing(minute.replace(tzinfo=UTC))
        return here.minute == self.minute and self.hour in (None, here.hour)


@dataclass(frozen=True)
class Errand:
    """A job about one thing, whose id it is given; begun when somebody asks for it, and not by the clock."""

    name: str
    label: Any
    do: Callable[[int, datetime], Outcome]
    # What is written down about the thing when the errand has failed for good.
    give_up: Callable[[int, datetime], None]


ERRANDS = {errand.name: errand for errand in (Errand("read-import", _l("读取通知"), read_import, give_up_import),)}
WORKS = {
    work.name: work
    for work in (
        Work(
            "verify-journals",
            _l("核验变更记录"),
            _l("逐条核对全部变更记录，确认没有一条被改动或删除。"),
            _l("每天 3:10"),
            verify_journals,
            minute=10,
            hour=3,
        ),
        Work(
            "purge-expired",
            _l("清理过期数据"),
            _l("删除早已失效的登录、登录失败记录、未用的一次性码和旧的运行记录。"),
            _l("每小时"),
            purge_expired,
            minute=25,
        ),
        Work(
            "sweep-files",
            _l("清理和核对文件"),
            _l("删除传到一半、无人使用的文件，并核对保存的每个文件是否完好。"),
            _l("每天 3:40"),
            sweep_files,
            minute=40,
            hour=3,
        ),
    )
}
