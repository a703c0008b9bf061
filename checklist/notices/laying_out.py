"""The text of a notice laid out for reading: paragraphs of segments, each segment with the directive it states.

The text itself is never changed. Line breaks that fall inside a sentence, as they do in text taken from a scan or a
web page, are not shown.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from checklist.notices.blocks import blocks
from checklist.notices.models import Directive
from checklist.reading import Span, sentences

Marked = TypeVar("Marked", Directive, Span)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Segment:
    """A stretch of text: `pieces` of words, each with the number of characters behind it that are not shown.

    `anchors`: the directives whose passage begins here, so that links find them.
    """

    pieces: tuple[tuple[str, int], ...]
    directive: Directive | None = None
    anchors: tuple[Directive, ...] = ()
    is_strong: bool = False

    @property
    def text(self) -> str:
        return "".join(words for words, _hidden in self.pieces)


@dataclass(frozen=True)
class Sentence:
    """A stretch that can be ticked; `directive`: the one that has its passage in it already."""

    start: int
    end: int
    text: str
    directive: Directive | None


@dataclass(frozen=True)
class Paragraph:
    role: str
    start: int
    end: int
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...] = ()


def laid_out(text: str, part: dict[str, Any], directives: Iterable[Directive]) -> list[Paragraph]:
    """The paragraphs of one document of the text, with the passages of these directives told apart."""
    marked = sorted(directives, key=lambda directive: (directive.start, directive.end))
    headings = [Span(heading["start"], heading["end"]) for heading in part["headings"]]
    found = list(blocks(text, part, headings))
    stretches = [Span(start, end) for _role, start, end in found]
    return [
        Paragraph(role, start, end, tuple(_segments(text, start, end, near, near_headings)))
        for (role, start, end), near, near_headings in zip(
            found, _overlapping(stretches, marked), _overlapping(stretches, headings), strict=True
        )
    ]


def with_sentences(text: str, part: dict[str, Any], directives: Iterable[Directive]) -> list[Paragraph]:
    """The same paragraphs, each with the sentences that begin in it."""
    marked = sorted(directives, key=lambda directive: (directive.start, directive.end))
    spans = sentences(text, part["start"], part["end"])
    ticks = deque(
        Sentence(span.start, span.end, shown(text[span.start : span.end]), near[0] if near else None)
        for span, near in zip(spans, _overlapping(spans, marked), strict=True)
    )
    found = []
    for paragraph in laid_out(text, part, ()):
        own = []
        while ticks and ticks[0].start < paragraph.end:
            tick = ticks.popleft()
            if tick.start >= paragraph.start:
                own.append(tick)
        found.append(replace(paragraph, sentences=tuple(own)))
    return found


def shown(text: str) -> str:
    """A passage in one line: no line breaks, and a space only where letters would touch."""
    return _SPACE.sub(lambda match: _joint(text, match.start(), match.end()), text.strip())


def _overlapping(stretches: Iterable[Span], items: Sequence[Marked]) -> Iterator[list[Marked]]:
    """For each stretch in turn the items that overlap it; both are in the order of their starts."""
    near: list[Marked] = []
    at = 0
    for start, end in stretches:
        while at < len(items) and items[at].start < end:
            near.append(items[at])
            at += 1
        near = [item for item in near if item.end > start]
        yield near


def _segments(text: str, start: int, end: int, near: list[Directive], headings: list[Span]) -> Iterator[Segment]:
    spans = [(d.start, d.end) for d in near] + [(heading.start, heading.end) for heading in headings]
    cuts = sorted({start, end} | {at for span in spans for at in span if start < at < end})
    for a, b in zip(cuts, cuts[1:], strict=False):
        covering = [d for d in near if d.start <= a and d.end >= b]
        yield Segment(
            tuple(_pieces(text, a, b)),
            # What is kept before what was left out; of several the innermost.
            max(covering, key=lambda d: (d.dropped_at is None, d.start, -d.end), default=None),
            tuple(d for d in near if a <= d.start < b),
            any(heading.start <= a and b <= heading.end for heading in headings),
        )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """text[start:end] as it is shown: words, and how many characters behind them are not."""
    at, words = start, ""
    for match in _SPACE.finditer(text, start, end):
        joint = _joint(text, match.start(), match.end())
        words += text[at : match.start()] + joint
        at = match.end()
        if hidden := match.end() - match.start() - len(joint):
            yield words, hidden
            words = ""
    if words or at < end:
        yield words + text[at:end], 0


def _joint(text: str, start: int, end: int) -> str:
    """What is shown for the white space at text[start:end]."""
    if "\n" not in text[start:end]:
        return text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    return " " if before.isascii() or after.isascii() else ""
