"""Spreadsheets as rows of text: what is calculated as the value that was saved with it, what is merged as empty."""

import re
import unicodedata
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from checklist.files.examining.packages import XLSX, main_part
from checklist.files.examining.problem import Problem
from checklist.reading.packages import attribute, local, opened, part

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 20, 20_000, 100
MOST_CHARACTERS, MOST_CELL = 4_000_000, 2_000
TEXT_CHARACTERS, OPENING_ROWS = 300_000, 5
# A filled cell far beyond the last that anybody reads: the reader would lay out everything before it.
_FAR_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="(?:[A-Z]{3}\d+|[A-Z]+\d{6,})"[^>]*(?<!/)>')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def read_sheets(path: Path, media_type: str) -> dict[str, Any]:
    """The tables of the workbook, its text; raises Problem. Laid out too far to be read: no tables."""
    calculated = _looked_through(path) if media_type == XLSX else {}
    if calculated is None:
        return {}
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        tables = [_table(workbook, name, calculated.get(name, False)) for name in workbook.sheet_names[:MOST_SHEETS]]
    except PasswordError as problem:
        raise Problem("password") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise Problem("broken") from problem
    return _bounded([table for table in tables if table["rows"]], len(workbook.sheet_names) > MOST_SHEETS)


def _looked_through(path: Path) -> dict[str, bool] | None:
    """By name of the sheet, whether anything in it is calculated; None when a cell is too far out."""
    with opened(path) as archive:
        found = {}
        for name, place in _sheet_places(archive).items():
            if place not in archive.NameToInfo:
                continue
            sheet = archive.read(place)
            if _FAR_CELL.search(sheet):
                return None
            found[name] = bool(_FORMULA.search(sheet))
    return found


def _sheet_places(archive: ZipFile) -> dict[str, str]:
    """By name of the sheet, the part that it is in."""
    home = main_part(archive, XLSX)
    folder, _slash, file = home.rpartition("/")
    relations = part(archive, f"{folder}/_rels/{file}.rels")
    targets = {
        attribute(each, "Id"): attribute(each, "Target") for each in (relations if relations is not None else ())
    }
    workbook = part(archive, home)
    places = {}
    for element in workbook.iter() if workbook is not None else ():
        if local(element) == "sheet":
            target = targets.get(attribute(element, "id"), "")
            places[attribute(element, "name")] = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return places


def _table(workbook: CalamineWorkbook, name: str, has_formulas: bool) -> dict[str, Any]:
    sheet = workbook.get_sheet_by_name(name)
    cells = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    rows = [[_words(cell) for cell in row[:MOST_COLUMNS]] for row in cells[:MOST_ROWS]]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    return {
        "name": _words(name),
        "rows": [row[:width] for row in rows],
        "formulas": has_formulas,
        "is_cut": len(cells) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in cells[:1]),
    }


def _words(cell: Any) -> str:
    """A cell as text on one line; whole numbers without a fraction."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = unicodedata.normalize("NFC", str(cell)).replace("\0", "")
    return " ".join(words.split())[:MOST_CELL]


def _bounded(tables: list[dict[str, Any]], is_cut: bool) -> dict[str, Any]:
    left = MOST_CHARACTERS
    lines: list[str] = []
    for table in tables:
        for place, row in enumerate(table["rows"]):
            left -= sum(map(len, row)) + len(row)
            if left < 0:
                table["rows"], table["is_cut"] = table["rows"][:place], True
                break
            lines.append("\t".join(row).rstrip())
    opening = [cell for table in tables[:1] for row in table["rows"][:OPENING_ROWS] for cell in row]
    return {
        "text": "\n".join(lines)[:TEXT_CHARACTERS],
        "opening": "\n".join(opening),
        "tables": tables,
        "is_cut": is_cut or any(table["is_cut"] for table in tables),
    }
