"""Which directives of one notice are the same as, a rewording of, or new against those of another.

White space and punctuation do not count. The same words are the same; of the others each goes to the one that it is
most like, one to one, the surest pairs first. Pure and deterministic: the same input gives the same pairs.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import process
from rapidfuzz.distance import Indel

# What two texts must share (0 to 1) to be the same thing in other words; less is enough under the same title.
ALIKE = 0.6
ALIKE_UNDER_ONE_TITLE = 0.4
# What title and headings weigh beside the words themselves, where several are alike.
TITLE_WEIGHT, PATH_WEIGHT = 0.1, 0.05
# Characters kept between two changes look like noise when they are fewer.
SHORTEST_KEPT = 2
_NO_WORDS = re.compile(r"[\W_]+")
# Before a heading: its number, which changes whenever something is put in front.
_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十百\d]+[）)、.．]|第[一二三四五六七八九十百\d]+[章条款]|[一二三四五六七八九十]是)\s*"
)


@dataclass(frozen=True)
class Clause:
    """A directive as it is compared: its passage, its title, and the headings that it stands under."""

    text: str
    title: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """`new` and `old` are places in what was compared; `is_same`: white space and punctuation aside, word for word."""

    new: int
    old: int
    is_same: bool


@dataclass(frozen=True)
class Piece:
    """A stretch of words, which the other text has not where it is changed."""

    text: str
    is_changed: bool


def match(new: Sequence[Clause], old: Sequence[Clause]) -> dict[int, Match]:
    """By place in `new`: the one of `old` that it is the same as, or a rewording of. What is not there is new."""
    ours, theirs = [plain(clause.text) for clause in new], [plain(clause.text) for clause in old]
    pairs = _same(new, old, ours, theirs)
    taken = set(pairs.values())
    left = {place: words for place, words in enumerate(theirs) if place not in taken}
    likely = []
    for place, words in enumerate(ours):
        if place in pairs or not words:
            continue
        found = process.extract(
            words, left, scorer=Indel.normalized_similarity, score_cutoff=ALIKE_UNDER_ONE_TITLE, limit=None
        )
        for _words, alike, other in found:
            score = _score(new[place], old[other], alike)
            if score:
                likely.append((-score, abs(place - other), place, other))
    reworded: dict[int, int] = {}
    for _rank, _distance, place, other in sorted(likely):
        if place not in reworded and other not in taken:
            reworded[place] = other
            taken.add(other)
    matches = [Match(a, b, True) for a, b in pairs.items()] + [Match(a, b, False) for a, b in reworded.items()]
    return {found.new: found for found in sorted(matches, key=lambda found: found.new)}


def plain(text: str) -> str:
    """What is compared of a text: its letters and digits, however wide or tall they are written."""
    return _NO_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces: what only one of them has is changed."""
    before: list[Piece] = []
    after: list[Piece] = []
    for kept, (old_from, old_to, new_from, new_to) in _runs(old, new):
        for pieces, words in ((before, old[old_from:old_to]), (after, new[new_from:new_to])):
            if words:
                pieces.append(Piece(words, not kept))
    return before, after


def _same(new: Sequence[Clause], old: Sequence[Clause], ours: list[str], theirs: list[str]) -> dict[int, int]:
    """The pairs with the same words; of several under the same headings first, then in their order."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(theirs):
        if words:
            places[words].append(place)
    pairs: dict[int, int] = {}
    for is_strict in (True, False):
        for place, words in enumerate(ours):
            if place in pairs:
                continue
            there = places[words]
            fitting = [one for one in there if not is_strict or _path(new[place]) == _path(old[one])]
            if fitting:
                pairs[place] = fitting[0]
                there.remove(fitting[0])
    return pairs


def _score(new: Clause, old: Clause, alike: float) -> float:
    """How like they are in all; 0 where they are two different things."""
    has_title = bool(plain(new.title)) and plain(new.title) == plain(old.title)
    if alike < (ALIKE_UNDER_ONE_TITLE if has_title else ALIKE):
        return 0.0
    return alike + TITLE_WEIGHT * has_title + PATH_WEIGHT * (_path(new) == _path(old))


def _path(clause: Clause) -> tuple[str, ...]:
    return tuple(plain(_NUMBER.sub("", heading)) for heading in clause.path)


def _runs(old: str, new: str) -> list[tuple[bool, tuple[int, int, int, int]]]:
    """Stretches that both have, and what stands between them; a lone character in common does not part a change."""
    blocks = [
        (a, b, size)
        for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        if size >= SHORTEST_KEPT or (size and {a, b} == {0}) or a + size == len(old)
    ]
    runs, old_at, new_at = [], 0, 0
    for a, b, size in blocks:
        if a > old_at or b > new_at:
            runs.append((False, (old_at, a, new_at, b)))
        if size:
            runs.append((True, (a, a + size, b, b + size)))
        old_at, new_at = a + size, b + size
    if old_at < len(old) or new_at < len(new):
        runs.append((False, (old_at, len(old), new_at, len(new))))
    return runs
