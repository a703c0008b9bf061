"""The end of a notice: its date of issue, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from checklist.reading import dates
from checklist.reading.letterhead import Letterhead
from checklist.reading.names import ENDS_IN_NAME, is_name, unsealed
from checklist.reading.squeezing import LINE, SPACE, Squeezed

# Without line breaks the last annex runs on into the signature.
_LIST_BEFORE = re.compile(r"^.*(?:方案|办法|规定|细则|[表单]|指南|要点|计划|预案|手册|回执|指引|模板|通知)")
_BEHIND_DATE = re.compile(
    r"附件|附[：:]|抄送|抄报|主题词|主办|印发|共印|[（(](?:此件|联系|公开)|[^。；，：]{2,60}(?:方案|办法|规定|意见|细则|要点|计划|"
    r"指南|预案|名单|表)"
)
_COPIES = re.compile(r"(?:抄送|抄报|分送|主题词)[：:]")
_FROM_TITLE = re.compile(
    r"(?:中共)?[一-鿿]{2,14}?(?:人民政府|委员会|教育部|科学院)(?:办公[厅室])?(?=[一-鿿])|[一-鿿]{2,12}?[省市县区部](?:[一-鿿]{2,10}?[厅局])(?:办公室)?(?=[一-鿿])"
)
_NAME_BEGINS = re.compile(r"(?:中国|全国|中共|[一-鿿]{2,7}?[省市县区州旗盟乡镇])[一-鿿（）]{2,26}")
_LENDS_SEAL = re.compile("代章[）)]?$")  # below another name: whose seal stands for that of the one above
_LONGEST_NAME = 45
_AFTERWARDS = 400
# Which of the dates at the top of a page counts where nobody signed: the one under the title before that of a table.
_BETTER = ("beneath", "signed", "printed", "shown", "alone")


def close_letterhead(squeezed: Squeezed, head: Letterhead) -> None:
    """Find the date of issue and the signature, and end the prose before them."""
    text = squeezed.text
    copies = _copies(squeezed, head)
    signature, printed = _dates(squeezed, head)
    head.close = head.end
    signer = ""
    if signature or printed:
        date = signature or printed
        assert date
        signer, head.close = _signer(squeezed, head, date.start)
        head.attached = date.end if date.end < head.end else None
        if printed and not signature:
            head.dated.setdefault("printed", printed.value)
    elif unsigned := _undated(squeezed, head):
        signer, head.close = unsigned
    if copies is not None and copies < head.close:
        head.close = copies
    head.issuer = (
        head.above or (signer if signature or not printed else "") or next(iter(head.named), "") or signer or None
    )
    if head.issuer is None and head.title_span:
        named = _FROM_TITLE.match(text, *head.title_span)
        head.issuer = named.group() if named else None
    if signature:
        head.issued_on = signature.value
    else:
        head.issued_on = next((head.dated[kind] for kind in _BETTER if kind in head.dated), None)


def _dates(squeezed: Squeezed, head: Letterhead) -> tuple[dates.FullDate | None, dates.FullDate | None]:
    """The date of the signature and the date of printing."""
    text = squeezed.text
    signature: dates.FullDate | None = None
    printed: dates.FullDate | None = None
    for found in _all_dates(text, head.body, head.end):
        if squeezed.enclosed[found.start]:
            continue
        ends_all = found.end == head.end or _COPIES.match(text, found.end)
        last = ends_all and squeezed.edge_at(found.start)
        alone = last or squeezed.gap[found.start] >= LINE and squeezed.breaks_at(found.end)
        before = text[found.start - 1] if found.start else "。"
        ends = squeezed.edge_at(found.end) or found.end == head.end or _BEHIND_DATE.match(text, found.end)
        by_name = ENDS_IN_NAME.search(unsealed(text[max(0, found.start - 16) : found.start]))
        if text.startswith("印发", found.end):
            printed = printed or found
        elif by_name and _signs(squeezed, max(head.body, found.start - _LONGEST_NAME), found.start):
            return found, printed
        elif alone or ends and (before in "。》）)" or by_name or before.isdigit() and not squeezed.lined):
            signature = found
            if alone or by_name and squeezed.edge_at(found.start):
                break
    return signature, printed


def _signs(squeezed: Squeezed, least: int, date_start: int) -> bool:
    """Whether nothing but a name stands between the last full stop and the date; without lines, or a number."""
    text = squeezed.text
    stop = text.rfind("。", least, date_start)
    if not squeezed.lined:
        stop = next((at for at in range(date_start - 1, max(stop, least), -1) if text[at].isdigit()), stop)
    return stop >= 0 and is_name(text[stop + 1 : date_start])


def _all_dates(text: str, start: int, end: int) -> Iterator[dates.FullDate]:
    return merge(dates.full_dates(text, start, end), dates.page_dates(text, start, end))


def _copies(squeezed: Squeezed, head: Letterhead) -> int | None:
    """Where the lines begin that say who gets copies."""
    for match in _COPIES.finditer(squeezed.text, head.body, head.end):
        at = match.start()
        if not squeezed.enclosed[at] and (squeezed.gap[at] >= SPACE or squeezed.text[at - 1] in "。）"):
            return at
    return None


def _signer(squeezed: Squeezed, head: Letterhead, date_start: int) -> tuple[str, int]:
    """The organizations in front of the date, and where they begin."""
    text = squeezed.text
    at = date_start
    while at > head.body and squeezed.edge_at(at):
        above = squeezed.edge_before(at)
        if above < head.body or not is_name(text[above:at], 2, 80):
            break
        if not squeezed.lined and at < date_start and above and text[above - 1] in "：:":
            break
        at = above
    if at < date_start:
        begin = _continued(squeezed, at, head.body)
        return text[begin:at] + _name(squeezed, at, _without_lender(squeezed, begin, date_start)), begin
    while at > head.body and date_start - at < 31 and ("一" <= text[at - 1] <= "鿿" or text[at - 1] in "（）()"):
        at -= 1
        if squeezed.gap[at] >= SPACE:
            break
    name = _LIST_BEFORE.sub("", text[at:date_start]).lstrip("）)")
    at = date_start - len(name)
    if is_name(name, 3, 31):
        return _name(squeezed, at, date_start), at
    for name in head.named:
        if text.endswith(name, head.body, date_start):
            return name, date_start - len(name)
    return "", date_start


def _without_lender(squeezed: Squeezed, start: int, end: int) -> int:
    """Where the names end, less the last of several that only lends its seal."""
    last = squeezed.edge_before(end)
    return last if last > start and _LENDS_SEAL.search(squeezed.text, last, end) else end


def _continued(squeezed: Squeezed, at: int, least: int) -> int:
    """Where the name begins whose second line stands here: one that is long is broken over two."""
    text = squeezed.text
    above, end = squeezed.edge_before(at), squeezed.edge_after(at)
    words = text[above:at]
    broken = (
        squeezed.edge_at(at)
        and above >= least
        and _NAME_BEGINS.fullmatch(words)
        and not _NAME_BEGINS.match(text, at)
        and not _LIST_BEFORE.match(words)
        and is_name(text[above:end], 3, 60)
    )
    return above if broken else at


def _name(squeezed: Squeezed, start: int, end: int) -> str:
    return unsealed(re.sub(r"\s+", " ", squeezed.slice(start, end)))


def _undated(squeezed: Squeezed, head: Letterhead) -> tuple[str, int] | None:
    """A signature without a date: the last organization on its own, with no prose behind it."""
    at = head.end
    text = squeezed.text
    least = max(head.body, head.end - _AFTERWARDS)
    while at > least:
        above = squeezed.edge_before(at)
        if above <= head.body or "。" in text[above:at]:
            return None
        if is_name(text[above:at], 4) and squeezed.edge_at(above):
            return _name(squeezed, above, at), above
        at = above
    return None
