"""The headings and numbered paragraphs of a paper, each under the ones above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.reading.glued_titles import obliges
from checklist.reading.heading_words import LISTS_AHEAD
from checklist.reading.headings import Title, Trust, title
from checklist.reading.numbering import Marker, markers
from checklist.reading.squeezing import Squeezed

_LISTS = frozenset(["enclosed_han", "digit", "enclosed_digit", "half", "circled"])


@dataclass
class Section:
    """A heading and the prose under it, up to the next heading; positions are those of the squeezed text."""

    style: str
    level: int
    start: int
    title_end: int
    body: int
    end: int
    titled: bool
    path: tuple[int, ...] = ()  # indices of the headings above and of this one


def sections(squeezed: Squeezed, start: int, end: int, skipped: Sequence[tuple[int, int]] = ()) -> list[Section]:
    """The outline of squeezed[start:end]; what stands in the skipped regions is not looked at."""
    found = _without_contents(squeezed, markers(squeezed, start, end, sorted(skipped)))
    found = _without_lists(squeezed, found, end)
    paths = _paths(found)
    bounds = _bounds(found, end)
    titles = []
    for index, marker in enumerate(found):
        parent = index + 1 < len(found) and len(paths[index + 1]) > len(paths[index])
        titles.append(title(squeezed, marker, _before(skipped, marker.after, bounds[index]), parent))
    titles = _agreed(found, paths, titles)
    return [
        Section(m.style, len(path), m.start, t.end, t.body, until, t.end > m.after, path)
        for m, path, t, until in zip(found, paths, titles, bounds, strict=True)
    ]


def _bounds(found: list[Marker], end: int) -> list[int]:
    """Where the paragraph of each marker ends: at the next marker."""
    return [*(marker.start for marker in found[1:]), end][: len(found)]


def _before(skipped: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Where the first of the regions begins that lie between start and end."""
    return min((region for region, _ in skipped if start < region < end), default=end)


def _paths(found: list[Marker]) -> list[tuple[int, ...]]:
    """Of each marker the indices of those it stands under, and its own: a style seen before closes what it holds,
    and chapters stand above everything."""
    paths: list[tuple[int, ...]] = []
    stack: list[int] = []
    for index, marker in enumerate(found):
        styles = [found[i].style for i in stack]
        if marker.style in styles:
            del stack[styles.index(marker.style) :]
        elif marker.style == "chapter":
            stack.clear()
        stack.append(index)
        paths.append(tuple(stack))
    return paths


def _siblings(found: list[Marker], paths: list[tuple[int, ...]]) -> list[list[int]]:
    """The markers by list: those of one style under one heading."""
    lists: dict[tuple[tuple[int, ...], str], list[int]] = {}
    for index, marker in enumerate(found):
        lists.setdefault((paths[index][:-1], marker.style), []).append(index)
    return list(lists.values())


def _without_contents(squeezed: Squeezed, found: list[Marker]) -> list[Marker]:
    """A table of contents names the headings before they come."""
    text = squeezed.text
    for index, marker in enumerate(found):
        if text.startswith("目录", marker.start - 2):
            words = text[marker.start : marker.after + 2]
            again = next((i for i in range(index + 1, len(found)) if text.startswith(words, found[i].start)), index)
            return found[:index] + found[again:]
    return found


def _without_lists(squeezed: Squeezed, found: list[Marker], end: int) -> list[Marker]:
    """A colon and then things by name, each with a semicolon (下列内容：（一）概述；（二）…), is one sentence."""
    text = squeezed.text
    paths = _paths(found)
    bounds = _bounds(found, end)
    dropped: set[int] = set()
    for members in _siblings(found, paths):
        first = members[0]
        if found[first].style not in _LISTS or len(members) < 2:
            continue
        at = found[first].start
        if len(paths[first]) < 2 and (squeezed.edge_at(at) or not LISTS_AHEAD.search(text[max(0, at - 30) : at])):
            continue
        colon = text[at - 1] in "：:"
        semicolons = all(text[bounds[index] - 1] in "；;" for index in members[:-1])
        if colon and semicolons and not any(obliges(text[found[i].after : bounds[i]][:400]) for i in members[:-1]):
            dropped.update(members)
    return [marker for index, marker in enumerate(found) if index not in dropped]


def _agreed(found: list[Marker], paths: list[tuple[int, ...]], titles: list[Title]) -> list[Title]:
    """The items of one list are made alike: a doubtful title counts where its neighbours have titles, and not where
    it would be the only one."""
    agreed = list(titles)
    for members in _siblings(found, paths):
        trusts = [titles[index].trust for index in members]
        titled = 2 * sum(trust >= Trust.UNLESS_ALONE for trust in trusts) >= len(members)
        glued = 2 * sum(trust >= Trust.GLUED for trust in trusts) >= len(members)
        for index in members:
            trust = titles[index].trust
            most = glued if trust is Trust.GLUED else titled
            alone = len(members) < (2 if trust <= Trust.GLUED else 3)
            kept = trust is Trust.SURE or (trust is Trust.UNLESS_ALONE and alone) or (trust and most and not alone)
            if not kept:
                agreed[index] = Title(found[index].after, found[index].after, Trust.NONE)
    return agreed
