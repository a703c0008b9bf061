"""Who wrote what to whom, and when; as the top of a notice tells it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from checklist.reading.squeezing import Squeezed

ORGANIZATION: Final = (
    r"(?:委员会|办公厅|办公室|人民政府|政府|党组|厅|局|部|委|办|会|院|中心|公司|集团|处|室|司|署|校|学|馆|站|团|"
    r"组|社|所|指挥部|法院|银行)"
)
_TITLE_END = re.compile(r"通知(?:的通知)?(?:（[^）\d]{1,12}）)?")
_NO_TITLE = re.compile("[。；：:]")
_TITLE_LENGTH = 160
_OTHER_TITLE = re.compile(
    r"(?:通报|意见|决定|公告|通告|函|请示|报告|批复|方案|办法|规定|细则|要点|指南|倡议书|纪要|预案|规划|"
    r"计划|措施)(?:（[^）]{1,12}）)?"
)
ABOUT = re.compile(r"关于|转发|印发|批转")
_NOT_A_TITLE = re.compile(r"^(?:如下|要求|精神|所|中|和|》|”|里|后|下发|印发之日|规定|，)")
_SALUTATION = re.compile(r"[^。；：:!！?？]{2,400}[：:]")
SOMEBODY = re.compile(
    ORGANIZATION
    + r"$|(?:单位|部门|企业|学会|协会|研究会|同志|人员|代表|专家|员|机构|地区|工程|项目|党支部|党组织|园区|"
    r"街道|[市县区州省乡镇村])$"
)
_ADDRESSES = re.compile(r"^(?:各|本会各|全体|有关|机关各)[^，：]{1,40}(?:，|$|[（(])")
_NUMBER_BENEATH = re.compile(r"[（(]([一-鿿]{1,14}[〔﹝\[［【](?:19|20)\d\d[〕﹞\]］】]第?\d{1,5}号)[）)]")
_METADATA = re.compile(r"索引号|发文|主题|分类|来源|日期|文号|标题|联系|时间|作者|浏览|字体|附件|有效性")
_PREAMBLE = re.compile(r"^(?:为|根据|按照|近[日期年]|当前|经|现|自|随着|[一二三]、)")


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
    named: list[str] = field(default_factory=list)  # organizations that the letterhead and title name


def open_letterhead(squeezed: Squeezed, start: int, numbers: list[tuple[int, int, int]]) -> Letterhead:
    """Read the title, number and addressees at start. `numbers` are the document numbers: (letterhead, start, end)."""
    text = squeezed.text
    head = Letterhead(start, len(text), start, len(text))
    limit = min(len(text), start + 1500)
    at = start
    index = bisect_left(numbers, (start,))
    first = numbers[index] if index < len(numbers) and numbers[index][0] < limit else None
    head_number = None
    under_letterhead = bool(first and text.startswith("文件", first[1] - 2))
    if first and under_letterhead:
        head.named.append(text[first[0] : first[1] - 2])
    title = _title(squeezed, start, first[1]) if first and not under_letterhead and first[1] > start else None
    if title and "通知" not in text[title[1] - 15 : title[1]]:
        title = None  # what stands above the number is a title only where it says so
    if first and title is None and (first[1] - start < 60 or under_letterhead):
        head_number, at = first, first[2]
    title = title or _title(squeezed, at, limit)
    if title:
        at = title[1]
        head.title_span = title
        head.title = re.sub(r"\s*\n\s*", "", squeezed.slice(*title)).strip()
        at = _repeated_title(text, at, text[title[0] : title[1]], head)
        about = ABOUT.search(text, title[0], title[1])
        if about and re.search(ORGANIZATION + "$", text[title[0] : about.start()]):
            head.named.append(text[title[0] : about.start()])
    if head_number is None and first and first[1] - at < 40:
        head_number = first
        at = max(at, first[2])
    if head_number:
        head.document_number = text[head_number[1] : head_number[2]]
    elif title and (beneath := _NUMBER_BENEATH.match(text, at)):
        head.document_number, at = beneath[1], beneath.end()
    head.body = at
    _salute(squeezed, head, at)
    return head


def _salute(squeezed: Squeezed, head: Letterhead, at: int) -> None:
    """Find the addressees, below what a web page may put between them and the title."""
    text = squeezed.text
    for _ in range(4):
        salutation = _SALUTATION.match(text, at)
        whom = salutation.group()[:-1] if salutation else ""
        if salutation and _METADATA.search(whom):
            at = squeezed.line_end(at)
            continue
        addressed = _ADDRESSES.match(whom) or SOMEBODY.search(re.sub(r"[（(][^）)]*[）)]$", "", whom))
        if salutation and addressed and not _PREAMBLE.match(whom):
            head.addressees = re.sub(r"\s*\n\s*", "", squeezed.slice(at, salutation.end() - 1))
            head.body = salutation.end()
        return


def _title(squeezed: Squeezed, start: int, limit: int) -> tuple[int, int] | None:
    text = squeezed.text
    for match in _TITLE_END.finditer(text, start, min(limit, start + 2 * _TITLE_LENGTH)):
        end = match.end()
        if squeezed.enclosed[match.start()] or _NOT_A_TITLE.match(text[end : end + 6]):
            continue
        begin = _title_start(squeezed, start, end)
        if end - begin > _TITLE_LENGTH or any(
            not squeezed.enclosed[stop.start()] for stop in _NO_TITLE.finditer(text, begin, end)
        ):
            break
        return begin, end
    at = start
    while at < limit:  # no 通知: another kind of paper, told by how its line ends
        end = squeezed.line_end(at)
        line = text[at:end]
        endings = list(_OTHER_TITLE.finditer(line))
        if 6 <= len(line) <= 90 and endings and endings[-1].end() == len(line) and "。" not in line:
            return at, end
        at = end
    end = squeezed.line_end(start) if start < len(text) else start
    return (
        (start, end) if 2 <= end - start <= 60 and text[end - 1] not in "：:" and "。" not in text[start:end] else None
    )


def _title_start(squeezed: Squeezed, start: int, end: int) -> int:
    """Lines above the one that says 关于 are letterhead or a page's furniture, not the title."""
    for about in ABOUT.finditer(squeezed.text, start, end):
        if not squeezed.enclosed[about.start()]:
            return max(start, squeezed.line_start(about.start()))
    return max(start, squeezed.line_start(end - 1))


def _repeated_title(text: str, at: int, title: str, head: Letterhead) -> int:
    """Pages print the title twice, often with the issuer's name between."""
    again = text.find(title, at, at + len(title) + 80)
    if again < 0:
        return at
    between = text[at:again]
    if re.search(ORGANIZATION + "$", between) and not re.search("[。，]", between):
        head.named.append(between)
    return again + len(title)
