"""One line of a roster becomes a row: an expert, or somebody on duty, by the heads of the columns or without any."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from flask_babel import gettext as _

from checklist.evidence.duty_times import is_weekday, plain, read_days, read_hours
from checklist.telephones import MASK, masked, read_telephone

EXPERTS, DUTY = "experts", "duty"
LOCAL, ELSEWHERE = "local", "elsewhere"
CELL_AT_MOST, QUOTED_AT_MOST = 100, 20

# Column -> what may stand at its head.
HEADS = {
    "name": "姓名|专家姓名|名字|专家|值班人|值班人员|值班人姓名|值班员|人员",
    "field": "专业领域|专业|领域|研究方向|研究领域|学科|专业方向|专长|擅长领域|学科领域",
    "where": "省内/省外|省内省外|省内外|省内或省外|是否省内|地域|范围|区域|省内、省外",
    "unit": "单位|工作单位|所在单位|单位名称|任职单位",
    "telephone": "电话|手机|手机号|手机号码|联系电话|电话号码|联系方式|值班电话|联系手机",
    "on": "日期|值班日期|时间日期",
    "hours": "时间|起止时间|时段|值班时间|值班时段|起止",
    "": "序号|编号|星期|周|备注|职务|职称|职务/职称|性别|邮箱|学历|部门|职务职称|年龄",
}
COLUMNS = {head: column for column, heads in HEADS.items() for head in heads.split("|")}
PLACES = {"省内": LOCAL, "本省": LOCAL, "省内专家": LOCAL, "省外": ELSEWHERE, "外省": ELSEWHERE, "省外专家": ELSEWHERE}
YES_NO = {"是": LOCAL, "否": ELSEWHERE}

# A name and a mask -> the number behind it, as the organization gave it earlier.
Known = Mapping[tuple[str, str], str]
Row = dict[str, str]


class Unreadable(Exception):
    """A line that is no row of this sort of roster; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def columns_of(cells: Sequence[str]) -> list[str] | None:
    """The columns that a line of heads names ("" for one that is not read); None: it is no line of heads."""
    words = [re.sub(r"\(.*?\)|[*\s:]", "", plain(cell)) for cell in cells]
    columns = [COLUMNS.get(word, "") for word in words]
    named = [column for column in columns if column]
    return columns if "name" in named and len(named) >= 2 and len(named) == len(set(named)) else None


def expert(cells: Sequence[str], columns: Sequence[str] | None, known: Known, _today: date) -> list[Row]:
    """The expert on a line; raises Unreadable."""
    values = _placed(cells, columns) if columns else _guessed_expert(cells)
    where = values.get("where", "")
    _refuse_missing(
        {
            "name": _("没有写姓名"),
            "field": _("没有写专业领域"),
            "where": _("没有写明省内还是省外"),
            "unit": _("没有写单位"),
        },
        values,
    )
    if where not in PLACES and where not in YES_NO:
        raise Unreadable(_("“%(text)s”不是“省内”或“省外”", text=_quoted(where)))
    return [
        {
            "name": values["name"],
            "field": values["field"],
            "where": PLACES.get(where) or YES_NO[where],
            "unit": values["unit"],
            "telephone": _telephone(values, known) if values.get("telephone") else "",
        }
    ]


def on_duty(cells: Sequence[str], columns: Sequence[str] | None, known: Known, today: date) -> list[Row]:
    """Who is on duty by a line, once for each of its days; raises Unreadable."""
    values = _placed(cells, columns) if columns else _guessed_duty(cells)
    _refuse_missing({"on": _("没有写日期"), "name": _("没有写姓名"), "telephone": _("没有写电话")}, values)
    found = read_days(values["on"], today, is_date=bool(columns))
    if found is None:
        raise Unreadable(_("看不懂日期“%(text)s”，请写成 2月5日 或 2026-02-05", text=_quoted(values["on"])))
    days, rest = found
    words = f"{rest} {values.get('hours', '')}".strip()
    hours = read_hours(words) if words else ("", "")
    if hours is None:
        raise Unreadable(_("看不懂时间“%(text)s”，请写成 8:00-17:00 或 全天", text=_quoted(words)))
    telephone = _telephone(values, known)
    return [
        {"on": day.isoformat(), "from": hours[0], "until": hours[1], "name": values["name"], "telephone": telephone}
        for day in days
    ]


READERS: dict[str, Callable[[Sequence[str], Sequence[str] | None, Known, date], list[Row]]] = {
    EXPERTS: expert,
    DUTY: on_duty,
}


def _placed(cells: Sequence[str], columns: Sequence[str]) -> Row:
    """The cells under the heads of their columns."""
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


def _guessed_expert(cells: Sequence[str]) -> Row:
    values, rest = _sorted_out(cells, _kind_of_expert)
    return values | _in_order(rest, ("name", "field", "unit"))


def _guessed_duty(cells: Sequence[str]) -> Row:
    """What is no date and no hours but stands where one belongs is taken for it, so that it can be named."""
    values, rest = _sorted_out(cells, _kind_of_duty)
    open_columns = [column for column in ("on", "hours", "name") if column not in values]
    if len(rest) < len(open_columns) and "hours" in open_columns:
        open_columns.remove("hours")
    return values | _in_order(rest, open_columns[-len(rest) :])


def _sorted_out(cells: Sequence[str], column_of: Callable[[str], str | None]) -> tuple[Row, list[str]]:
    """The cells by what they look like, and those that look like nothing in particular.

    `column_of` says a column, "" for what is not read, None for nothing in particular.
    """
    values: Row = {}
    rest = []
    for cell in filter(None, cells):
        column = column_of(cell)
        if column is None:
            rest.append(cell)
        elif column:
            values[column] = f"{values[column]} {cell}" if column in values else cell
    if rest and re.fullmatch(r"\d{1,4}", rest[0]):
        rest = rest[1:]  # the number of the line
    return values, rest


def _in_order(cells: Sequence[str], columns: Sequence[str]) -> Row:
    if len(cells) > len(columns):
        raise Unreadable(_("多了“%(text)s”，请每人一行，按说明的顺序写", text=_quoted(cells[len(columns)])))
    return dict(zip(columns, cells, strict=False))


def _kind_of_expert(cell: str) -> str | None:
    if cell in PLACES:
        return "where"
    return "telephone" if _looks_called(cell) else None


def _kind_of_duty(cell: str) -> str | None:
    if read_days(cell, date(2000, 1, 1)) is not None:
        return "on"
    if _looks_called(cell):
        return "telephone"
    if is_weekday(cell):
        return ""
    return "hours" if read_hours(cell) is not None or re.fullmatch(r"-|\d{1,2}:\d\d", plain(cell)) else None


def _looks_called(cell: str) -> bool:
    """A telephone number, its mask, or one in which a digit is missing."""
    return MASK in cell or read_telephone(cell) is not None or re.fullmatch(r"[\d\s()+-]{5,}", plain(cell)) is not None


def _telephone(values: Mapping[str, str], known: Known) -> str:
    text = values["telephone"]
    if MASK in text:
        number = known.get((values["name"], text))
        if number is None:
            raise Unreadable(_("电话“%(text)s”中有星号，请写完整的号码", text=_quoted(text)))
        return number
    number = read_telephone(text)
    if number is None:
        raise Unreadable(_("“%(text)s”不像电话号码", text=_quoted(text)))
    return number


def _refuse_missing(sentences: Mapping[str, str], values: Mapping[str, str]) -> None:
    missing = [sentence for column, sentence in sentences.items() if not values.get(column)]
    if missing:
        raise Unreadable(_("、").join(missing))
    if any(len(value) > CELL_AT_MOST for value in values.values()):
        raise Unreadable(_("一栏内容超过 %(count)d 个字，请检查是否粘贴了别的内容", count=CELL_AT_MOST))


def known_numbers(rows: Sequence[Row]) -> Known:
    """By name and mask the numbers in these rows; of the same ones the first."""
    return {(row["name"], masked(row["telephone"])): row["telephone"] for row in reversed(rows) if row["telephone"]}


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED_AT_MOST else f"{text[:QUOTED_AT_MOST]}…"
