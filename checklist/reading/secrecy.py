"""This is no system for secrets: a notice that is marked as one is refused before anything of it is kept."""

from __future__ import annotations

import re

from checklist.reading.model import Unreadable

_MARK = r"(?:密级[：:])?(?:绝密|机密|秘密)"
_LINE = re.compile(
    rf"(?:\d{{1,6}})?{_MARK}(?:[★☆*＊](?:长期|\d{{1,3}}(?:年|个?月|天)|"
    rf"[一二三四五六七八九十]{{1,3}}年)?)?(?:特急|加急|急件|平急|特提)?"
)
_STARRED = re.compile(rf"{_MARK}[ \t\u3000]*[★☆]")
_WHITE = re.compile(r"\s+")
_LETTERHEAD_LINES = 40
_MARK_LENGTH = 40


def refuse_classified(text: str, name: str = "") -> None:
    """Raises Unreadable("classified"). The mark is a line of its own in a letterhead (GB/T 9704)."""
    if _STARRED.search(text) or _LINE.match(_WHITE.sub("", text[:_MARK_LENGTH])) and _opens_with_mark(text):
        raise Unreadable("classified", name)
    seen = 0
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            continue
        seen += 1
        if seen > _LETTERHEAD_LINES:
            return
        if len(line) <= _MARK_LENGTH and _LINE.fullmatch(_WHITE.sub("", line)):
            raise Unreadable("classified", name)


def _opens_with_mark(text: str) -> bool:
    """Without line breaks the mark is the first word of all, set off by white space."""
    return bool(re.match(rf"\s*{_MARK}[\s]+", text))
