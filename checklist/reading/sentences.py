"""The prose cut into stretches that a person can tick, for the directive that the reader missed."""

from __future__ import annotations

import re

from checklist.reading.model import Span

LONG = 40  # a sentence longer than this is offered clause by clause
_SENTENCE_END = re.compile(
    r"[。！？；!?;]+[”’」）)]?|\.(?=\s|$)|\n[ \t\u3000]*\n|\n(?=[ "
    r"\t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|\u3000|[-*#]))|(?<=[：:])\n|"
    r"\n(?=[^\n]{0,40}[：:])"
)
_OPENING, _CLOSING = frozenset("（(“‘《〔【["), frozenset("）)”’》〕】]")
_STOPS = frozenset("。！？；，：!?;,:")
_CLAUSE_END = re.compile(r"，|,(?=\s)")


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of text[start:end] in order, none overlapping; together they hold all that is not white space."""
    found: list[Span] = []
    at = max(0, start)
    end = min(end, len(text))
    for match in _SENTENCE_END.finditer(text, at, end):
        _add(found, text, at, match.end())
        at = match.end()
    _add(found, text, at, end)
    return tuple(found)


def clauses(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of text[start:end] that each end with a comma or more, outside brackets and quotation marks."""
    found: list[Span] = []
    at, depth = start, 0
    for place in range(start, end):
        character = text[place]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif not depth and character in _STOPS and not _is_inside_number(text, place):
            _trimmed(found, text, at, place + 1)
            at = place + 1
    _trimmed(found, text, at, end)
    return tuple(found)


def _is_inside_number(text: str, at: int) -> bool:
    return text[at] in ",:." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    if end - start <= LONG:
        _trimmed(found, text, start, end)
        return
    at = start
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.end() - at >= 6 and end - match.end() >= 6:
            _trimmed(found, text, at, match.end())
            at = match.end()
    _trimmed(found, text, at, end)


def _trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    stretch = text[start:end]
    body = stretch.strip()
    if body:
        first = start + len(stretch) - len(stretch.lstrip())
        found.append(Span(first, first + len(body)))
