"""What every format module gives back: the text of a file, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Called with (pages done, pages in all) where work goes by pages.
Tell = Callable[[int, int], None]


def nobody(done: int, of: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Extract:
    """A paragraph is a line, a row of a table a line with tabs between its cells. `by_machine`: read off pictures.
    `unread_pages`: so many pages are pictures that nobody could read, among others that have text."""

    text: str
    by_machine: bool = False
    unread_pages: int = 0
