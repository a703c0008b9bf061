"""Who reported something, who reported nothing, who has not reported; and what several organizations gave alike.

Organizations stand in the notice's own order, never by their numbers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checklist.dashboards.adding import Given, Measure, Number, Tally, is_fixed, shown, words_of
from checklist.dashboards.queries import AnyRow
from checklist.dashboards.reported import STANDING
from checklist.evidence.kinds import KINDS
from checklist.tasks.models import EXEMPT, RETURNED, WITHDRAWN

# By addressee: its row; and its tasks.
Addressees = Mapping[int, AnyRow]
Tasks = Mapping[int, Sequence[AnyRow]]


# A title that is an address, as a link has where no words were given.
_ADDRESS = re.compile(r"[!-~]+[./][!-~]+")


@dataclass(frozen=True)
class Name:
    """An organization and the task in which one reads on; `is_returned`: it was returned and not submitted again."""

    addressee_id: int
    name: str
    task_id: int
    is_on_behalf: bool = False
    is_returned: bool = False


@dataclass(frozen=True)
class Reporters:
    """The organizations that have to do with a directive: four things that are never taken for each other.

    `zero` reported the number nought; `silent` submitted without any number; `missing` did not submit. `exempt`: it
    does not apply.
    """

    reported: list[Name] = field(default_factory=list)
    zero: list[Name] = field(default_factory=list)
    silent: list[Name] = field(default_factory=list)
    missing: list[Name] = field(default_factory=list)
    exempt: list[Name] = field(default_factory=list)


@dataclass(frozen=True)
class Original:
    """The same article or file that several organizations gave, under the first title that one of them gave it."""

    title: str
    names: list[Name]


@dataclass(frozen=True)
class PieceLine:
    """One piece of an organization; `others`: how many other organizations gave the same, or a part of it."""

    kind: Any
    title: str
    summary: str
    task_id: int
    others: int


@dataclass(frozen=True)
class Line:
    """One organization that reported: its own sums and its pieces."""

    who: Name
    sums: list[tuple[Any, str]]
    pieces: list[PieceLine]


def reporters_of(addressees: Addressees, tasks: Tasks, tally: Tally) -> Reporters:
    """Every addressee with a task that counts, in one of the five."""
    found, sums = Reporters(), tally.by_addressee
    for id, addressee in addressees.items():
        counted = [task for task in tasks.get(id, ()) if task.status != WITHDRAWN]
        if not counted:
            continue
        name = _name(addressee, counted)
        if any(task.status in STANDING for task in counted):
            own = sums.get(id, {})
            place = found.silent if not own else found.reported if _is_something(own) else found.zero
            place.append(name)
        elif any(task.status != EXEMPT for task in counted):
            found.missing.append(name)
        else:
            found.exempt.append(name)
    return found


def originals_of(addressees: Addressees, pieces: Iterable[Given]) -> list[Original]:
    """What several organizations gave alike, in the order in which it comes up."""
    return [
        Original(
            _title_of(original, list(found.values())),
            [Name(id, addressees[id].name, piece.version.task_id) for id, piece in found.items()],
        )
        for original, found in _givers(pieces).items()
        if len(found) > 1
    ]


def lines_of(tally: Tally, pieces: Sequence[Given], reported: Sequence[Name]) -> list[Line]:
    """The organizations that reported something, each with its sums and its pieces."""
    givers, sums = _givers(pieces), tally.by_addressee
    own: dict[int, list[PieceLine]] = defaultdict(list)
    for piece in pieces:
        version, kind = piece.version, KINDS.get(piece.version.kind)
        own[piece.addressee_id].append(
            PieceLine(
                kind=kind.word if kind else "",
                title=version.title,
                summary=kind.summary(version.content) if kind else "",
                task_id=version.task_id,
                others=len({id for original in piece.originals for id in givers[original]} - {piece.addressee_id}),
            )
        )
    return [Line(name, _sums(sums[name.addressee_id]), own[name.addressee_id]) for name in reported]


def _givers(pieces: Iterable[Given]) -> dict[str, dict[int, Given]]:
    """By original and addressee the first piece that holds it."""
    givers: dict[str, dict[int, Given]] = defaultdict(dict)
    for piece in pieces:
        for original in piece.originals:
            givers[original].setdefault(piece.addressee_id, piece)
    return givers


def _title_of(original: str, pieces: Sequence[Given]) -> str:
    """What one of these pieces calls it; its address only where nobody gave it a title."""
    named = [piece.originals[original] for piece in pieces]
    own = [piece.version.title for piece in pieces]
    alone = [piece.version.title for piece in pieces if len(piece.originals) == 1]
    return next((title for title in (*named, *alone) if title and not _ADDRESS.fullmatch(title)), own[0])


def _is_something(own: Mapping[Measure, Number]) -> bool:
    """Where numbers were reported under a definition, these alone say whether there is anything."""
    defined = [number for measure, number in own.items() if not is_fixed(measure)]
    return any(number > 0 for number in defined or own.values())


def _sums(own: Mapping[Measure, Number]) -> list[tuple[Any, str]]:
    """The measures with their numbers; a nought only where it was reported under a definition."""
    return [(words_of(measure), shown(number)) for measure, number in own.items() if number or not is_fixed(measure)]


def _name(addressee: AnyRow, tasks: Sequence[AnyRow]) -> Name:
    standing = [task for task in tasks if task.status in STANDING]
    return Name(
        addressee.id,
        addressee.name,
        (standing or tasks)[0].id,
        is_on_behalf=any(task.on_behalf is not None for task in standing),
        is_returned=not standing and any(task.status == RETURNED for task in tasks),
    )
