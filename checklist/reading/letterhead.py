"""Who wrote what to whom, and when; and where one document of a text ends and the next begins."""

from __future__ import annotations

import datetime
import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Final

from checklist.reading import dates
from checklist.reading.squeezing import LINE, SPACE, Squeezed

ORGANIZATION: Final = (
    r"(?:委员会|办公厅|办公室|人民政府|政府|党组|厅|局|部|委|办|会|院|中心|公司|集团|处|室|司|署|校|学|馆|站|团|"
    r"组|社|所|指挥部|法院|银行)"
)
_NUMBER = re.compile(r"[〔﹝\[［【（(](?:19|20)\d\d[〕﹞\]］】）)]第?\d{1,5}号")
_CITING = re.compile(r"^(?:按照?|根据|依据|对照|落实|贯彻|参照|遵照|执行|附件?|见|经)")
_TITLE_END = re.compile(r"通知(?:的通知)?(?:（[^）]{1,12}）)?")
_NO_TITLE = re.compile("[。；：:]")
_TITLE_LENGTH = 160
MOST_DOCUMENTS = 100  # a file with more is a collection; its tail stays in the last part
_OTHER_TITLE = re.compile(
    r"(?:通报|意见|决定|公告|通告|函|请示|报告|批复|方案|办法|规定|细则|要点|指南|倡议书|纪要|预案|规划|"
    r"计划|措施)(?:（[^）]{1,12}）)?"
)
_ABOUT = re.compile(r"关于|转发|印发|批转")
_NOT_A_TITLE = re.compile(r"^(?:如下|要求|精神|所|中|和|》|”|里|后|下发|印发之日|规定|，)")
_SALUTATION = re.compile(r"[^。；：:!！?？]{2,400}[：:]")
_SOMEBODY = re.compile(
    ORGANIZATION
    + r"$|(?:单位|部门|企业|学会|协会|研究会|同志|人员|代表|专家|员|机构|地区|工程|项目|党支部|党组织|园区|"
    r"街道|[市县区州省乡镇村])$"
)
_ADDRESSES = re.compile(r"^(?:各|本会各|全体|有关|机关各)[^，：]{1,40}(?:，|$|[（(])")
_NUMBER_BENEATH = re.compile(r"[（(]([一-鿿]{1,14}[〔﹝\[［【](?:19|20)\d\d[〕﹞\]］】]第?\d{1,5}号)[）)]")
_METADATA = re.compile(r"索引号|发文|主题|分类|来源|日期|文号|标题|联系|时间|作者|浏览|字体|附件|有效性")
_PREAMBLE = re.compile(r"^(?:为|根据|按照|近[日期年]|当前|经|现|自|随着|[一二三]、)")
_FORWARDS = re.compile(r"转发|批转")
_NEXT_DOCUMENT = re.compile(r"(?:印发|[（(][^）)]{1,20}[）)])?([^。；：:]{4,110}通知)([^。；：:]{2,120})[：:]")


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


def letterheads(squeezed: Squeezed) -> list[Letterhead]:
    """The documents in the text, in order; there is always at least one."""
    numbers = _free_numbers(squeezed)
    numbered = [at for at, _, _ in numbers]
    later = _later_documents(squeezed)
    found: list[Letterhead] = []
    start = 0
    while True:
        head = _open(squeezed, start, numbers)
        head.end = min(_after(numbered, head.body), _after(later, head.body), len(squeezed))
        _close(squeezed, head)
        found.append(head)
        if head.end >= len(squeezed) or head.end <= start or len(found) >= MOST_DOCUMENTS:
            break
        start = head.end
    _assign_roles(found, squeezed)
    return found


def _assign_roles(found: list[Letterhead], squeezed: Squeezed) -> None:
    for number, head in enumerate(found):
        lead = squeezed.text[head.body : head.body + 600]
        if number:
            head.role = "forwarded"
        elif len(found) > 1 and (_FORWARDS.search(head.title or "") or _FORWARDS.search(lead)):
            head.role = "forwarding"
    if found[0].role is None:
        for head in found:
            head.role = None


def _free_numbers(squeezed: Squeezed) -> list[tuple[int, int, int]]:
    """Document numbers that head a document, not those cited in prose: (start with its letterhead, start, end)."""
    text, found = squeezed.text, []
    for match in _NUMBER.finditer(text):
        end = match.end()
        if squeezed.enclosed[match.start()]:
            continue
        start = match.start()
        while (
            start
            and match.start() - start < 24
            and "一" <= text[start - 1] <= "鿿"
            and not squeezed.gap[start] >= SPACE
        ):
            start -= 1
        for word in ("文件", "通知"):
            at = text.rfind(word, start, match.start())
            start = max(start, at + 2 if at >= 0 else start)
        prefix = text[start : match.start()]
        anchored = (
            start == 0
            or squeezed.gap[start] >= SPACE
            or text[start - 2 : start] in ("文件", "通知")
            or text[start - 1] in "。）)"
        )
        heads = (
            end >= len(text)
            or squeezed.gap[end] >= SPACE
            or _ABOUT.match(text, end)
            or text[end] in "各签"
            or text.startswith("文件", start - 2)
        )
        if not 1 <= len(prefix) <= 12 or not anchored or not heads or _CITING.match(prefix):
            continue
        found.append((_letterhead_start(squeezed, start), start, end))
    return found


def _letterhead_start(squeezed: Squeezed, number_start: int) -> int:
    if not squeezed.text.startswith("文件", number_start - 2) or number_start < 4:
        return number_start
    at = number_start - 2
    while at and number_start - at < 42 and "一" <= squeezed.text[at - 1] <= "鿿" and not squeezed.gap[at] >= LINE:
        at -= 1
    return at


def _after(positions: list[int], at: int) -> int:
    """The first of the sorted positions behind at; past every text where there is none."""
    index = bisect_right(positions, at)
    return positions[index] if index < len(positions) else sys.maxsize


def _later_documents(squeezed: Squeezed) -> list[int]:
    """Notices that follow the date of the one before, with their own titles and their own addressees."""
    found = []
    for date in dates.full_dates(squeezed.text):
        match = _NEXT_DOCUMENT.match(squeezed.text, date.end)
        if (
            match
            and not squeezed.enclosed[date.start]
            and _ABOUT.search(match.group(1))
            and _SOMEBODY.search(match.group(2))
        ):
            found.append(match.start(1))
    return found


def _open(squeezed: Squeezed, start: int, numbers: list[tuple[int, int, int]]) -> Letterhead:
    text = squeezed.text
    head = Letterhead(start, len(text), start, len(text))
    limit = min(len(text), start + 1500)
    at = start
    index = bisect_left(numbers, (start,))
    first = numbers[index] if index < len(numbers) and numbers[index][0] < limit else None
    head_number = None
    if first and (first[1] - start < 60 or text.startswith("文件", first[1] - 2)):
        if text.startswith("文件", first[1] - 2):
            head.named.append(text[first[0] : first[1] - 2])
        head_number, at = first, first[2]
    title = _title(squeezed, at, limit)
    if title:
        at = title[1]
        head.title_span = title
        head.title = re.sub(r"\s*\n\s*", "", squeezed.slice(*title)).strip()
        at = _repeated_title(text, at, text[title[0] : title[1]], head)
        about = _ABOUT.search(text, title[0], title[1])
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
        addressed = _ADDRESSES.match(whom) or _SOMEBODY.search(re.sub(r"[（(][^）)]*[）)]$", "", whom))
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
    for about in _ABOUT.finditer(squeezed.text, start, end):
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


def _close(squeezed: Squeezed, head: Letterhead) -> None:
    """Find the date of issue and the signature, and end the prose before them."""
    text = squeezed.text
    signature: dates.FullDate | None = None
    printed: dates.FullDate | None = None
    for date in dates.full_dates(text, head.body, head.end):
        if squeezed.enclosed[date.start]:
            continue
        alone = squeezed.gap[date.start] >= LINE and squeezed.breaks_at(date.end)
        before = text[date.start - 1] if date.start else "。"
        ends = (
            squeezed.breaks_at(date.end)
            or date.end == head.end
            or re.compile(r"附件|抄送|[（(]此件|主办").match(text, date.end)
        )
        signed = (
            before == "。"
            or re.search(ORGANIZATION + "$", text[max(0, date.start - 8) : date.start])
            or before in "》）"
        )
        if text.startswith("印发", date.end):
            printed = printed or date
        elif alone or (ends and signed):
            signature = date
            if alone:
                break
    date = signature or printed
    head.close = head.end
    signer = ""
    if date:
        head.issued_on = date.value
        signer, head.close = _signer(squeezed, head, date.start)
        head.attached = date.end if date.end < head.end else None
    letterhead = head.named[0] if head.named and text.startswith(head.named[0] + "文件", head.start) else None
    head.issuer = (
        letterhead
        or (signer if date is signature else None)
        or (head.named[0] if head.named else None)
        or signer
        or None
    )
    if head.issued_on is None and head.title_span:
        near = next(iter(dates.full_dates(text, head.start, head.body + 40)), None)
        head.issued_on = near.value if near and (near.start < head.body or squeezed.enclosed[near.start]) else None


def _signer(squeezed: Squeezed, head: Letterhead, date_start: int) -> tuple[str, int]:
    """The organization in front of the date, and where it begins."""
    text = squeezed.text
    names: list[str] = []
    at = date_start
    while at > head.body and squeezed.gap[at] >= LINE:
        above = squeezed.line_start(at - 1)
        line = text[above:at]
        if above < head.body or not 2 <= len(line) <= 40 or not re.fullmatch(r"[一-鿿（）()、]+" + ORGANIZATION, line):
            break
        names.insert(0, line)
        at = above
    if names:
        return "、".join(names), at
    at = date_start
    while at > head.body and date_start - at < 31 and "一" <= text[at - 1] <= "鿿":
        at -= 1
        if squeezed.gap[at] >= SPACE:
            break
    name = text[at:date_start]
    if 3 <= len(name) <= 30 and re.search(ORGANIZATION + "$", name):
        return name, at
    for name in head.named:
        if text.endswith(name, head.body, date_start):
            return name, date_start - len(name)
    return "", date_start
