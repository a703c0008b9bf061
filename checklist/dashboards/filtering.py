"""The filters of a dashboard are its address. What an address names that there is not, is ignored."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from checklist.dashboards.queries import AnyRow
from checklist.tasks.models import STATES, UNFINISHED

LATE, NEW = "late", "new"
# In the place of a state: an exemption was asked for and waits for the answer.
ASKED = "asked"
# Of an addressee: never opened, opened and not yet signed for, signed for.
NEVER, OPENED, SIGNED = "never", "opened", "signed"
TEXT_AT_MOST = 100
ID_AT_MOST = 18


@dataclass(frozen=True)
class Filters:
    """What is asked for; empty and None: everything."""

    category: str = ""
    tag: str = ""
    state: str = ""
    opened: str = ""
    directive: int | None = None
    organization: int | None = None
    text: str = ""
    # `new`: where something was said that the reader has not seen.
    comments: str = ""

    def as_args(self) -> dict[str, Any]:
        """The filters as the arguments of an address."""
        return {name: value for name, value in asdict(self).items() if value}

    def takes(
        self,
        addressee: AnyRow,
        tasks: Sequence[AnyRow],
        at: datetime,
        news: Container[int] = (),
        asked: Container[int] = (),
    ) -> bool:
        """Whether this organization, with these tasks of it, is shown.

        `news`: the tasks with unseen comments; `asked`: those whose exemption waits for an answer.
        """
        return (
            (not self.organization or addressee.organization_id == self.organization)
            and (not self.category or self.category in addressee.category_names)
            and (not self.tag or self.tag in addressee.category_names)
            and (not self.opened or stage(addressee) == self.opened)
            and (not self.text or self.text.casefold() in addressee.name.casefold())
            and (not self.state or any(self.marks(task.status, task.due_at, at, task.id in asked) for task in tasks))
            and (not self.comments or any(task.id in news for task in tasks))
        )

    def marks(self, status: str, due_at: datetime | None, at: datetime, is_asked: bool = False) -> bool:
        """Whether a task that stands like this is in the state that is asked for."""
        if self.state == ASKED:
            return is_asked
        return not self.state or (is_late(status, due_at, at) if self.state == LATE else status == self.state)


def read_filters(args: Mapping[str, str]) -> Filters:
    """The filters in an address. Nonsense is no filter."""
    state, opened = args.get("state", ""), args.get("opened", "")
    return Filters(
        category=args.get("category", "")[:TEXT_AT_MOST],
        tag=args.get("tag", "")[:TEXT_AT_MOST],
        state=state if state in (*STATES, LATE, ASKED) else "",
        opened=opened if opened in (NEVER, OPENED, SIGNED) else "",
        directive=read_id(args.get("directive", "")),
        organization=read_id(args.get("organization", "")),
        text=args.get("text", "").strip()[:TEXT_AT_MOST],
        comments=NEW if args.get("comments") == NEW else "",
    )


def stage(addressee: AnyRow) -> str:
    """How far the addressee came with the notice itself."""
    if addressee.signed_at is not None:
        return SIGNED
    return OPENED if addressee.opened_at is not None else NEVER


def is_late(status: str, due_at: datetime | None, at: datetime) -> bool:
    """Overdue: the association still has to do something, and the moment has passed."""
    return due_at is not None and due_at < at and status in UNFINISHED


def read_id(text: str) -> int | None:
    """An id in an address; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= ID_AT_MOST else None
