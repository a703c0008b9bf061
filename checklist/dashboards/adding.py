"""Adding up what was reported: by measure, and for everybody once that several organizations gave alike.

The same original counts once for each organization that gave it, and once for them all: with the largest number that
was reported of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from checklist.dashboards.queries import AnyRow
from checklist.evidence.kinds import KINDS

Number = int | Decimal
# The kind of evidence, and the name of what is measured.
Measure = tuple[str, str]


@dataclass(frozen=True)
class Given:
    """One version that stands, and whose it is; `is_accepted`: the office accepted the task that it was given for."""

    version: AnyRow
    addressee_id: int
    is_accepted: bool
    parts: list[tuple[str, dict[str, Number]]]
    # The addresses and digests among its parts by which the same thing is known again, each with its own title.
    originals: dict[str, str]


def given(version: AnyRow, task: AnyRow, is_accepted: bool) -> Given:
    """A row of reported_versions with what it adds up to; of a kind that is no more: nothing."""
    parts = KINDS[version.kind].parts(version.content) if version.kind in KINDS else []
    return Given(
        version,
        task.addressee_id,
        is_accepted,
        # What has none is one itself: the same piece for several tasks counts once.
        [(part.original or f"{version.evidence_id}#{place}", part.sums) for place, part in enumerate(parts)],
        {part.original: part.title for part in parts if part.original},
    )


class Tally:
    """The numbers of some pieces, by measure, original and addressee."""

    def __init__(self, pieces: Iterable[Given]) -> None:
        self._numbers: dict[Measure, dict[str, dict[int, Number]]] = defaultdict(lambda: defaultdict(dict))
        for piece in pieces:
            for original, sums in piece.parts:
                for name, number in sums.items():
                    numbers = self._numbers[piece.version.kind, name][original]
                    numbers[piece.addressee_id] = max(number, numbers.get(piece.addressee_id, number))

    @property
    def measures(self) -> list[Measure]:
        """Kind by kind, first what the kind always measures, then what was measured in words of somebody's own."""
        kinds = list(KINDS)

        def place(measure: Measure) -> tuple[int, int, str]:
            fixed = list(KINDS[measure[0]].measures)
            return kinds.index(measure[0]), fixed.index(measure[1]) if is_fixed(measure) else len(fixed), measure[1]

        return sorted(self._numbers, key=place)

    def in_all(self, measure: Measure) -> Number | None:
        """Each original once, with the largest number that was reported of it; None where nobody said any."""
        if measure not in self._numbers:
            return None if may_lack(measure) else 0
        return sum(max(numbers.values()) for numbers in self._numbers[measure].values())

    def by_group(self, measure: Measure, groups: Mapping[int, str]) -> dict[str, Number]:
        """The same within each group of addressees: what two groups gave alike counts in both."""
        sums: dict[str, Number] = defaultdict(int)
        for numbers in self._numbers.get(measure, {}).values():
            largest: dict[str, Number] = {}
            for addressee_id, number in numbers.items():
                group = groups[addressee_id]
                largest[group] = max(number, largest.get(group, number))
            for group, number in largest.items():
                sums[group] += number
        return sums

    @cached_property
    def by_addressee(self) -> dict[int, dict[Measure, Number]]:
        """What each addressee reported, each original once."""
        sums: dict[int, dict[Measure, Number]] = defaultdict(dict)
        for measure in self.measures:
            for numbers in self._numbers[measure].values():
                for addressee_id, number in numbers.items():
                    own = sums[addressee_id]
                    own[measure] = own.get(measure, 0) + number
        return sums


def is_fixed(measure: Measure) -> bool:
    """Measured by the kind itself, not in words of somebody's own."""
    return measure[1] in KINDS[measure[0]].measures


def may_lack(measure: Measure) -> bool:
    """Whether a piece of the kind may say no number of it, so that none is not nought."""
    return not is_fixed(measure) or measure[1] in KINDS[measure[0]].may_lack


def words_of(measure: Measure) -> str:
    """What a measure is called: a kind's own words, or those that the number was reported with."""
    kind, name = measure
    return KINDS[kind].measure_words(name)


def shown(number: Number | None) -> str:
    """With its thousands apart, and without noughts that say nothing; a dash where no number was said."""
    if number is None:
        return "—"
    return f"{number:,}" if isinstance(number, int) else f"{number.normalize():,f}"
