"""The sums of a notice, complete before they are rendered: by directive and by category, and who gave what.

Counted is what stands: submitted, or accepted, which is shown apart.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from checklist.dashboards.adding import Given, Tally, given, may_lack, shown, words_of
from checklist.dashboards.filtering import Filters
from checklist.dashboards.queries import AnyRow, addressees_of, directives_of, tasks_of
from checklist.dashboards.reported import reported_versions
from checklist.dashboards.reporters import Line, Original, Reporters, lines_of, originals_of, reporters_of
from checklist.evidence.kinds import KINDS
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import CATEGORY
from checklist.organizations.queries import all_categories
from checklist.tasks.models import ACCEPTED


@dataclass(frozen=True)
class Row:
    """One measure: each original once, in all and by category. `added`: what the organizations' own sums add up to,
    where that is more, because several gave the same; `organizations`: how many reported more than nothing of it."""

    kind: Any
    words: Any
    total: str
    added: str
    accepted: str
    organizations: int
    by_category: list[str]


@dataclass(frozen=True)
class Block:
    """The sums of one directive, or (without one) of the whole notice; `lines` where that one is asked for."""

    number: int
    directive: Directive | None
    rows: list[Row]
    reporters: Reporters
    originals: list[Original]
    lines: list[Line]


@dataclass(frozen=True)
class Sums:
    """Everything that the page of sums shows: the notice as a whole and each directive, or the one asked for."""

    filters: Filters
    one: Block | None
    whole: Block | None
    blocks: list[Block]
    # The categories that have a column.
    columns: list[str]
    options: list[tuple[int, str]]
    categories: list[tuple[str, str]]
    tags: list[tuple[str, str]]


def sums_of(notice: Notice, filters: Filters) -> Sums:
    """The sums of a notice for a category, a tag and a directive of these filters; five queries, whatever there is."""
    read = _Notice(notice, filters)
    wanted = [(number, directive) for number, directive in read.directives if directive.id == filters.directive]
    pieces = read.given(reported_versions(notice.id, wanted[0][1].id if wanted else None))
    by_directive: dict[int, list[Given]] = defaultdict(list)
    for piece in pieces:
        by_directive[read.tasks[piece.version.task_id].directive_id].append(piece)
    overview = [] if wanted else read.directives
    return Sums(
        filters=filters,
        one=read.block(*wanted[0], pieces, is_read_on=True) if wanted else None,
        whole=None if wanted else read.block(0, None, pieces),
        blocks=[read.block(number, directive, by_directive[directive.id]) for number, directive in overview],
        columns=[name or _("未分类") for name in read.columns],
        options=[(directive.id, f"{number}. {directive.title}") for number, directive in read.directives],
        categories=[(name, name) for name in read.categories],
        tags=[(name, name) for name in read.tags],
    )


class _Notice:
    """What was read of a notice, narrowed to the addressees that are asked for."""

    def __init__(self, notice: Notice, filters: Filters) -> None:
        known, addressees = all_categories(), addressees_of(notice.id)
        used = {name for addressee in addressees for name in addressee.category_names}
        self.categories = [c.name for c in known if c.kind == CATEGORY and c.name in used]
        self.tags = [c.name for c in known if c.kind != CATEGORY and c.name in used]
        self.directives = list(enumerate(directives_of(notice), 1))
        wanted = {filters.category, filters.tag} - {""}
        self.addressees = {a.id: a for a in addressees if wanted <= set(a.category_names)}
        # An organization counts in the first of its categories, as on the dashboard.
        self.category_of = {
            addressee.id: next((name for name in addressee.category_names if name in self.categories), "")
            for addressee in self.addressees.values()
        }
        members = set(self.category_of.values())
        self.columns = [name for name in (*self.categories, "") if name in members]
        self.tasks = {task.id: task for task in tasks_of(notice.id) if task.addressee_id in self.addressees}
        # By directive, and by None all of the notice; and by addressee.
        self.tasks_by: dict[int | None, dict[int, list[AnyRow]]] = defaultdict(lambda: defaultdict(list))
        for task in self.tasks.values():
            for key in (task.directive_id, None):
                self.tasks_by[key][task.addressee_id].append(task)

    def given(self, versions: Sequence[AnyRow]) -> list[Given]:
        """The pieces of these addressees, in the addressees' order."""
        of_tasks = ((version, self.tasks[version.task_id]) for version in versions if version.task_id in self.tasks)
        pieces = [given(version, task, task.status == ACCEPTED) for version, task in of_tasks]
        places = {addressee: place for place, addressee in enumerate(self.addressees)}
        return sorted(pieces, key=lambda piece: places[piece.addressee_id])

    def block(
        self, number: int, directive: Directive | None, pieces: list[Given], *, is_read_on: bool = False
    ) -> Block:
        """The sums of a directive, or of the whole notice; `is_read_on`: with its organizations and pieces."""
        tally = Tally(pieces)
        reporters = reporters_of(self.addressees, self.tasks_by[directive.id if directive else None], tally)
        return Block(
            number=number,
            directive=directive,
            rows=self._rows(tally, Tally(piece for piece in pieces if piece.is_accepted)),
            reporters=reporters,
            originals=originals_of(self.addressees, pieces),
            lines=lines_of(tally, pieces, reporters.reported) if is_read_on else [],
        )

    def _rows(self, tally: Tally, accepted: Tally) -> list[Row]:
        each = tally.by_addressee
        rows = []
        for measure in tally.measures:
            by_category = tally.by_group(measure, self.category_of)
            nothing = None if may_lack(measure) else 0
            total, own = tally.in_all(measure), [sums[measure] for sums in each.values() if measure in sums]
            rows.append(
                Row(
                    kind=KINDS[measure[0]].word,
                    words=words_of(measure),
                    total=shown(total),
                    added=shown(sum(own)) if sum(own) != total else "",
                    accepted=shown(accepted.in_all(measure)),
                    organizations=sum(number > 0 for number in own),
                    by_category=[shown(by_category.get(name, nothing)) for name in self.columns],
                )
            )
        return rows
