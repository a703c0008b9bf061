"""The numbers that open a heading or a paragraph. Line breaks may be lost, so numbers carry the structure: a number
counts only where it continues its own list."""

from __future__ import annotations

import re
from typing import NamedTuple

from checklist.reading import dates
from checklist.reading.squeezing import LINE, SPACE, Squeezed

_HAN_NUMBER = "一二三四五六七八九十"
_NEXT = dict(zip(_HAN_NUMBER, _HAN_NUMBER[1:], strict=False))
_MARKER = re.compile(
    rf"(?P<chapter>第[{_HAN_NUMBER}百]{{1,3}}[章编])|(?P<clause>第[{_HAN_NUMBER}]{{1,3}}节)"
    rf"|(?P<article>第[{_HAN_NUMBER}百\d]{{1,5}}条)"
    rf"|(?P<han>[{_HAN_NUMBER}]{{1,3}}[、．.])|(?P<enclosed_han>[（(][{_HAN_NUMBER}]{{1,3}}[）)][、．.]?)"
    r"|(?P<enclosed_digit>[（(]\d{1,2}[）)][、．.]?)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.．、%％]|月\d))(?=[一-鿿“《])"
    r"|(?P<digit>\d{1,2}(?:[．、]|\.(?!\d)|\.(?=\d{1,2}月\d|(?:19|20)\d\d年)))"
    r"|(?P<half>\d{1,2}[）)])|(?P<circled>[①-⑳])"
    r"|(?P<hash>#{1,6})(?=[A-Za-z一-鿿“《【（(])|(?P<bold>\*\*)(?=[^*\d]{2,30}\*\*)|(?P<plain>\d{1,2})(?=[一-鿿])"
    rf"|(?P<bare>[{_HAN_NUMBER}]{{1,2}})(?=[一-鿿])"
)
# Marks of Markdown and of lists that may stand between the start of a line and its number.
_DECORATION = frozenset("#*-–—•·●◆■▶>")
_MOST_DECORATION = 8
_OPENERS = "。；！？：》”）"
_UNIT = re.compile("[万亿千百元米吨年月日时分秒个名人次类项场篇份条期天件家支岁周倍]")
_UNNUMBERED = ("hash", "bold")
_INLINE = ("han", "enclosed_han", "digit")  # the only ones that count in the middle of a line without an opener


class Marker(NamedTuple):
    """`start` is where the heading begins, with its number; `after` is where the words behind the number begin."""

    start: int
    after: int
    style: str
    bold: bool = False


def markers(squeezed: Squeezed, start: int, end: int, skipped: list[tuple[int, int]]) -> list[Marker]:
    """Numbers that open a paragraph, each following the one before it in its own list; none in the skipped regions."""
    numbering = _Numbering(squeezed, start, end)
    found: list[Marker] = []
    regions = iter(skipped)
    region = next(regions, None)
    for match in numbering.candidates:
        at = match.start()
        while region and region[1] <= at:
            region = next(regions, None)
        if not (region and region[0] <= at) and (marker := numbering.marker(match)):
            found.append(marker)
    return found


class _Numbering:
    """Which number each list of squeezed[start:end] has come to."""

    def __init__(self, squeezed: Squeezed, start: int, end: int) -> None:
        self.squeezed, self.start, self.end = squeezed, start, end
        text, gap = squeezed.text, squeezed.gap
        self.candidates = [
            match
            for match in _MARKER.finditer(text, start, end)
            if not squeezed.enclosed[match.start()]
            and (match.lastgroup != "han" or not text.startswith("第", match.start() - 1))
        ]
        on_lines = [match for match in self.candidates if gap[match.start()] >= LINE]
        self.without_lines = not any(match.start() > start for match in on_lines)
        self.sectioned = sum(match.lastgroup == "decimal" for match in on_lines) > 1
        self.first_of = _firsts(self.candidates) if self.without_lines else {}
        self.latest: dict[str, int] = {}
        self.after = -1  # where the words begin behind the last number

    def marker(self, match: re.Match[str]) -> Marker | None:
        squeezed, at, style = self.squeezed, match.start(), str(match.lastgroup)
        if style == "bare":  # 一 总则, with a space for the comma
            if not (squeezed.lined and squeezed.gap[at] >= LINE and squeezed.gap[match.end()] == SPACE):
                return None
            style = "han"
        opening = _undecorated(squeezed, at, self.start)
        opens_line = opening == self.start or squeezed.gap[opening] >= LINE
        if style in _UNNUMBERED:
            opens = opens_line or self.without_lines and squeezed.gap[at] >= SPACE
            if not opens or match.end() >= self.end or at == self.after or _MARKER.match(squeezed.text, match.end()):
                return None
            return Marker(match.end(), match.end(), style + str(len(match.group())), style == "bold")
        if not self._fits(match, style, opening, opens_line) or not _leads_on(squeezed.text, match, self.end):
            return None
        self.after = match.end()
        self.latest[style] = _value(match.group())
        if style == "han":
            self.latest.pop("digit", None)
        name = style + str(match.group().count(".")) if style == "decimal" else style
        return Marker(at, match.end(), name, squeezed.text.startswith("**", at - 2))

    def _fits(self, match: re.Match[str], style: str, opening: int, opens_line: bool) -> bool:
        """Whether the number stands where one may, and is the next of its list."""
        squeezed, at, value = self.squeezed, match.start(), _value(match.group())
        before = squeezed.text[at - 1] if at else "。"
        latest = self.latest.get(style, 0)
        follows = value in (1, latest + 1)
        if style in ("decimal", "plain"):
            heads = self.sectioned and opens_line and _heads_section(squeezed, match, style)
            return heads and (style == "decimal" or follows or _near(value, latest))
        if opens_line:
            return follows or value > 1 and (style != "digit" or _near(value, latest))
        spaced = self.without_lines and squeezed.gap[at] >= SPACE
        if before.isdigit() and not spaced or style in ("half", "circled") and before not in _OPENERS and not spaced:
            return False
        if before in _OPENERS or squeezed.gap[at] >= SPACE or opening < at:
            return (follows or self.first_of.get(style) == at) and (before != "：" or self.without_lines)
        return follows and self.without_lines and style in _INLINE and (value == 1 or style in self.latest)


def _near(value: int, before: int) -> bool:
    """A list of digits may leave one number out, or start at another than 1 where nothing came before."""
    return value == before + 2 or not before


def _value(number: str) -> int:
    if len(number) == 1 and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    return dates.number(re.sub(rf"[^{_HAN_NUMBER}\d]", "", number))


def _firsts(candidates: list[re.Match[str]]) -> dict[str, int]:
    """Where a list starts that does not start at 1, as the middle of a paper does: its first number, if one follows."""
    numbers: dict[str, list[tuple[int, int]]] = {}
    for match in candidates:
        if match.lastgroup in ("han", "enclosed_han", "article"):
            numbers.setdefault(match.lastgroup, []).append((match.start(), _value(match.group())))
    return {
        style: found[0][0]
        for style, found in numbers.items()
        if len(found) > 1 and found[0][1] > 1 and found[1][1] == found[0][1] + 1
    }


def _undecorated(squeezed: Squeezed, at: int, start: int) -> int:
    """Where the marks begin that stand in front of a number: ## 一、, **1."""
    least = max(start, at - _MOST_DECORATION)
    while at > least and squeezed.gap[at] < LINE and squeezed.text[at - 1] in _DECORATION:
        at -= 1
    return at


def _heads_section(squeezed: Squeezed, match: re.Match[str], style: str) -> bool:
    """1.2 编制依据 and 1 总则, not 1.5万吨 and 3个."""
    spaced = squeezed.gap[match.end()] >= SPACE
    return spaced if style == "plain" else spaced or not _UNIT.match(squeezed.text, match.end())


def _leads_on(text: str, match: re.Match[str], end: int) -> bool:
    """A number needs words behind it: not 1、2、3 in a row, not a unit or a quantity."""
    after = match.end()
    if match.lastgroup == "han" and text[after : after + 1] == _NEXT.get(match.group()[:-1]):  # 一、二年级
        return False
    return after < end and not re.match(
        rf"\d{{1,2}}[、，.．；。](?!\d*月)|[、，。；．]|[{_HAN_NUMBER}]、", text[after : after + 6]
    )
