"""The top of a notice, read piece by piece until its prose begins: what heads it, and what a page puts around it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from dataclasses import dataclass, field

from checklist.reading import dates
from checklist.reading.headline import ABOUT, title_at
from checklist.reading.names import ENDS_IN_NAME, ORGANIZATION, is_name
from checklist.reading.page_marks import URGENT, field_at, furniture_at, piece_end
from checklist.reading.squeezing import Squeezed

_SALUTATION = re.compile(r"[^。；：:!！?？]{2,400}[：:]")
SOMEBODY = re.compile(
    ORGANIZATION
    + r"$|(?:单位|部门|企业|学会|协会|研究会|同志|人员|代表|专家|员|机构|地区|工程|项目|党支部|党组织|园区|机关|"
    r"街道|工作者|老师|教师|学生|同学|家长|理事|作者|学者|同仁|业主|商户|个人|者|系|[市县区州省乡镇村旗盟])$"
)
_ADDRESSES = re.compile(r"^(?:各|本会各|全体|有关|机关各)[^，：]{1,40}(?:，|$|[（(])|^(?:尊敬的|亲爱的)")
_NO_ADDRESS = re.compile(r"[|｜•]|\d{5}|如下|下列|^(?:附件?|联系|电话|地址|抄送)")
_NUMBER_BENEATH = re.compile(r"[（(]([一-鿿]{1,14}[〔﹝\[［【](?:19|20)\d\d[〕﹞\]］】]第?\d{1,5}号)[）)]")
_NUMBER_VALUE = re.compile(r"[一-鿿]{1,14}[〔﹝\[［【（(](?:19|20)\d\d[〕﹞\]］】）)]第?\d{1,5}号")
_PROSE = re.compile(
    r"(?:为|根据|按照|近[日期年来]|当前|经|现将|现就|自(?!治)|随着|今年|[一二三]、|第[一二三][条章])|[^。]{0,200}[。，]"
)
_PREAMBLE = re.compile(r"(?:为|根据|按照|近[日期年]|当前|随着|现[将就]|[一二三]、|第[一二]条)")
_LETTERHEAD = re.compile(r"([一-鿿（）()、]{3,80}?)文件")
_WORDS = re.compile(r"[^。，：；]{0,20}[一-鿿]{4}[^。，：；]{0,36}")
_LONGEST_VALUE = 40
_BARE = frozenset(["通知", "紧急通知", "通告", "公告", "启事", "公示", "倡议书"])
_TOP = 1500
_MOST_PIECES = 120


@dataclass
class Letterhead:
    """Positions in the squeezed text. `body` is where the prose begins, `close` where it ends (the signature)."""

    start: int
    end: int
    body: int
    close: int
    title: str | None = None
    title_span: tuple[int, int] | None = None
    document_number: str | None = None
    issuer: str | None = None
    issued_on: datetime.date | None = None
    addressees: str | None = None
    role: str | None = None
    attached: int | None = None
    urgency: str | None = None
    above: str | None = None  # who stands above 文件
    named: list[str] = field(default_factory=list)  # organizations that the top and the title name
    # The dates at the top, the surest first: under the title, of the page's table, when it was shown, on their own.
    dated: dict[str, datetime.date] = field(default_factory=dict)


class Top:
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
            self.label = "" if found[0] == "told" else found[0]
            return found[1] if self.label else piece_end(squeezed, found[1])
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
            self.label, span = "", title[:2]
            if not title[2]:
                self.plain = span
            elif not head.title_span:
                head.title_span = span
            return span[1]
        return furniture_at(squeezed, at)

    def _letterhead(self, at: int) -> int | None:
        squeezed = self.squeezed
        match = _LETTERHEAD.match(squeezed.text, at, min(len(squeezed), at + 90))
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
        kind = "beneath" if bracket else self.label if self.label in ("signed", "shown") else "alone"
        if kind == "alone" and not (self.squeezed.edge_at(at) and self._ends_date(date.end)):
            return None
        if self.label != "other":
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
        squeezed, head = self.squeezed, self.head
        salutation = _SALUTATION.match(squeezed.text, at)
        if not salutation or field_at(squeezed, at):
            return False
        whom = salutation.group()[:-1]
        addressed = _ADDRESSES.match(whom) or SOMEBODY.search(re.sub(r"[（(][^）)]*[）)]$", "", whom))
        if (
            not addressed
            or _NO_ADDRESS.search(whom)
            or _PREAMBLE.match(whom)
            or self._begins_within(at, at + len(whom))
        ):
            return False
        head.addressees = re.sub(r"\s*\n\s*", "", squeezed.slice(at, salutation.end() - 1))
        head.body = salutation.end()
        return True

    def _begins_within(self, start: int, end: int) -> bool:
        """Whether a title, a number or a label begins on the way, so that what stands here is another thing."""
        edges = self.squeezed.edges
        for index in range(bisect_left(edges, start), bisect_left(edges, end)):
            title = title_at(self.squeezed, edges[index])
            if title and title[2] or field_at(self.squeezed, edges[index]):
                return True
        return False

    def _is_prose(self, at: int) -> bool:
        text = self.squeezed.text
        end = min(piece_end(self.squeezed, at), at + 200)
        if self.label and not _PREAMBLE.match(self.squeezed.text, at):  # what a table of the page tells of the paper
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
        elif squeezed.edge_at(at) and not self.label and (_WORDS.fullmatch(words) or words in _BARE):
            self.unknown = (at, end)
        if squeezed.edge_at(end):
            self.label = ""
        return max(end, at + 1)
