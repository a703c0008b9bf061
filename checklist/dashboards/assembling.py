"""A notice's dashboard, complete before it is rendered: heads, groups of rows, what may be filtered by."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from checklist.dashboards.counting import Counts, counts_of
from checklist.dashboards.earlier import earlier_of
from checklist.dashboards.filtering import NEVER, OPENED, SIGNED, Filters, is_late, stage
from checklist.dashboards.matrix import Matrix, asked_sign, earlier_sign, on_behalf_sign
from checklist.dashboards.queries import AnyRow, addressees_of, directives_of, tasks_of
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import CATEGORY, Category
from checklist.organizations.queries import all_categories
from checklist.tasks.models import ACCEPTED, EXEMPT, STATES, SUBMITTED, WITHDRAWN


@dataclass(frozen=True)
class Line:
    """One organization: its row of the matrix, and the same in numbers for a narrow screen."""

    name: str
    address: str
    stage: str
    html: Markup
    done: int
    total: int
    waiting: int
    late: int
    news: int


@dataclass(frozen=True)
class Group:
    """The organizations of one category, by name."""

    name: str
    lines: list[Line]


@dataclass(frozen=True)
class Board:
    """Everything a dashboard shows of one notice."""

    filters: Filters
    counts: Counts
    # By task: how many comments the reader has not seen.
    news: Mapping[int, int]
    stages: dict[str, int]
    # The number in the notice and the directive; all of them, and those that have a column.
    directives: list[tuple[int, Directive]]
    columns: list[tuple[int, Directive]]
    groups: list[Group]
    # The tasks of the one organization that is asked for, beside their directives.
    tasks: list[tuple[int, Directive, AnyRow]]
    organization: AnyRow | None
    categories: list[tuple[str, str]]
    tags: list[tuple[str, str]]
    # The signs that stand in cells beside the shapes, and what they mean.
    marks: list[tuple[str, str]]
    # By directive of a supplement: for how many organizations the words before it were done already.
    finished: Mapping[int, int]

    @property
    def legend(self) -> list[str]:
        """The states whose shapes need explaining: the usual ones, and what there is of the others."""
        return [state for state in STATES if self.counts.by_state[state] or state not in (EXEMPT, WITHDRAWN)]

    @property
    def options(self) -> list[tuple[int, str]]:
        """The directives to filter by, with their numbers."""
        return [(directive.id, f"{number}. {directive.title}") for number, directive in self.directives]


def board_of(notice: Notice, filters: Filters, at: datetime, news: Mapping[int, int]) -> Board:
    """The dashboard of a notice under these filters; `news`: its tasks with comments the reader has not seen."""
    directives = list(enumerate(directives_of(notice), 1))
    addressees = addressees_of(notice.id)
    categories = all_categories()
    columns = [(number, d) for number, d in directives if d.id == filters.directive] or directives
    shown = {directive.id for _number, directive in columns}
    by_addressee: dict[int, list[AnyRow]] = defaultdict(list)
    tasks = tasks_of(notice.id)
    for task in tasks:
        if task.directive_id in shown:
            by_addressee[task.addressee_id].append(task)
    earlier = earlier_of([d for _number, d in columns], addressees)
    for done in earlier:
        by_addressee[done.addressee_id].append(done)
    counts = counts_of([notice.id], at)[notice.id]
    taken = [a for a in addressees if filters.takes(a, by_addressee[a.id], at, news, counts.asked)]
    one = taken[0] if filters.organization and taken else None
    matrix = Matrix(filters, at, news, counts.asked, [task.id for task in earlier])
    used = {name for addressee in addressees for name in addressee.category_names}
    return Board(
        filters=filters,
        counts=counts,
        news=news,
        stages={name: sum(stage(a) == name for a in addressees) for name in (NEVER, OPENED, SIGNED)},
        directives=directives,
        columns=columns,
        groups=_groups(notice, taken, by_addressee, [d.id for _number, d in columns], categories, matrix),
        tasks=_tasks(columns, by_addressee[one.id]) if one else [],
        organization=one,
        categories=[(c.name, c.name) for c in categories if c.kind == CATEGORY and c.name in used],
        tags=[(c.name, c.name) for c in categories if c.kind != CATEGORY and c.name in used],
        marks=_marks(bool(counts.asked), any(task.on_behalf for task in tasks), bool(earlier)),
        finished=Counter(task.directive_id for task in earlier),
    )


def _marks(is_any_asked: bool, is_any_on_behalf: bool, is_any_earlier: bool) -> list[tuple[str, str]]:
    """Of the signs in cells those that there are."""
    marks = [
        (is_any_asked, asked_sign(), _("已申请不适用")),
        (is_any_on_behalf, on_behalf_sign(), _("代报")),
        (is_any_earlier, earlier_sign(), _("原通知中已办结或不适用，不再另办")),
    ]
    return [(sign, words) for is_there, sign, words in marks if is_there]


def _groups(
    notice: Notice,
    addressees: list[AnyRow],
    by_addressee: dict[int, list[AnyRow]],
    columns: list[int],
    categories: list[Category],
    matrix: Matrix,
) -> list[Group]:
    """The rows under their category: the first one of each organization, in the office's order."""
    words = stage_words()
    address, address_end = url_for("dashboards.show_dashboard", notice_id=notice.id, organization=0).rsplit("0", 1)
    groups: dict[str, list[Line]] = {c.name: [] for c in categories if c.kind == CATEGORY}
    groups[""] = []
    for addressee in addressees:
        tasks = by_addressee[addressee.id]
        line_address = f"{address}{addressee.organization_id}{address_end}"
        category = next((name for name in addressee.category_names if name in groups), "")
        states = Counter(task.status for task in tasks)
        groups[category].append(
            Line(
                name=addressee.name,
                address=line_address,
                stage=words[stage(addressee)],
                html=matrix.row((addressee.name, line_address), words[stage(addressee)], tasks, columns),
                done=states[ACCEPTED],
                total=states.total() - states[EXEMPT] - states[WITHDRAWN],
                waiting=states[SUBMITTED],
                late=sum(is_late(task.status, task.due_at, matrix.at) for task in tasks),
                news=sum(task.id in matrix.news for task in tasks),
            )
        )
    return [Group(name or _("未分类"), lines) for name, lines in groups.items() if lines]


def _tasks(columns: list[tuple[int, Directive]], tasks: list[AnyRow]) -> list[tuple[int, Directive, AnyRow]]:
    places = {directive.id: (number, directive) for number, directive in columns}
    found = [(*places[task.directive_id], task) for task in tasks]
    return sorted(found, key=lambda place: place[0])


def stage_words() -> dict[str, str]:
    """How far an organization came with the notice itself."""
    return {NEVER: _("未打开"), OPENED: _("已打开，未签收"), SIGNED: _("已签收")}
