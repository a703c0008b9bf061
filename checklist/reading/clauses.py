"""Prose into sentences and clauses. A directive is a clause or a few, so the clause is the unit that is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checklist.reading.squeezing import PARAGRAPH, Squeezed

_STOP = re.compile(r"[。！？；;!?，,：:]")
_ENDS_SENTENCE = frozenset("。！？；;!?")
_MAX_CLAUSE = 400  # what runs on longer without a comma is no prose; judging looks no further


@dataclass(frozen=True)
class Clause:
    start: int
    end: int  # without the punctuation
    text: str
    stop: str  # the punctuation behind it, empty at the end of a paragraph


def sentences_of(squeezed: Squeezed, start: int, end: int) -> Iterator[list[Clause]]:
    """The clauses of each sentence in turn. A line break ends a sentence only where an indented paragraph begins."""
    sentence: list[Clause] = []
    at = start
    for stop, mark in _stops(squeezed, start, end):
        if stop > at:
            sentence.append(Clause(at, stop, squeezed.text[at : min(stop, at + _MAX_CLAUSE)], mark))
        at = stop + len(mark)
        if sentence and (mark in _ENDS_SENTENCE or not mark):
            yield sentence
            sentence = []
    if at < end:
        sentence.append(Clause(at, end, squeezed.text[at : min(end, at + _MAX_CLAUSE)], ""))
    if sentence:
        yield sentence


def _stops(squeezed: Squeezed, start: int, end: int) -> Iterator[tuple[int, str]]:
    text, gap = squeezed.text, squeezed.gap
    breaks = [at for at in squeezed.lines_between(start, end) if gap[at] == PARAGRAPH]
    next_break = 0
    for match in _STOP.finditer(text, start, end):
        at = match.start()
        while next_break < len(breaks) and breaks[next_break] <= at:
            yield breaks[next_break], ""
            next_break += 1
        if squeezed.enclosed[at] or _inside_number(text, at):
            continue
        yield at, match.group()
    for line in breaks[next_break:]:
        yield line, ""


def _inside_number(text: str, at: int) -> bool:
    return text[at] in ",:：" and 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()
