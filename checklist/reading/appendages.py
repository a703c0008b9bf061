"""Annex lists and contact lines: facts to keep, and prose to leave out of the search for directives."""

from __future__ import annotations

import re
from itertools import islice

from checklist.reading.letterhead import Letterhead
from checklist.reading.squeezing import Squeezed

_ANNEX = re.compile(r"附件?(?:(?:\d{1,2}|[一二三四五])?[：:]|\d{1,2}、)")
_ITEM = re.compile(r"附件?\d{1,2}[：:、]|(?<![\d第])\d{1,2}[.．、](?!\d)")
_LABEL = re.compile(
    r"(?:业务|技术|会务|报名)?(?:联系人|联系电话|联系方式|联系地址|咨询电话|监督电话|举报电话|服务热线|电话|"
    r"手机|传真|邮箱|电子邮箱|电子邮件|E-?mail|通讯地址|地址|邮编|邮政编码|QQ群?|"
    r"微信群?)(?:[及和与、/](?:电话|方式|传真|邮箱|手机))?[：:]",
    re.IGNORECASE,
)
_BEHIND_LIST = re.compile(rf"[（(]?(?:{_LABEL.pattern})|[一二三四五六七八九十]{{1,3}}、|第[一二三]条", re.IGNORECASE)
_VALUE_ENDS = re.compile(rf"[。；;]|{_ANNEX.pattern}|抄送[：:]")
_VALUE_LIMIT = 80
_MOST = 200  # more labels than that are a table, not contacts


def annexes(squeezed: Squeezed, head: Letterhead) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """What is annexed, by name, and where the list stands."""
    found: list[str] = []
    regions: list[tuple[int, int]] = []
    for match in _ANNEX.finditer(squeezed.text, head.body, head.close):
        at = match.start()
        if squeezed.enclosed[at] or not (squeezed.edge_at(at) or not "一" <= squeezed.text[at - 1] <= "鿿"):
            continue
        end = _annex_end(squeezed, match.end(), head.close)
        regions.append((at, end))
        found.extend(_items(squeezed, match.end(), end))
        break
    return tuple(found), regions


def _stands_out(squeezed: Squeezed, at: int) -> bool:
    """Whether a label begins a line or a clause, as 联系电话 in prose does not."""
    return squeezed.edge_at(at) or squeezed.text[at - 1] in "。；，：、-•·*"


def _annex_end(squeezed: Squeezed, start: int, close: int) -> int:
    """Annexes are listed a line each; the list ends with the first line that carries a sentence."""
    at = start
    while at < close:
        end = min(squeezed.edge_after(at), close)
        if "。" in squeezed.text[at:end] or _BEHIND_LIST.match(squeezed.text, at):
            break
        at = end
    return at if at > start else min(squeezed.edge_after(start), close)


def _items(squeezed: Squeezed, start: int, end: int) -> list[str]:
    text = squeezed.text
    cuts = sorted(
        {
            start,
            *(match.start() for match in _ITEM.finditer(text, start, end)),
            *(at for at in squeezed.lines_between(start, end) if text[at - 1] not in "，、"),
            end,
        }
    )
    numbered = [_ITEM.sub("", text[a:b], count=1).strip("；;。") for a, b in zip(cuts, cuts[1:], strict=False)]
    return [item for item in numbered if item][:50]


def contacts(squeezed: Squeezed, head: Letterhead) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Whom to ask, one entry a label, and where the lines stand."""
    text = squeezed.text
    found: list[str] = []
    regions: list[tuple[int, int]] = []
    labels = list(islice(_LABEL.finditer(text, head.body, head.close), _MOST))
    for match, following in zip(labels, [*(label.start() for label in labels[1:]), head.close], strict=False):
        limit = min(following, match.end() + _VALUE_LIMIT, head.close, squeezed.line_end(match.end() - 1))
        stop = _VALUE_ENDS.search(text, match.end(), limit)
        end = stop.start() if stop else limit
        if squeezed.enclosed[match.start()]:
            closing = re.compile("[）)]").search(text, match.end(), limit)
            end = closing.start() if closing else end
        elif not (_stands_out(squeezed, match.start()) or regions and regions[-1][1] == match.start()):
            continue
        if end > match.end():
            found.append(squeezed.slice(match.start(), end).replace("\n", ""))
            if not squeezed.enclosed[match.start()]:
                regions.append((match.start(), end))
    return tuple(dict.fromkeys(found)), regions
