"""What a web page puts around a notice and people copy along: where one is, who posted it when, buttons, the foot.

Only the edges are looked at, above the first and below the last line of prose: a notice may well speak of printing.
What tells the day is left where the paper has none: then it is dated by its page.
"""

from __future__ import annotations

import re

from checklist.reading.page_furniture import FIELDS, WITH_TIME, is_button_row, is_dated
from checklist.reading.run_on_pages import without_run_on

_MOST_FIELD, _MOST_BYLINE, _MOST_LINE = 40, 60, 200
_CRUMBS = re.compile(
    r"(?:(?:您|你)(?:现在|当前|目前)?|现在|当前|目前)(?:所在|所处)?的?位置\s?[是为]?\s?[:：].{0,150}"
    r"|(?:首\s?页|Home)(?:\s?[>›»＞→/\\|-]{1,3}\s?[^>›»＞→/\\|]{1,30}){1,8}[>›»＞→/\\|-]{0,3}"
)
_SCAN = re.compile(
    r"扫一扫|长按.{0,8}二维码|扫码关注|扫描二维码关注|关注(?:该|本|我们的)?公众号|点击.{0,4}蓝字|轻触阅读原文|预览时标签不可点"
)
_BY_SCANNING = re.compile(r"报名|进群|入群|加入|填报|填写|签到|缴费|下载|提交|上传")
_END = re.compile(
    r"上一[篇条页]\s?[:：]|下一[篇条页]\s?[:：]|版权所有|Copyright|©|ICP备|公网安备|网站地图|网站标识码"
    r"|相关(?:链接|阅读|文章|新闻|信息)\s?[:：]?$|浏览器|分辨率|All rights reserved",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:主办|承办|协办|主管|技术支持|网站(?:管理|维护|主办)|运行维护|备案号|访问量|地址.{0,60}邮编).{0,80}"
)
_PROSE, _STOP = 25, re.compile("[。，；]")
_MENU = re.compile(r"[^\d：:〔]{1,8}")


def without_page_words(text: str) -> str:
    """The text less what belongs to the page. Doing it twice changes nothing."""
    while True:
        less = without_run_on(_without_lines(text))
        if less == text:
            return text
        text = less


def _without_lines(text: str) -> str:
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if _is_prose(line)), len(lines))
    last = next((at for at in range(len(lines) - 1, first, -1) if _is_prose(lines[at])), first)
    top = _top(lines[:first], dated=is_dated(lines[first:]))
    return "\n".join(top + lines[first : last + 1] + _bottom(lines[last + 1 :]))


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and bool(_STOP.search(line)) and not (_END.search(line) or _is_of_page(line.strip()))


def _top(lines: list[str], *, dated: bool) -> list[str]:
    """Where the paper is not `dated`, what tells its day is left."""
    kept = []
    in_menu = False
    for line in lines:
        words = line.strip()
        in_menu = words in ("首页", "网站首页") or (in_menu and _is_menu(words))
        of_page = (in_menu and words) or _is_of_page(words) or _is_byline(words)
        if not of_page or (not dated and WITH_TIME.search(words)):
            kept.append(line)
    return kept


def _bottom(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        words = line.strip()
        if _END.search(words):
            while kept and (not kept[-1].strip() or _FOOT.fullmatch(kept[-1].strip())):
                kept.pop()
            break
        if not words or not _is_of_page(words):
            kept.append(line)
    return kept


def _is_menu(words: str) -> bool:
    return not words or bool(_MENU.fullmatch(words)) and not words.endswith("文件")


def _is_of_page(words: str) -> bool:
    if not words or len(words) > _MOST_LINE:
        return False
    if _CRUMBS.fullmatch(words) or is_button_row(words) or _is_fields(words):
        return True
    return len(words) <= _MOST_BYLINE and bool(_SCAN.search(words)) and not _BY_SCANNING.search(words)


def _is_fields(words: str) -> bool:
    """Labels with short values behind them, and at most a name or a date before them: 来源：… 浏览次数：…"""
    labels = list(FIELDS.finditer(words))
    if not labels:
        return False
    before = WITH_TIME.sub("", words[: labels[0].start()])
    if before and (len(before) > _MOST_FIELD // 2 or not re.search(r"[\s\d【\[（(|]$", before) or ":" in before):
        return False
    ends = [label.start() for label in labels[1:]] + [len(words)]
    values = [WITH_TIME.sub("", words[label.end() : end]) for label, end in zip(labels, ends, strict=True)]
    return all(len(value) <= _MOST_FIELD and not re.search("[。；:：]", value) for value in values)


def _is_byline(words: str) -> bool:
    """Who posted it at what hour: an hour that stands above everything else was set by a machine."""
    found = WITH_TIME.search(words) if len(words) <= _MOST_BYLINE else None
    if found is None or not re.search("[:：]", found[0]):
        return False
    rest = words[: found.start()] + words[found.end() :]
    return not re.search("[:：。，；—前至]", rest) and (found.start() == 0 or len(words) - found.end() <= 8)
