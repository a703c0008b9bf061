"""A page pasted with its line breaks lost: what stands around the notice is cut off the first and the last of it."""

from __future__ import annotations

import re

from checklist.reading.page_furniture import FIELD, TIME, WITH_TIME, is_button_row, is_dated

_LONG = 300  # characters: a line this long is no line
_MENU, _HEAD, _FOOT = 300, 600, 600
_HERE = re.compile(
    r"(?:(?:您|你)(?:现在|当前|目前)?|现在|当前|目前)(?:所在|所处)?的?位置\s?[是为]?\s?[:：]\s?(?:网站)?(?:首\s?页|Home)?"
    r"|(?:首\s?页|Home)(?=\s?[>›»＞→/])"
)
_CRUMB = re.compile(r"\s?[>›»＞→/]{1,3}\s?[^>›»＞→/。：:\s]{1,20}(?=\s?[>›»＞→/])")
_LAST_CRUMB = re.compile(
    r"\s?[>›»＞→/]{1,3}\s?(?:[^>›»＞→/。：:\s]{1,12}\s|"
    r"(?:正文|详情|内容|浏览文章|信息公开|通知公告|公告通知|通知通告|通知公示|公示公告|公告公示|公告|通知|政策文件|文件)"
    r"(?:\s|(?=[一-鿿])))?"
)
_BRACKETED = re.compile(r"[【\[][^】\]\n]{1,30}[】\]]")
_FIELD_RUN = re.compile(
    rf"(?<!资金)(?<!经费)(?<!费用)(?<!人员){FIELD}\s?(?:{TIME}|\d{{1,7}}\s?次?|[^\s:：。【\[]{{1,20}}?(?=\s|[【\[]|{FIELD}))\s?"
)
_END = re.compile(
    r"[上下]一[篇条]\s?[:：]|版权所有|Copyright ©|责任编辑\s?[:：]|打印本页|关闭窗口|分享到\s?[:：]|扫一扫"
)


def without_run_on(text: str) -> str:
    """The text less the page's words at its two ends. Doing it twice changes nothing."""
    first, newline, rest = text.partition("\n")
    if len(first) >= _LONG:
        text = _head(first) + newline + rest
    before, newline, last = text.rpartition("\n")
    if len(last) >= _LONG:
        text = before + newline + _foot(last)
    return text


def _head(line: str) -> str:
    line = line[_crumbs(line) :]
    stop = line.find("。", 0, _HEAD)
    if stop < 0:
        return line
    before, head = "", line[:stop]
    without = _dropped if is_dated([line]) else _undated
    while head != before:  # what two fields parted may be a third
        before, head = head, _FIELD_RUN.sub(without, _without_buttons(head))
    return head + line[stop:]


def _dropped(field: re.Match[str]) -> str:
    return ""


def _undated(field: re.Match[str]) -> str:
    """Nothing, but a day is left: a paper that nobody dated is dated by its page."""
    return field[0] if WITH_TIME.search(field[0]) else ""


def _crumbs(line: str) -> int:
    """Where the path of the page ends, and the menu above it: 您现在的位置：首页 > 通知公告 > 正文."""
    end = 0
    while at := _HERE.search(line, end, end + _MENU):
        end = at.end()
        while found := _CRUMB.match(line, end):
            end = found.end()
        found = _LAST_CRUMB.match(line, end)
        end = found.end() if found else end
    return end


def _foot(line: str) -> str:
    """The last of the line, where it is short, after the first word that only the foot of a page has."""
    cut = 0
    while cut != len(line):
        cut = len(line)
        for found in _END.finditer(line, max(cut - _FOOT, 0)):
            if line.count("。", found.start()) <= 1:
                line = line[: found.start()]
                break
    start = max(line.rfind("。") + 1, len(line) - _FOOT)
    return line[:start] + _without_buttons(line[start:])


def _without_buttons(text: str) -> str:
    return _BRACKETED.sub(lambda found: "" if is_button_row(found[0]) else found[0], text)
