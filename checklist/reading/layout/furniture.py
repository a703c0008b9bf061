"""Page numbers, running heads and feet, watermarks: on the page, but not of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from checklist.reading.layout.segments import Sheet, Words

# Where the edge of a page ends: GB/T 9704 leaves 37 mm of 297 above and 35 below.
_EDGE = 0.13
_DASH = r"[-－—–―~～·•_\s]*"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4}|[ivxIVX]{1,6})"
_NUMBER = re.compile(
    rf"{_DASH}(?:{_COUNT}|第\s*{_COUNT}\s*页(?:{_DASH}[，,/／（(|]?\s*共\s*{_COUNT}\s*页[）)]?)?"
    rf"|共\s*{_COUNT}\s*页{_DASH}[，,/／]?\s*第\s*{_COUNT}\s*页"
    rf"|{_COUNT}\s*[/／]\s*{_COUNT}|(?:Page|PAGE|page|p\.)\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?){_DASH}"
)
# What a browser prints above and beneath a page: the hour and the title, the address and the number.
_PRINTED = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+(?:[上下]午\s*)?\d{1,2}:\d\d\b.{0,200}"
)
_NUMBERS = re.compile(rf"第\s*{_COUNT}\s*页|共\s*{_COUNT}\s*页|\d+\s*[/／]\s*\d+|(?<=\s)\d{{1,4}}$|^\d{{1,4}}(?=\s)")
_ANNEX = re.compile(r"附\s*[件录表]")
_LARGE = 1.8


def without_furniture(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets, in place, without what is furniture."""
    _drop_watermarks(sheets)
    repeated = _repeated(sheets)
    for sheet in sheets:
        edges = list(_edges(sheet))
        dropped = {id(words) for words in edges if _is_furniture(sheet, words, repeated)}
        for words in edges:  # the number of a row is no page number: what is not alone on its line stays
            if any(abs(other.y - words.y) < words.size / 2 and id(other) not in dropped for other in edges):
                dropped.discard(id(words))
        sheet.words = [words for words in sheet.words if id(words) not in dropped]
    return sheets


def _is_furniture(sheet: Sheet, words: Words, repeated: set[tuple[str, int]]) -> bool:
    text = words.text.strip()
    return bool(_NUMBER.fullmatch(text) or _PRINTED.fullmatch(text)) or _key(sheet, words) in repeated


def _edges(sheet: Sheet) -> Iterator[Words]:
    height = sheet.bottom - sheet.top
    for words in sheet.words:
        if not words.cells and (words.y < sheet.top + _EDGE * height or words.y > sheet.bottom - _EDGE * height):
            yield words


def _key(sheet: Sheet, words: Words) -> tuple[str, int]:
    """What a running head has in common from page to page: its words without the number, and its height."""
    place = (words.y - sheet.top) / (sheet.bottom - sheet.top or 1)
    return _NUMBERS.sub("", words.text).strip(), round(place * 60)


def _repeated(sheets: list[Sheet]) -> set[tuple[str, int]]:
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_key(sheet, words) for words in _edges(sheet)})
    enough = max(2, 0.3 * len(sheets))
    return {key for key, times in seen.items() if times >= enough and not _ANNEX.match(key[0])}


def _drop_watermarks(sheets: list[Sheet]) -> None:
    """Large words that stand in the same place of every page of three or more."""
    if len(sheets) < 3:
        return
    sizes = sorted(words.size for sheet in sheets for words in sheet.words)
    if not sizes:
        return
    usual = sizes[len(sizes) // 2]
    seen = Counter(
        key for sheet in sheets for key in {_mark(words) for words in sheet.words if words.size > _LARGE * usual}
    )
    marks = {key for key, times in seen.items() if times == len(sheets)}
    for sheet in sheets:
        sheet.words = [words for words in sheet.words if _mark(words) not in marks]


def _mark(words: Words) -> tuple[str, int, int]:
    return words.text, round(words.left), round(words.y)
