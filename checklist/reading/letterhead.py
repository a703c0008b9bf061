"""Who wrote what to whom, and when; as the top of a notice tells it."""

from __future__ import annotations

from checklist.reading.squeezing import Squeezed
from checklist.reading.top_of_page import SOMEBODY, Letterhead, Top

__all__ = ["SOMEBODY", "Letterhead", "open_letterhead"]
_AGAIN = 800


def open_letterhead(squeezed: Squeezed, start: int, numbers: list[tuple[int, int, int]]) -> Letterhead:
    """Read the title, number and addressees at start. `numbers` are the document numbers: (letterhead, start, end)."""
    head = Letterhead(start, len(squeezed), start, len(squeezed))
    top = Top(squeezed, head, numbers)
    top.read(start)
    if head.title_span:  # printed a second time: what stands between belongs to the page
        title = squeezed.text[slice(*head.title_span)]
        again = squeezed.text.rfind(title, head.body, head.body + _AGAIN)
        if again >= 0 and not squeezed.enclosed[again] and squeezed.edge_at(again + len(title)):
            head.addressees = None
            top.read(again)
    top.finish()
    return head
