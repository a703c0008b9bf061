"""Whom a notice is addressed to: the line above its prose that ends in a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from checklist.reading.headline import title_at
from checklist.reading.names import ORGANIZATION, is_name
from checklist.reading.page_marks import field_at, piece_end
from checklist.reading.squeezing import Squeezed

_SALUTATION = re.compile(r"[^。；：:!！?？]{2,400}[：:]")
SOMEBODY: Final = re.compile(
    ORGANIZATION
    + r"$|(?:单位|部门|企业|学会|协会|研究会|同志|人员|代表|专家|员|机构|地区|工程|项目|党支部|党组织|园区|机关|"
    r"街道|工作者|老师|教师|学生|同学|家长|理事|作者|学者|同仁|业主|商户|个人|者|系|[市县区州省乡镇村旗盟])$"
)
_ADDRESSES = re.compile(r"^(?:各|本会各|全体|有关|机关各)[^，：]{1,40}(?:，|$|[（(])|^(?:尊敬的|亲爱的)")
_NO_ADDRESS = re.compile(r"[|｜•]|\d{5}|如下|下列|^(?:附件?|联系|电话|地址|抄送)")
PREAMBLE: Final = re.compile(r"(?:为|根据|按照|近[日期年]|当前|随着|现[将就]|[一二三]、|第[一二]条)")
BARE: Final = frozenset(["通知", "紧急通知", "通告", "公告", "启事", "公示", "倡议书"])
_CALLS = re.compile("各|全体|有关|尊敬")


def salutation_at(squeezed: Squeezed, at: int, label: str) -> int | None:
    """Where the addressees end that stand here, behind the colon; None where they do not. `label` is the label of a
    page's table whose value may stand here."""
    salutation = _SALUTATION.match(squeezed.text, at)
    if not salutation or field_at(squeezed, at):
        return None
    whom = salutation.group()[:-1]
    addressed = _ADDRESSES.match(whom) or SOMEBODY.search(re.sub(r"[（(][^）)]*[）)]$", "", whom))
    if not addressed or _NO_ADDRESS.search(whom) or PREAMBLE.match(whom):
        return None
    return None if _begins_within(squeezed, at, at + len(whom), label) else salutation.end()


def _begins_within(squeezed: Squeezed, start: int, end: int, label: str) -> bool:
    """Whether a title, a label or another piece comes first, so that the addressees are still to come."""
    edges = squeezed.edges
    for index in range(bisect_left(edges, start), bisect_left(edges, end)):
        title = title_at(squeezed, edges[index])
        if title and title[2] or field_at(squeezed, edges[index]):
            return True
    first = squeezed.text[start : piece_end(squeezed, start)]
    if start + len(first) >= end:
        return False
    called = _CALLS.match(squeezed.text, start + len(first))
    return bool(label or first in BARE or is_name(first) and called)
