"""In the dashboard of a supplement: the tasks that were done under the old words and have no second one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from checklist.dashboards.queries import AnyRow
from checklist.notices.models import Directive
from checklist.notices.supplementing import is_finished, tasks_before


class Earlier(NamedTuple):
    """A row as `tasks_of` has them: the finished task, in the place of the one that was not made."""

    id: int
    addressee_id: int
    directive_id: int
    status: str
    due_at: datetime | None
    on_behalf: int | None = None


def earlier_of(directives: Sequence[Directive], addressees: Sequence[AnyRow]) -> list[Any]:
    """The finished tasks of these addressees, for every directive that replaced one."""
    places = {addressee.organization_id: addressee.id for addressee in addressees}
    found = []
    for directive_id, had in tasks_before(directives).items():
        for organization_id, tasks in had.items():
            if organization_id in places and is_finished(tasks):
                last = tasks[-1]
                found.append(Earlier(last.id, places[organization_id], directive_id, last.status, last.due_at))
    return found
