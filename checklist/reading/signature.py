"""The end of a notice: its date of issue, and who signed it."""

from __future__ import annotations

import re

from checklist.reading import dates
from checklist.reading.letterhead import ORGANIZATION, Letterhead
from checklist.reading.squeezing import LINE, SPACE, Squeezed

# Without line breaks the last annex runs on into the signature.
_LIST_BEFORE = re.compile(r"^.*(?:方案|办法|规定|细则|[表单]|指南|要点|计划|预案|手册|回执|指引|模板|通知)")
_BEHIND_DATE = re.compile(
    r"附件|附[：:]|抄送|主办|[（(](?:此件|联系|公开)|[^。；，：]{2,60}(?:方案|办法|规定|意见|细则|要点|计划|"
    r"指南|预案|名单|表)"
)


def close_letterhead(squeezed: Squeezed, head: Letterhead) -> None:
    """Find the date of issue and the signature, and end the prose before them."""
    text = squeezed.text
    signature: dates.FullDate | None = None
    printed: dates.FullDate | None = None
    for found in dates.full_dates(text, head.body, head.end):
        if squeezed.enclosed[found.start]:
            continue
        alone = squeezed.gap[found.start] >= LINE and squeezed.breaks_at(found.end)
        before = text[found.start - 1] if found.start else "。"
        ends = squeezed.breaks_at(found.end) or found.end == head.end or _BEHIND_DATE.match(text, found.end)
        signed = (
            before == "。"
            or re.search(ORGANIZATION + "$", text[max(0, found.start - 8) : found.start])
            or before in "》）"
        )
        if text.startswith("印发", found.end):
            printed = printed or found
        elif alone or (ends and signed):
            signature = found
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
    name = _LIST_BEFORE.sub("", text[at:date_start])
    at = date_start - len(name)
    if 3 <= len(name) <= 30 and re.search(ORGANIZATION + "$", name):
        return name, at
    for name in head.named:
        if text.endswith(name, head.body, date_start):
            return name, date_start - len(name)
    return "", date_start
