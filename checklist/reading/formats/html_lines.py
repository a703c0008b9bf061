"""The text of a block of HTML as lines: white space as a browser shows it, breaks, and how much of it is links."""

from __future__ import annotations

import re

# What is read holds none of these: a <br>, and where a link begins and ends.
BREAK, LINK, LINKED = "\x0b", "\x0e", "\x0f"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_OF_LINK = re.compile(f"{LINK}([^{LINKED}]*){LINKED}")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef“”‘’—…]"
_WRAPPED = re.compile(rf"(?<={_WIDE})\n|\n(?={_WIDE})")
_BROKEN_LINE = 15  # a line this long that a <br> ends without punctuation was broken to fit a width
_CLOSED = re.compile("[。；：！？，、…;:!?.”’）)》】]$")
_OPENED = re.compile(
    r"[\u3000\xa0 ]{2}|[\u3000\xa0 ]?"
    r"(?:[（(]?[一二三四五六七八九十\d]{1,4}[、.．）)]|第[一二三四五六七八九十]{1,4}[章条]|附|\d{4}年)"
)


def lines(text: str, tag: str) -> list[tuple[str, int]]:
    """The lines of a block and how much of each is links: parted by its breaks, but for those that only fit a
    sentence into a width."""
    made: list[tuple[str, int]] = []
    is_open = False
    for part in text.split(BREAK):
        line = collapsed(part)
        linked = sum(len(found.strip()) for found in _OF_LINK.findall(part))
        if made and is_open and (tag in HEADINGS or _goes_on(made[-1][0], line)):
            made[-1] = made[-1][0] + line.strip(), made[-1][1] + linked
        elif line.strip():
            made.append((line.strip(), linked))
        is_open = bool(line.strip())
    return made


def _goes_on(before: str, line: str) -> bool:
    return len(before) >= _BROKEN_LINE and bool(line.strip()) and not (_CLOSED.search(before) or _OPENED.match(line))


def collapsed(text: str) -> str:
    """White space as a browser shows it, but that a line which the source breaks beside Chinese is whole."""
    text = text.replace(LINK, "").replace(LINKED, "")
    text = _WHITE.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
    return _WRAPPED.sub("", text).replace("\n", " ").replace("\xa0", " ").replace("\xad", "")
