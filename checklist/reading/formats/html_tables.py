"""A table of HTML: whether it holds data or lays out the page, and its rows."""

from __future__ import annotations

from lxml import etree

from checklist.reading.formats.html_elements import is_dropped, is_inline
from checklist.reading.formats.html_lines import collapsed

MOST_CELL = 500  # characters; a cell with more is no cell but a column of the page's layout


def holds_data(table: etree._Element) -> bool:
    """Whether it is a table, and not the layout of a page: rows of several short cells, and no table in it."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [_cells(row) for row in table.iter("tr")]
    if sum(bool(row) for row in cells) < 2 or max(map(len, cells)) < 2:
        return False
    return all(len("".join(cell.itertext())) <= MOST_CELL for row in cells for cell in row)


def rows(table: etree._Element) -> list[tuple[str, int]]:
    """Each row that says something, with tabs between its cells; and how many characters of it are links."""
    found = []
    for row in table.iter("tr"):
        cells = [_read(cell) for cell in _cells(row)]
        text = "\t".join(text for text, _ in cells).strip("\t")
        if text.strip():
            found.append((text, sum(linked for _, linked in cells)))
    return found


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _read(cell: etree._Element) -> tuple[str, int]:
    """Its text in one line, and how many characters of it are links."""
    words: list[str] = []
    linked = links = 0
    events = etree.iterwalk(cell, events=("start", "end"))
    skipped = False
    for event, element in events:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipped = not tag or (element is not cell and is_dropped(element))
            if skipped:
                events.skip_subtree()
                continue
            links += tag == "a"
            words.append(("" if is_inline(tag) else " ") + (element.text or ""))
            linked += len((element.text or "").strip()) if links else 0
            continue
        links -= tag == "a" and not skipped
        skipped = False
        if element is not cell:
            words.append(element.tail or "")
    return " ".join(collapsed("".join(words)).split()), linked
