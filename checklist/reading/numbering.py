"""The numbers that open a heading or a paragraph. Line breaks may be lost, so numbers carry the structure: a number
counts only where it continues its own list."""

from __future__ import annotations

import re
from typing import NamedTuple

from checklist.reading import dates
from checklist.reading.squeezing import LINE, SPACE, Squeezed

_HAN_NUMBER = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?P<chapter>第[{_HAN_NUMBER}百]{{1,3}}[章编])|(?P<clause>第[{_HAN_NUMBER}]{{1,3}}节)"
    rf"|(?P<article>第[{_HAN_NUMBER}百\d]{{1,5}}条)"
    rf"|(?P<han>[{_HAN_NUMBER}]{{1,3}}[、．.])|(?P<enclosed_han>[（(][{_HAN_NUMBER}]{{1,3}}[）)][、．.]?)"
    r"|(?P<enclosed_digit>[（(]\d{1,2}[）)][、．.]?)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.．、%％]))(?=[一-鿿“《])"
    r"|(?P<digit>\d{1,2}(?:[．、]|\.(?!\d)|\.(?=\d{1,2}月\d|(?:19|20)\d\d年)))"
    r"|(?P<half>\d{1,2}[）)])|(?P<circled>[①-⑳])"
    r"|(?P<hash>#{1,6})(?=[^#\d*])|(?P<bold>\*\*)(?=[^*\d]{2,30}\*\*)|(?P<plain>\d{1,2})(?=[一-鿿])"
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
    text = squeezed.text
    candidates = [
        match
        for match in _MARKER.finditer(text, start, end)
        if not squeezed.enclosed[match.start()]
        and (match.lastgroup != "han" or not text.startswith("第", match.start() - 1))
    ]
    without_lines = not any(squeezed.gap[m.start()] >= LINE and m.start() > start for m in candidates)
    sectioned = sum(m.lastgroup == "decimal" and squeezed.gap[m.start()] >= LINE for m in candidates) > 1
    first_of = _firsts(candidates) if without_lines else {}
    latest: dict[str, int] = {}
    found: list[Marker] = []
    regions = iter(skipped)
    region = next(regions, None)
    for match in candidates:
        at, style = match.start(), str(match.lastgroup)
        while region and region[1] <= at:
            region = next(regions, None)
        if region and region[0] <= at:
            continue
        opening = _undecorated(squeezed, at, start)
        opens_line = opening == start or squeezed.gap[opening] >= LINE
        if style in _UNNUMBERED:
            if (opens_line or without_lines and squeezed.gap[at] >= SPACE) and not _MARKER.match(text, match.end()):
                found.append(Marker(match.end(), match.end(), style + str(len(match.group())), style == "bold"))
            continue
        if style in ("decimal", "plain") and not (sectioned and opens_line and _heads_section(squeezed, match, style)):
            continue
        value = _value(match.group())
        before = text[at - 1] if at else "。"
        if before.isdigit() and not opens_line:
            continue
        follows = value == 1 or value == latest.get(style, 0) + 1
        if opens_line:
            fits = (
                style == "decimal"
                or follows
                or value > 1
                and (style not in ("digit", "plain") or _near(value, latest.get(style, 0)))
            )
        elif style in ("half", "circled") and before not in _OPENERS:
            fits = False
        elif before in _OPENERS or squeezed.gap[at] >= SPACE or opening < at:
            fits = (follows or first_of.get(style) == at) and (before != "：" or without_lines)
        else:
            fits = follows and without_lines and style in _INLINE and (value == 1 or style in latest)
        if fits and _leads_on(text, match, end):
            latest[style] = value
            if style == "han":
                latest.pop("digit", None)
            name = style + str(match.group().count(".")) if style == "decimal" else style
            found.append(Marker(at, match.end(), name, text.startswith("**", at - 2)))
    return found


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
    return after < end and not re.match(
        rf"\d{{1,2}}[、，.．；。](?!\d*月)|[、，。；．]|[{_HAN_NUMBER}]、", text[after : after + 6]
    )
