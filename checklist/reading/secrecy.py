"""This is no system for secrets: a notice that is marked as one is refused before anything of it is kept."""

from __future__ import annotations

import re

from checklist.reading.model import Unreadable

_LEVEL = "(?:绝密|机密|秘密)"
_URGENCY = "(?:(?:紧急程度|缓急)[：:]?)?(?:特急|加急|急件|平急|特提)"
_PERIOD = r"[★☆*＊·•・]?[（(]?(?:长期|\d{1,3}(?:年|个?月|天)|[一二三四五六七八九十]{1,3}年)[）)]?"
_MARK = rf"[【［\[〔（(]?(?:密级[：:]?)?[【［\[〔（(]?{_LEVEL}[★☆]?(?:{_PERIOD})?[】］\]〕）)]?"
# Without its white space.
_LINE = re.compile(rf"(?:\d{{1,6}})?(?:{_URGENCY}[|｜/·•・]?)?{_MARK}(?:[|｜/·•・]?{_URGENCY})?")
_STARRED = re.compile(r"(?:绝|机|秘)\s{0,8}密\s{0,8}[★☆]")
_OPENING = re.compile(
    rf"\s*+(?:{_URGENCY}\s{{1,8}})?(?:(?:密级[：:]?\s{{0,8}})?(?:绝|机|秘)\s{{0,8}}密(?:[*＊·•・]\s{{0,8}}\d{{1,3}}年)?"
    rf"\s(?!\s{{0,8}}{_LEVEL})|"
    r"[【［\[〔]\s{0,8}(?:绝|机|秘)\s{0,8}密\s{0,8}[】］\]〕])"
)
# Its cell stands behind the one that says what it is.
_CELL = re.compile(
    rf"(?:^|\t)[ \u3000]{{0,8}}密[ \u3000]{{0,8}}级[ \u3000]{{0,8}}[：:]?[ \u3000]{{0,8}}\t[ \u3000]{{0,8}}{_LEVEL}"
    rf"(?:{_PERIOD})?[ \u3000]{{0,8}}(?:$|\t(?!\s{{0,8}}{_LEVEL}))",
    re.MULTILINE,
)
_WHITE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_OLD_FORMS = str.maketrans("機祕絕級緊", "机秘绝级紧")
_MARK_LENGTH = 40
_MOST_BROKEN = 4


def refuse_classified(text: str, name: str = "") -> None:
    """Raises Unreadable("classified"). The mark is a line of its own (GB/T 9704), perhaps broken over several."""
    text = _UNSEEN.sub("", text).translate(_OLD_FORMS)
    if _STARRED.search(text) or _OPENING.match(text) or _CELL.search(text) or _has_mark_alone(text):
        raise Unreadable("classified", name)


def _has_mark_alone(text: str) -> bool:
    """Lines that are no mark alone may be one together: as long as they are short."""
    last: list[str] = []
    for line in text.split("\n"):
        bare = _WHITE.sub("", line)
        if not bare:
            continue
        last = [*last[1 - _MOST_BROKEN :], bare[-_MARK_LENGTH - 1 :]]
        if bare == "秘密" and len(last) > 1 and last[-2].endswith(("国家", "商业")):
            continue
        for count in range(1, len(last) + 1):
            together = "".join(last[-count:])
            if len(together) > _MARK_LENGTH:
                break
            if "密" in together and _LINE.fullmatch(together):
                return True
    return False
