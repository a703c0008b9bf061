"""One line of a roster becomes a row: an expert, or somebody on duty, by the heads of the columns or without any."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from checklist.evidence.duty_times import is_weekday, plain, read_days, read_hours
from checklist.evidence.provinces import PROVINCES, is_home
from checklist.telephones import MASK, masked, read_telephone

EXPERTS, DUTY = "experts", "duty"
LOCAL, ELSEWHERE = "local", "elsewhere"
CELL_AT_MOST, QUOTED_AT_MOST = 100, 20

PLACES = {"省内": LOCAL, "本省": LOCAL, "省内专家": LOCAL, "省外": ELSEWHERE, "外省": ELSEWHERE, "省外专家": ELSEWHERE}
YES_NO = {"是": LOCAL, "否": ELSEWHERE}

# A name and a mask -> the number behind it, as the organization gave it earlier.
Known = Mapping[tuple[str, str], str]
Row = dict[str, str]


class Unreadable(Exception):
    """A line that is no row of this sort of roster; `sentence` says why. `is_hollow`: a cell that it needs is empty."""

    def __init__(self, sentence: str, *, is_hollow: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.is_hollow = sentence, is_hollow


@dataclass(frozen=True)
class Reading:
    """What a roster is read by: the numbers behind masks, the day, and the office, whose province is within."""

    known: Known
    today: date
    office: str


def expert(cells: Sequence[str], columns: Sequence[str] | None, by: Reading) -> list[Row]:
    """The expert on a line; raises Unreadable."""
    values = _placed(cells, columns) if columns else _guessed_expert(cells)
    where = values.get("where") or values.get("province", "")
    if where:
        values["where"] = where
    _refuse_missing(
        {
            "name": _("没有写姓名"),
            "field": _("没有写专业领域"),
            "where": _("没有写明省内还是省外"),
            "unit": _("没有写单位"),
        },
        values,
        columns,
    )
    province = next((word for word in (values.get("province"), where) if word in PROVINCES), "")
    if where not in PLACES and where not in YES_NO and where not in PROVINCES:
        raise Unreadable(_("“%(text)s”不是“省内”或“省外”，也不是省份名称", text=_quoted(where)))
    in_province = LOCAL if where in PROVINCES and is_home(where, by.office) else ELSEWHERE
    return [
        {
            "name": values["name"],
            "field": values["field"],
            "where": PLACES.get(where) or YES_NO.get(where) or in_province,
            "unit": values["unit"],
            "telephone": _telephone(values, by.known) if values.get("telephone") else "",
        }
        | ({"province": province} if province else {})
    ]


def on_duty(cells: Sequence[str], columns: Sequence[str] | None, by: Reading) -> list[Row]:
    """Who is on duty by a line, once for each of its days; raises Unreadable."""
    values = _placed(cells, columns) if columns else _guessed_duty(cells)
    sentences = {"on": _("没有写日期"), "name": _("没有写姓名"), "telephone": _("没有写电话")}
    _refuse_missing(sentences, values, columns)
    found = read_days(values["on"], by.today, is_date=bool(columns))
    if found is None:
        raise Unreadable(_("看不懂日期“%(text)s”，请写成 2月5日 或 2026-02-05", text=_quoted(values["on"])))
    days, rest = found
    words = f"{rest} {values.get('hours', '')}".strip()
    hours = read_hours(words) if words else ("", "")
    if hours is None:
        raise Unreadable(_("看不懂时间“%(text)s”，请写成 8:00-17:00 或 全天", text=_quoted(words)))
    telephone = _telephone(values, by.known)
    return [
        {"on": day.isoformat(), "from": hours[0], "until": hours[1], "name": values["name"], "telephone": telephone}
        for day in days
    ]


READERS: dict[str, Callable[[Sequence[str], Sequence[str] | None, Reading], list[Row]]] = {
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
    if cell in PLACES or cell in PROVINCES:
        return "where" if cell in PLACES else "province"
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


def _refuse_missing(sentences: Mapping[str, str], values: Mapping[str, str], columns: Sequence[str] | None) -> None:
    """`columns`: those of the heads; without any, whatever is missing may be an empty cell."""
    missing = {column: sentence for column, sentence in sentences.items() if not values.get(column)}
    if missing:
        is_hollow = columns is None or any(column in columns for column in missing)
        raise Unreadable(_("、").join(missing.values()), is_hollow=is_hollow)
    if any(len(value) > CELL_AT_MOST for value in values.values()):
        raise Unreadable(_("一栏内容超过 %(count)d 个字，请检查是否粘贴了别的内容", count=CELL_AT_MOST))


def known_numbers(rows: Sequence[Row]) -> Known:
    """By name and mask the numbers in these rows; of the same ones the first."""
    return {(row["name"], masked(row["telephone"])): row["telephone"] for row in reversed(rows) if row["telephone"]}


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED_AT_MOST else f"{text[:QUOTED_AT_MOST]}…"
