"""The title of a paper: where it stands alone, broken over lines, run together with what follows, or cut off."""

from __future__ import annotations

import re
from typing import Final

from checklist.reading.squeezing import Squeezed

ABOUT: Final = re.compile(r"关于|转发|印发|批转")
_SUFFIX = r"(?:[（(][^）)月〔\[]{1,14}[）)])?"
_KIND = re.compile(
    r"(?:通知(?:的通知)?|通报|意见|决定|公告|通告|函|请示|报告|批复|方案|办法|规定|规则|细则|条例|制度|章程|要点|指南|指引|"
    r"倡议书?|纪要|预案|规划|计划|措施|须知|公示|启事|邀请函|声明|简报|要求|安排|提示|说明|公开信)" + _SUFFIX
)
_NOT_BEHIND = re.compile(r"如下|要求|精神|所|中|和|》|”|里|后|下发|印发|规定|，|、|的|等|文件|公告|公示|栏|书|单")
_STOP = re.compile("[。；：:！？]")
_MARKS = re.compile(r"[★☆●◆■▲#*＊·※>\s]+")
_LABEL = re.compile(r"【[^】]{1,6}】|转[发载][：:](?=.)|(?:原?标题|(?:文件|信息|公文)?名称|题名)[：:]?(?=.)")
# Behind a title, where no space or line break tells that it is over.
_GOES_ON = re.compile(
    r"各|全体|有关|为|根据|按照|近|[（(【]|[_|—–-]|[一-鿿]{1,14}[〔﹝\[［【](?:19|20)\d\d|(?:19|20)\d\d[年-]|发布|来源|索引|时间|当前|一、"
)
_NAVIGATION = re.compile(
    r"(?:通知|公告|公示|新闻|政策|文件|信息|要闻|动态|公开|法规|规章|规范性|首页|正文|中心|栏目|政务|党务|工作|部门|政府|"
    r"重要|综合|最新|办事|指南|规划|计划|制度|条例|办法|意见|方案|征集|服务|互动|专题|专栏|内容|目录|其他|行政|"
    r"类|及|与|和|、)+"
)
TITLE_LENGTH: Final = 220
# What a notice is called that has no title: the bare word alone in its line.
_BARE = re.compile(r"(?:更正|补充|勘误|更正启事|更正公告|更正通知|补充通知|勘误表|补充更正)(?:通知|启事|公告|说明)?")
_PLAIN_LENGTH = 60
_BEFORE_ABOUT = re.compile(r"[一-鿿、（）()“”·\d]{0,100}?(?=关于|转发|印发|批转)")


def title_at(squeezed: Squeezed, at: int) -> tuple[int, int, bool] | None:
    """(start, end, whether it says what it is about) of the title that begins at this place, or None."""
    text = squeezed.text
    begin = unmarked(text, at)
    piece_end = squeezed.edge_after(begin)
    if text.startswith("《", begin) and (named := _in_brackets(squeezed, begin)):
        return named
    if squeezed.edge_at(at) and (bare := _BARE.fullmatch(text, begin, piece_end)):
        return begin, bare.end(), False
    before = _BEFORE_ABOUT.match(text, begin, min(piece_end, begin + 110))
    stop = _stop(squeezed, begin)
    if before and _NAVIGATION.fullmatch(before.group()):  # 通知公告关于…: the name of the page's column
        begin = before.end()
    if before and not text.startswith(("根据", "按照", "为", "现将", "现"), begin):
        end = _end_of(squeezed, before.end(), stop, loose=True)
        if end:
            return begin, end, True
        if _cut_off(squeezed, begin, piece_end, stop):
            return begin, piece_end, True
        return None
    if piece_end <= stop and 4 <= piece_end - begin <= _PLAIN_LENGTH and squeezed.edge_at(at):
        words = text[begin:piece_end]
        kinds = list(_KIND.finditer(words))
        if kinds and kinds[-1].end() == len(words) and not _NAVIGATION.fullmatch(words) and "，" not in words:
            return begin, piece_end, False
    return None


def _in_brackets(squeezed: Squeezed, at: int) -> tuple[int, int, bool] | None:
    """《…的通知》 on a line of its own: pages print titles so."""
    text = squeezed.text
    end = squeezed.edge_after(at)
    if not squeezed.edge_at(at) or text[end - 1] != "》" or end - at > TITLE_LENGTH or not ABOUT.search(text, at, end):
        return None
    kinds = list(_KIND.finditer(text, at, end - 1))
    return (at + 1, end - 1, True) if kinds and kinds[-1].end() == end - 1 else None


def unmarked(text: str, at: int) -> int:
    """Past the marks and the word 标题 in front of a title."""
    for pattern in (_MARKS, _LABEL, _MARKS):
        match = pattern.match(text, at)
        at = match.end() if match else at
    return at


def _stop(squeezed: Squeezed, begin: int) -> int:
    """The first mark behind `begin` that no title has, or how long a title may be."""
    most = min(len(squeezed), begin + TITLE_LENGTH)
    for match in _STOP.finditer(squeezed.text, begin, most):
        if not squeezed.enclosed[match.start()]:
            return match.start()
    return most


def _end_of(squeezed: Squeezed, start: int, stop: int, *, loose: bool) -> int | None:
    text = squeezed.text
    for match in _KIND.finditer(text, start, min(len(text), stop + 1)):
        end = match.end()
        if end > stop or squeezed.enclosed[match.start()]:
            continue
        notice = text.startswith("通知", match.start())
        if squeezed.edge_at(end) and not (notice and text.startswith("的通知", end)):
            return end
        if _GOES_ON.match(text, end) or notice and loose and not _NOT_BEHIND.match(text, end):
            return end
    return None


def _cut_off(squeezed: Squeezed, begin: int, end: int, stop: int) -> bool:
    """关于转发…的, and then the addressees: the last word is lost."""
    if end > stop or end - begin < 8 or squeezed.text[end - 1] in "，、":
        return False
    return bool(re.match(r"(?:各|全体|有关)[^。；：:]{1,200}[：:]", squeezed.text[end : end + 202]))
