"""The top of a notice, read piece by piece until its prose begins: what heads it, and what a page puts around it."""

from __future__ import annotations

import re
from bisect import bisect_left

from checklist.reading import dates
from checklist.reading.headline import ABOUT, title_at
from checklist.reading.letterhead import Letterhead
from checklist.reading.names import ENDS_IN_NAME, is_name
from checklist.reading.page_marks import URGENT, field_at, furniture_at, piece_end
from checklist.reading.salutations import BARE, PREAMBLE, salutation_at
from checklist.reading.squeezing import Squeezed

_NUMBER_BENEATH = re.compile(r"[（(]([一-鿿]{1,14}[〔﹝\[［【](?:19|20)\d\d[〕﹞\]］】]第?\d{1,5}号)[）)]")
_NUMBER_VALUE = re.compile(r"[一-鿿]{1,14}[〔﹝\[［【（(](?:19|20)\d\d[〕﹞\]］】）)]第?\d{1,5}号")
_PROSE = re.compile(
    r"(?:为|根据|按照|近[日期年来]|当前|经|现将|现就|自(?!治)|随着|今年|[一二三]、|第[一二三][条章])|[^。]{0,200}[。，]"
)
_LETTERHEAD = re.compile(r"([一-鿿×Ｘ（）()、]{3,80}?)文件")
_WORDS = re.compile(r"[^。，：；]{0,20}[一-鿿]{4}[^。，：；]{0,36}")
_LONGEST_VALUE = 40
_AGAIN = 800
_TOP = 1500
_MOST_PIECES = 120


def open_letterhead(squeezed: Squeezed, start: int, numbers: list[tuple[int, int, int]]) -> Letterhead:
    """Read the title, number and addressees at start. `numbers` are the document numbers: (letterhead, start, end)."""
    head = Letterhead(start, len(squeezed), start, len(squeezed))
    top = _Top(squeezed, head, numbers)
    top.read(start)
    if head.title_span:  # printed a second time: what stands between belongs to the page
        title = squeezed.text[slice(*head.title_span)]
        again = squeezed.text.rfind(title, head.body, head.body + _AGAIN)
        if again >= 0 and not squeezed.enclosed[again] and squeezed.edge_at(again + len(title)):
            head.addressees = None
            top.read(again)
    top.finish()
    return head


class _Top:
    """The top of one document, read piece by piece until its prose begins."""

    def __init__(self, squeezed: Squeezed, head: Letterhead, numbers: list[tuple[int, int, int]]) -> None:
        self.squeezed, self.head, self.numbers = squeezed, head, numbers
        self.label = ""
        self.names: list[tuple[int, int]] = []  # organizations in a row, as above 文件
        self.plain: tuple[int, int] | None = None  # a title that does not say 关于
        self.unknown: tuple[int, int] | None = None

    def read(self, at: int) -> None:
        limit = min(len(self.squeezed), at + _TOP)
        for _ in range(_MOST_PIECES):
            if at >= limit:
                break
            after = self._fact(at)
            if after is None:
                if self._salutes(at) or self._is_prose(at):
                    break
                after = self._skip(at)
            at = after
        self.head.body = max(self.head.body, at) if not self.head.addressees else self.head.body

    def finish(self) -> None:
        head, squeezed = self.head, self.squeezed
        span = head.title_span or self.plain or self.unknown
        if not span:
            return
        head.title_span = span
        head.title = re.sub(r"\s*\n\s*", "", squeezed.slice(*span)).strip(" *#")
        about = ABOUT.search(squeezed.text, *span)
        if about and ENDS_IN_NAME.search(squeezed.text[span[0] : about.start()]):
            head.named.append(re.sub(r"\s+", " ", squeezed.slice(span[0], about.start())))

    def _fact(self, at: int) -> int | None:
        """Take in what stands here and tell where it ends; None where it tells nothing."""
        squeezed, head, text = self.squeezed, self.head, self.squeezed.text
        if found := field_at(squeezed, at):
            self.label, value = found
            if self.label == "told":
                self.label = ""
                empty = squeezed.lined and squeezed.edge_at(value) or title_at(squeezed, value)
                return value if empty else piece_end(squeezed, value)
            return value
        if (urgent := URGENT.match(text, at)) and (squeezed.edge_at(urgent.end()) or self.label == "urgency"):
            head.urgency = head.urgency or urgent[1]
            return urgent.end()
        if letterhead := self._letterhead(at):
            return letterhead
        if number := self._number(at):
            return number
        if date := self._date(at):
            return date
        if title := title_at(squeezed, at):
            self.label, span = "", (self._joint(title[0]), title[1])
            if not title[2]:
                self.plain = span
            elif not (head.title_span and text[slice(*span)].endswith(text[slice(*head.title_span)])):
                head.title_span = span  # the last: what a page calls the paper stands above
            return span[1]
        return furniture_at(squeezed, at)

    def _joint(self, begin: int) -> int:
        """Where a title begins that names several issuers, between whom spaces stand that look like lost lines."""
        squeezed = self.squeezed
        about = ABOUT.search(squeezed.text, begin, begin + 60)
        joint = self.names and self.names[-1][1] == begin and about and about.start() > begin
        return self.names[0][0] if joint and not squeezed.lined else begin

    def _letterhead(self, at: int) -> int | None:
        squeezed = self.squeezed
        end = squeezed.edge_after(at)
        end += 2 if squeezed.text.startswith("文件", end) else 0
        match = _LETTERHEAD.match(squeezed.text, at, min(end, at + 90))
        if not match or not ENDS_IN_NAME.search(match[1]) or ABOUT.search(match[1]):
            return None
        follows = bisect_left(self.numbers, match.end(), key=lambda number: number[1])
        numbered = follows < len(self.numbers) and self.numbers[follows][1] == match.end()
        if not (squeezed.edge_at(match.end()) or numbered):
            return None
        first = self.names[0][0] if self.names and self.names[-1][1] == at else at
        self.head.above = re.sub(r"\s+", " ", squeezed.slice(first, match.end(1)))
        return match.end()

    def _number(self, at: int) -> int | None:
        head, text = self.head, self.squeezed.text
        index = bisect_left(self.numbers, at, key=lambda number: number[1])
        if index < len(self.numbers) and self.numbers[index][1] == at:
            head.document_number = head.document_number or text[at : self.numbers[index][2]]
            return self.numbers[index][2]
        if beneath := _NUMBER_BENEATH.match(text, at):
            head.document_number = head.document_number or beneath[1]
            return beneath.end()
        value = _NUMBER_VALUE.match(text, at) if self.label == "number" else None
        if value:
            head.document_number = head.document_number or value.group()
        return value.end() if value else None

    def _date(self, at: int) -> int | None:
        text = self.squeezed.text
        bracket = text[at] in "（("
        date = dates.date_at(text, at + bracket)
        if not date:
            return None
        if bracket and text[date.end : date.end + 1] not in ("）", ")"):
            return None
        if self.label == "other":
            return date.end + bracket
        kind = "beneath" if bracket else self.label if self.label in ("signed", "shown") else "alone"
        if kind == "alone" and not (self.squeezed.edge_at(at) and self._ends_date(date.end)):
            return None
        self.head.dated.setdefault(kind, date.value)
        return date.end + bracket

    def _ends_date(self, at: int) -> bool:
        return (
            self.squeezed.edge_at(at)
            or furniture_at(self.squeezed, at) is not None
            or bool(field_at(self.squeezed, at))
        )

    def _salutes(self, at: int) -> bool:
        """Whether the addressees stand here; they are taken in, and the prose begins behind them."""
        end = salutation_at(self.squeezed, at, self.label)
        if end is None:
            return False
        index = bisect_left(self.numbers, at, key=lambda number: number[1])
        if index < len(self.numbers) and self.numbers[index][1] < end:
            return False
        self.head.addressees = re.sub(r"\s*\n\s*", "", self.squeezed.slice(at, end - 1))
        self.head.body = end
        return True

    def _is_prose(self, at: int) -> bool:
        text = self.squeezed.text
        end = min(piece_end(self.squeezed, at), at + 200)
        if self.label and not PREAMBLE.match(self.squeezed.text, at):  # what a table of the page tells of the paper
            return end - at > _LONGEST_VALUE and "。" in text[at:end]
        return bool(_PROSE.match(text[at:end])) or end - at > 80

    def _skip(self, at: int) -> int:
        """Past a piece that is no prose; an organization on its own is remembered."""
        squeezed = self.squeezed
        end = piece_end(squeezed, at)
        words = squeezed.text[at:end]
        if is_name(words):
            if not self.names or self.names[-1][1] != at:
                self.names = []
            self.names.append((at, end))
            if self.label in ("", "issuer"):
                self.head.named.append(words)
        elif squeezed.edge_at(at) and not self.label and (_WORDS.fullmatch(words) or words in BARE):
            self.unknown = (at, end)
        if squeezed.edge_at(end):
            self.label = ""
        return max(end, at + 1)
