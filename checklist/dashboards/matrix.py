"""The matrix of organizations and directives as HTML, made here: one string a row, because thousands of cells in a
template loop cost ten times as much. Everything that somebody typed is escaped."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from checklist.dashboards.filtering import Filters
from checklist.dashboards.queries import AnyRow
from checklist.dom import dom_id
from checklist.formatting import due_light
from checklist.tasks.models import ACCEPTED, EXEMPT, OPEN, RETURNED, SUBMITTED, UNFINISHED, WITHDRAWN, Task

EMPTY = '<td class="matrix__cell"></td>'


def cell_of(task: Task, at: datetime) -> Markup:
    """The cell of one task as it now stands, for the answer to an act that changed it."""
    submission = task.submission
    is_on_behalf = submission is not None and submission.is_on_behalf
    cell = Matrix(Filters(), at).cell(task, is_on_behalf=is_on_behalf)
    return Markup(cell.replace("<a ", '<a hx-swap-oob="outerMorph" ', 1))  # noqa: S704 - escaped inside


class Matrix:
    """Makes rows and cells for one page: addresses and words are looked up once, not once a cell."""

    def __init__(self, filters: Filters, at: datetime) -> None:
        self.filters, self.at = filters, at
        some = Task(id=0)
        self._id, self._id_end = dom_id(some, "cell").rsplit("0", 1)
        self._address, self._address_end = url_for("dashboards.show_cell", task_id=0).rsplit("0", 1)
        self._words = state_words()
        self._insides: dict[tuple[str, str | None, bool, bool], str] = {}
        self._lights: dict[datetime | None, str | None] = {}

    def row(self, head: tuple[str, str], marks: str, tasks: Iterable[AnyRow], columns: Sequence[int]) -> Markup:
        """One organization: `head` is its name and address, `marks` a word on how far it came with the notice."""
        cells = dict.fromkeys(columns, "")
        for task in tasks:
            if task.directive_id in cells:
                cells[task.directive_id] += self.cell(task, is_on_behalf=task.on_behalf is not None)
        name, address = (escape(part) for part in head)
        return Markup(  # noqa: S704 - name, address and marks are escaped, the cells hold numbers and our own words
            f'<tr><th scope="row" class="matrix__organization"><a href="{address}" title="{name}">{name}</a>'
            f'<span class="matrix__stage">{escape(marks)}</span></th>'
            + "".join(f'<td class="matrix__cell">{cell}</td>' if cell else EMPTY for cell in cells.values())
            + "</tr>"
        )

    def cell(self, task: Any, *, is_on_behalf: bool) -> str:
        """The link to one task: shape, colour, and the word for those who see neither."""
        key = (task.status, self._light(task), is_on_behalf, self.filters.marks(task, self.at))
        inside = self._insides.get(key)
        if inside is None:
            inside = self._insides[key] = self._inside(*key)
        return f'<a id="{self._id}{task.id}{self._id_end}" href="{self._address}{task.id}{self._address_end}"{inside}'

    def _light(self, task: Any) -> str | None:
        """`late`, `soon` or None. What lies with the office, or is over, has no light."""
        if task.status not in UNFINISHED:
            return None
        if task.due_at not in self._lights:
            self._lights[task.due_at] = due_light(task.due_at, self.at)
        return self._lights[task.due_at]

    def _inside(self, status: str, light: str | None, is_on_behalf: bool, is_marked: bool) -> str:
        words = [self._words[status]]
        if light:
            words.append(_("逾期") if light == "late" else _("临期"))
        if is_on_behalf:
            words.append(_("代报"))
        classes = ["cell"] + [f"cell--{light}"] * bool(light) + ["cell--faint"] * (not is_marked)
        said = escape(_("，").join(str(word) for word in words))
        mark = f'<b class="cell__mark" aria-hidden="true">{escape(_("代"))}</b>' if is_on_behalf else ""
        return (
            f' class="{" ".join(classes)}" title="{said}"><i class="shape shape--{status}" aria-hidden="true"></i>'
            f'{mark}<span class="sr-only">{said}</span></a>'
        )


def state_words() -> dict[str, str]:
    """The word on the screen for every state of a task."""
    return {
        OPEN: _("办理中"),
        SUBMITTED: _("已上报"),
        RETURNED: _("退回修改"),
        ACCEPTED: _("已办结"),
        EXEMPT: _("不适用"),
        WITHDRAWN: _("已撤销"),
    }
