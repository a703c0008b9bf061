"""The matrix of organizations and directives as HTML, made here: one string a row, because thousands of cells in a
template loop cost ten times as much. Everything that somebody typed is escaped."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime

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
    asked = (task.id,) if task.pending_exemption else ()
    cell = Matrix(Filters(), at, asked=asked).cell(task.id, task.status, task.due_at, is_on_behalf=is_on_behalf)
    return Markup(cell.replace("<a ", '<a hx-swap-oob="outerMorph" ', 1))  # noqa: S704 - escaped inside


class Matrix:
    """Makes rows and cells for one page: addresses and words are looked up once, not once a cell."""

    def __init__(
        self,
        filters: Filters,
        at: datetime,
        news: Container[int] = (),
        asked: Container[int] = (),
        earlier: Container[int] = (),
    ) -> None:
        """`news`: the tasks with comments that the reader has not seen; `asked`: whose exemption waits; `earlier`:
        of the notice before, done under the old words."""
        self.filters, self.at, self.news, self.asked, self.earlier = filters, at, news, asked, earlier
        some = Task(id=0)
        self._id, self._id_end = dom_id(some, "cell").rsplit("0", 1)
        self._address, self._address_end = url_for("dashboards.show_cell", task_id=0).rsplit("0", 1)
        self._words = state_words()
        # What follows the address in a cell: few different ones, used thousands of times.
        self._insides: dict[tuple[str, datetime | None, bool, bool, bool, bool], str] = {}

    def row(self, head: tuple[str, str], marks: str, tasks: Iterable[AnyRow], columns: Sequence[int]) -> Markup:
        """One organization: `head` is its name and address, `marks` a word on how far it came with the notice."""
        cells = dict.fromkeys(columns, "")
        for id, _addressee_id, directive_id, status, due_at, on_behalf in tasks:
            cells[directive_id] += self.cell(id, status, due_at, is_on_behalf=on_behalf is not None)
        name, address = (escape(part) for part in head)
        return Markup(  # noqa: S704 - name, address and marks are escaped, the cells hold numbers and our own words
            f'<tr><th scope="row" class="matrix__organization"><a href="{address}" title="{name}">{name}</a>'
            f'<span class="matrix__stage">{escape(marks)}</span></th>'
            + "".join([f'<td class="matrix__cell">{cell}</td>' if cell else EMPTY for cell in cells.values()])
            + "</tr>"
        )

    def cell(self, id: int, status: str, due_at: datetime | None, *, is_on_behalf: bool) -> str:
        """The link to one task: shape, colour, and the word for those who see neither."""
        key = (status, due_at, is_on_behalf, id in self.news, id in self.asked, id in self.earlier)
        inside = self._insides.get(key)
        if inside is None:
            inside = self._insides[key] = self._inside(*key)
        return f'<a id="{self._id}{id}{self._id_end}" href="{self._address}{id}{self._address_end}"{inside}'

    def _inside(
        self,
        status: str,
        due_at: datetime | None,
        is_on_behalf: bool,
        has_news: bool,
        is_asked: bool,
        is_earlier: bool,
    ) -> str:
        # What lies with the office, or is over, has no light.
        light = due_light(due_at, self.at) if status in UNFINISHED else None
        is_marked = self.filters.marks(status, due_at, self.at, is_asked) and (has_news or not self.filters.comments)
        words = [self._words[status]]
        if light:
            words.append(_("逾期") if light == "late" else _("临期"))
        if is_on_behalf:
            words.append(_("代报"))
        if is_asked:
            words.append(_("已申请不适用"))
        if is_earlier:
            words.append(_("原通知中的任务，不再另办"))
        if has_news:
            words.append(_("有新留言"))
        classes = ["cell"] + [f"cell--{light}"] * bool(light) + ["cell--faint"] * (not is_marked)
        classes += ["cell--news"] * has_news
        said = escape(_("，").join(str(word) for word in words))
        sign = asked_sign() if is_asked else on_behalf_sign() if is_on_behalf else earlier_sign()
        has_mark = is_asked or is_on_behalf or is_earlier
        mark = f'<b class="cell__mark" aria-hidden="true">{escape(sign)}</b>' if has_mark else ""
        return (
            f' class="{" ".join(classes)}" title="{said}"><i class="shape shape--{status}" aria-hidden="true"></i>'
            f'{mark}<span class="sr-only">{said}</span></a>'
        )


def asked_sign() -> str:
    """In a cell: an exemption was asked for and waits for the answer."""
    return _("申")


def on_behalf_sign() -> str:
    """In a cell: what stands was reported on behalf of the association."""
    return _("代")


def earlier_sign() -> str:
    """In a cell: done under the old words of the notice, which counts."""
    return _("原")


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
