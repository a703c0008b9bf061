"""The numbers that a browser puts before the items of a list."""

from __future__ import annotations

import re

from lxml import etree

from checklist.reading.formats.numerals import numeral

_STYLE = re.compile(r"list-style(?:-type)?\s{0,20}:\s{0,20}([\w-]{1,40})", re.IGNORECASE)
_BY_TYPE = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BY_STYLE = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "none": "none",
}  # fmt: skip


class Numbered:
    """An open list. The items of one that is not ordered have no label."""

    def __init__(self, element: etree._Element) -> None:
        found = _STYLE.search((element.get("style") or "")[:2000])
        styled = _BY_STYLE.get(found[1].lower(), "decimal") if found else ""
        self._style = styled or _BY_TYPE.get(element.get("type") or "", "decimal")
        self._is_ordered = element.tag == "ol" and self._style != "none"
        self._next = _whole(element.get("start"), 1)

    def label(self, item: etree._Element) -> str:
        """Of the next item."""
        number = _whole(item.get("value"), self._next)
        self._next = number + 1
        if not self._is_ordered:
            return ""
        return numeral(self._style, number) + ("、" if self._style == "chineseCounting" else ". ")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
