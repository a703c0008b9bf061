"""What of a kept file can be shown in a page: pictures of it, its text, its tables. Made anew where it is missing."""

import csv
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checklist.files.isolating import Finding, examine, known_finding, preview_folder
from checklist.files.models import StoredFile
from checklist.files.refusing import lost_sentence, refusal
from checklist.files.storing import path_of
from checklist.reading.radicals import RADICALS
from checklist.refusals import Missing, Refused

MOST_CONTENT_BYTES = 64 * 1024 * 1024
# How half a character may be written, which no page can be sent with; also words that only look like it.
HALVES = re.compile(rb"\\u[dD][89a-fA-F]")
_DELIMITERS = "\t,;，"


@dataclass(frozen=True)
class Table:
    """Rows of text, all as far as the sheet goes; merged cells are empty, numbers are as they were typed or saved.

    `formulas`: something in it is calculated. `is_cut`: there are more rows or columns than are read.
    """

    name: str
    rows: list[list[str]]
    formulas: bool
    is_cut: bool


@dataclass(frozen=True)
class Content:
    """What the child wrote down of the file's text."""

    text: str
    blocks: list[list[Any]]
    tables: list[Table]
    is_cut: bool


@dataclass(frozen=True)
class Preview:
    """What is shown. `pages` pictures of `of_pages`; `blocks` as in examining/words.py; `is_cut`: there is more."""

    pages: int
    of_pages: int
    text: str
    blocks: list[list[Any]]
    tables: list[Table]
    is_cut: bool


def preview_of(file: StoredFile) -> Preview:
    """All that can be shown of the file; raises Refused where its bytes are gone or no longer taken for safe."""
    finding = ensure_preview(file)
    content = _content(file) if finding.has_text else Content("", [], [], False)
    return Preview(
        finding.pages,
        finding.of_pages,
        content.text.translate(RADICALS),
        content.blocks,
        content.tables,
        content.is_cut or finding.pages < finding.of_pages,
    )


def tables_of(file: StoredFile) -> list[Table]:
    """The tables in the file: the sheets of a spreadsheet, the tables of a Word document, a text file with commas or
    tabs; none where there are none. Raises Refused as `preview_of` does."""
    preview = preview_of(file)
    if file.media_type == "text/plain":
        return _table_in(preview.text, preview.is_cut)
    written = [block[-1] for block in preview.blocks if block[0] == "table"]
    return preview.tables + [Table("", rows, False, preview.is_cut) for rows in written]


def text_of(file: StoredFile) -> str:
    """The file's text, of a long one the beginning; empty where it has none, as a scan has none."""
    return preview_of(file).text


def page_picture(file: StoredFile, number: int) -> Path:
    """The picture of a page, counted from 1; raises Missing where there is none."""
    if not 1 <= number <= file.pages:
        raise Missing
    return _picture(file, f"page-{number}.jpg")


def thumbnail_of(file: StoredFile) -> Path:
    """A small square picture of the file, of its first page; raises Missing where it has no pages."""
    if not file.pages:
        raise Missing
    return _picture(file, "thumbnail.jpg")


def ensure_preview(file: StoredFile) -> Finding:
    """What the file is, its preview made when it is missing: then it takes seconds."""
    finding = known_finding(file.sha256)
    if finding is not None:
        return finding
    path = path_of(file.sha256)
    if not path.is_file():
        raise Refused(lost_sentence())
    return examine(path, file.sha256)


def has_preview(file: StoredFile) -> bool:
    """Whether showing the file takes no time."""
    return known_finding(file.sha256) is not None


def _picture(file: StoredFile, name: str) -> Path:
    ensure_preview(file)
    path = preview_folder(file.sha256) / name
    if not path.is_file() or not path.stat().st_size:  # somebody tidied up, or the power failed
        _made_anew(file)
    if not path.is_file():
        raise Missing
    return path


def _content(file: StoredFile) -> Content:
    """The child is not believed: what has another shape is made anew once, and then said to be no good."""
    content = _written(file)
    if content is None:
        _made_anew(file)
        content = _written(file)
    if content is None:
        raise refusal("unsafe")
    return content


def _made_anew(file: StoredFile) -> None:
    shutil.rmtree(preview_folder(file.sha256), ignore_errors=True)
    ensure_preview(file)


def _written(file: StoredFile) -> Content | None:
    path = preview_folder(file.sha256) / "content.json"
    try:
        if path.stat().st_size > MOST_CONTENT_BYTES:
            return None
        data = path.read_bytes()
        written = json.loads(data)
        if HALVES.search(data):
            json.dumps(written, ensure_ascii=False).encode()
        content = Content(
            written["text"], written["blocks"], [Table(**table) for table in written["tables"]], written["is_cut"]
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    is_well = isinstance(content.text, str) and isinstance(content.is_cut, bool) and isinstance(content.blocks, list)
    return content if is_well and all(map(_is_block, content.blocks)) and all(map(_is_table, content.tables)) else None


def _is_block(block: object) -> bool:
    match block:
        case ["heading", int(), str()] | ["paragraph" | "item", str()]:
            return True
        case ["table", rows]:
            return _are_rows(rows)
    return False


def _is_table(table: Table) -> bool:
    types = (type(table.name), type(table.formulas), type(table.is_cut))
    return types == (str, bool, bool) and _are_rows(table.rows)


def _are_rows(rows: object) -> bool:
    if not isinstance(rows, list):
        return False
    return all(isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows)


def _table_in(text: str, is_cut: bool) -> list[Table]:
    """Lines of several columns, by whichever sign parts most of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    if delimiter not in first:
        return []
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error:
        return []
    return [Table("", [[cell.strip() for cell in row] for row in rows], False, is_cut)]
