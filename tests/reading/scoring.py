"""The reader's score over the labelled notices in one process: python -m tests.reading.scoring (`make score`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from checklist.reading import as_json, understand
from tests.reading.notices import score
from tests.reading.samples import on_one_line

NOTICES = Path(__file__).parent / "notices"
FOLDERS = ("samples", "own", "held_back")
LINES = ("as they are", "lost")


class Notice(NamedTuple):
    name: str
    text: str
    label: dict[str, Any]


def notices(folder: str) -> Iterator[Notice]:
    """The labelled notices of one folder, in the order of their names."""
    for path in sorted((NOTICES / folder).glob("*.json")):
        words = path.with_suffix(".txt").read_text("utf-8")
        yield Notice(path.stem, words, json.loads(path.read_text("utf-8")))


def counts_of(notice: Notice, lines: str) -> dict[str, int]:
    """What of one notice is found, with its line breaks as they are or lost."""
    words = notice.text if lines == "as they are" else on_one_line(notice.text)
    counts: dict[str, int] = score.score(notice.label, words, as_json(understand(words)))
    return counts


def totals(folder: str, lines: str) -> dict[str, int]:
    """The counts of a folder's notices added up."""
    total: dict[str, int] = {}
    for notice in notices(folder):
        for key, count in counts_of(notice, lines).items():
            total[key] = total.get(key, 0) + count
    return total


def main() -> None:
    for folder in FOLDERS:
        for lines in LINES:
            for notice in notices(folder):
                print(score.summary(f"{folder}/{notice.name}, lines {lines}", counts_of(notice, lines)))
            print(score.summary(f"{folder.upper()}, lines {lines}", totals(folder, lines)))


if __name__ == "__main__":
    main()
