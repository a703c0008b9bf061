"""Reading a roster that was pasted from a chat or a spreadsheet, or that stands in the table of a file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from checklist.evidence.duty_times import DAYS_AT_MOST, read_days
from checklist.evidence.roster_heads import columns_of
from checklist.evidence.roster_rows import DUTY, READERS, Known, Reading, Row, Unreadable
from checklist.files.models import Upload
from checklist.files.previewing import tables_of

ROWS_AT_MOST = 2000
PROBLEMS_AT_MOST = 10
HEAD_WITHIN = 10
LINE_AT_MOST = 1000

# What may part the columns of a line, the surest first. A tab comes from a spreadsheet and parts nothing but columns.
_SEPARATORS = (r"\s*[，,;；|]\s*", r"\s*、\s*", r"[ \u3000]+", r"[，,;；|、 \u3000]+")
_MANY_SPACES = re.compile(r"[ \u3000]{2,}")
_NUMBERING = re.compile(r"\s*[(（]?\d{1,4}(?:[、)）]|[.．](?!\d))\s*")
_SPACED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
# Spaces and hyphens within a telephone number, and within a date, part no columns.
_SPACED_NUMBER = re.compile(r"\b(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})\b")
_SPACED_DATE = re.compile(r"(?<=[\d年月])[ \u3000]+(?=[年月日号])|(?<=[年月])[ \u3000]+(?=\d)")


class NoRoster(Exception):
    """There is no list in what was given; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Line:
    """One line by its number, with every way in which it may part into columns."""

    number: int
    splits: list[list[str]]

    @property
    def is_title(self) -> bool:
        """Of no columns, however it is parted; asked of what stands above the heads."""
        return all(sum(map(bool, cells)) == 1 for cells in self.splits)

    @property
    def is_empty(self) -> bool:
        return not any(any(cells) for cells in self.splits)


@dataclass
class Roster:
    """What was read, each row once; where there are problems, each is a sentence, that of a line names it.

    `titles`: how many lines above the heads are a title. `is_hollow`: a line is no row for an empty cell that it needs.
    """

    rows: list[Row] = field(default_factory=list)
    repeated: int = 0
    titles: int = 0
    is_hollow: bool = False
    problems: list[str] = field(default_factory=list)


def lines_of_text(text: str) -> list[Line]:
    """The lines of what was typed or pasted, empty ones left out."""
    lines = [Line(number, _bounded_splits(line)) for number, line in enumerate(text.split("\n"), 1)]
    return [line for line in lines if not line.is_empty]


def _bounded_splits(line: str) -> list[list[str]]:
    """The ways in which a line parts. One that no person typed is not parted at all: it is one column, too long."""
    line = _MANY_SPACES.sub(" ", line)
    return [[line]] if len(line) > LINE_AT_MOST else list(_splits(line))


def lines_of_file(upload: Upload) -> list[Line]:
    """The rows of the one table in a file; raises NoRoster, or Refused where the file is gone."""
    tables = [table for table in tables_of(upload.file) if table.rows]
    if not tables:
        raise NoRoster(
            _(
                "“%(name)s”里没有读到表格。请选表格文件（.xlsx、.xls、.ods）；照片和扫描件请改用“文件”附上。",
                name=upload.name,
            )
        )
    if len(tables) > 1:
        raise NoRoster(_("文件里有 %(count)d 张表有内容，请只留名单那一张，再重新选择。", count=len(tables)))
    return lines_of_table(tables[0].rows)


def lines_of_table(rows: Sequence[Sequence[str]]) -> list[Line]:
    """The rows of a table by their numbers in it, empty ones left out."""
    lines = [Line(number, [[" ".join(cell.split()) for cell in row]]) for number, row in enumerate(rows, 1)]
    return [line for line in lines if not line.is_empty]


def read_roster(sort: str, lines: Sequence[Line], known: Known, today: date, office: str = "") -> Roster:
    """The rows of a roster of that sort, also those above its line of heads, where only a title is not read.

    `office`: the name of the office, whose province is within.
    """
    columns, above, below = _parted(lines)
    rows = [line for line in above if not line.is_title]
    titles, lines = len(above) - len(rows), [*rows, *below]
    if not lines:
        return Roster(problems=[_("没有读到名单。请每人一行，填写或粘贴在这里。")])
    if len(lines) > ROWS_AT_MOST:
        return Roster(
            problems=[
                _(
                    "这里有 %(count)d 行，一份名册最多 %(most)d 行。请分成几份，或改用“文件”附上。",
                    count=len(lines),
                    most=ROWS_AT_MOST,
                )
            ]
        )
    roster, problems = Roster(titles=titles), []
    for place, line in enumerate(lines):
        try:
            roster.rows += _read(sort, line, columns, Reading(known, today, office))
        except Unreadable as problem:
            told = _("第 %(number)d 行：%(sentence)s。", number=line.number, sentence=problem.sentence)
            more = _("这一行在表头上面：是标题就请删去，是名单就请写全。") if place < len(rows) else ""
            problems.append(told + more)
            roster.is_hollow = roster.is_hollow or problem.is_hollow
    each = {tuple(row.values()): row for row in roster.rows}
    roster.repeated = len(roster.rows) - len(each)
    roster.rows = list(each.values())
    if sort == DUTY:
        roster.rows.sort(key=lambda row: (row["on"], row["from"], row["until"]))
    roster.problems = _shortened(_of_other_sort(sort, lines, len(problems)) or problems) or _of_period(sort, roster)
    return roster


def _splits(line: str) -> Iterator[list[str]]:
    if "\t" in line:
        yield [" ".join(cell.split()) for cell in line.split("\t")]
        return
    line = _SPACED_NAME.sub(r"\1\2", _SPACED_NUMBER.sub(r"\1\2\3", _NUMBERING.sub("", line, count=1).strip()))
    line = _SPACED_DATE.sub("", line)
    found = [cells for cells in (re.split(separator, line) for separator in _SEPARATORS) if len(cells) > 1]
    yield from found or [[line]]


def _parted(lines: Sequence[Line]) -> tuple[list[str] | None, Sequence[Line], Sequence[Line]]:
    """The columns that a line of heads names, the lines above it and those below; without heads all are below."""
    for place, line in enumerate(lines[:HEAD_WITHIN]):
        for cells in line.splits:
            columns = columns_of(cells)
            if columns:
                return columns, lines[:place], lines[place + 1 :]
    return None, (), lines


def _read(sort: str, line: Line, columns: list[str] | None, by: Reading) -> list[Row]:
    """The line parted in the first way that gives a row; otherwise what is wrong with it parted the surest way."""
    first: Unreadable | None = None
    for cells in line.splits:
        try:
            return READERS[sort](cells, columns, by)
        except Unreadable as problem:
            first = first or problem
    raise first or Unreadable(_("这一行是空的"))


def _of_other_sort(sort: str, lines: Sequence[Line], problems: int) -> list[str]:
    """Where next to nothing could be read: whether it is a duty roster that was given as experts, or the other way."""
    if problems < len(lines):
        return []
    dated = sum(any(read_days(cell, date(2000, 1, 1)) for cell in line.splits[-1]) for line in lines)
    if sort != DUTY and dated == len(lines):
        return [_("这些行里有日期，像是值班表。请在“名册的种类”中选“值班表”。")]
    if sort == DUTY and not dated:
        return [_("这些行里没有日期。如果是专家名单，请在“名册的种类”中选“专家名单”。")]
    return []


def _of_period(sort: str, roster: Roster) -> list[str]:
    days = sorted(row["on"] for row in roster.rows) if sort == DUTY else []
    if days and (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days >= DAYS_AT_MOST:
        return [_("值班日期从 %(first)s 到 %(last)s，超过一年。请检查年份。", first=days[0], last=days[-1])]
    return []


def _shortened(problems: list[str]) -> list[str]:
    more = len(problems) - PROBLEMS_AT_MOST
    if more <= 0:
        return problems
    return [*problems[:PROBLEMS_AT_MOST], ngettext("还有 %(num)d 行有问题。", "还有 %(num)d 行有问题。", more)]
