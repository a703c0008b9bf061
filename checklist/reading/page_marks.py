"""What web pages and document forms print around a notice: where one is, who has looked, tables of what it is."""

from __future__ import annotations

import re
from typing import Final

from checklist.reading.squeezing import SPACE, Squeezed

_LABELS: Final = (
    r"(?P<signed>成文(?:日期|时间)|发文(?:日期|时间)|印发(?:日期|时间)|生成(?:日期|时间))"
    r"|(?P<shown>(?:发布|公开|公布|发表)(?:日期|时间)|日期|时间)"
    r"|(?P<issuer>(?:发文|制发|印发)(?:机关|单位|机构|部门))"
    r"|(?P<number>发文字号|(?:发文)?文号|文件编号|公文文号)"
    r"|(?P<urgency>紧急程度|缓急程度)"
    r"|(?P<told>内容概述|内容摘要|摘要|导读|核心提示)"
    r"|(?P<other>(?:信息)?索引号?|(?:主题|信息|组配|体裁|题材|公文|文件)?分类|主题词|关键[词字]|(?:发布|公开|责任|供稿|来源)(?:机关|单位|机构|部门)|"
    r"(?:更新|录入|添加|生效)(?:日期|时间)|实施(?:日期|时间)|失效(?:日期|时间)|废止(?:日期|时间)|有效性|(?:效力)?状态|时效性?|统一编号|(?:信息)?来源|稿源|"
    r"作者|发布[者人]|撰稿人?|供稿人?|(?:责任)?编辑|责编|审核人?|点击(?:次?数|率|量)?|浏览(?:次数|量|数|次)|访问(?:次数|量)|阅读(?:次数|量)?|字号|字体(?:大小)?|"
    r"公开(?:方式|类别|范围|形式|程度|时限)|公文种类|信息类别|文种|类别|服务对象|您?当前(?:的)?位置是?|您?现?在?的?位置|所在位置|打印(?:本[页文])?|"
    r"分享到?|收藏|下载|签发人?|会签人?|份号|保护视力色|背景色|视力保护色|载体类型|设置)"
)
_FIELD = re.compile(rf"[•·●■▪◆※*|｜]*[【\[]?(?:{_LABELS})[】\]]?(?P<colon>[：:])?")
_FURNITURE = re.compile(
    r"【[^】]{1,14}】|\[[^\]]{1,14}\]|(?:字[号体])?[:：]?[（(]?大中小[）)]?|扫一扫[^。]{0,20}|上一[篇条][^。]{0,60}|下一[篇条][^。]{0,60}|"
    r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?|星期[一二三四五六日]|返回顶部|A\+|A-|[》】）)|｜/>»›<«•·●■▪◆※★☆—–-]+"
)
URGENT: Final = re.compile(r"[【\[〔（(]?(特提|特急|加急|平急|急件|火急)[】\]〕）)]?(?:[·・•]?明?电报?)?")


def field_at(squeezed: Squeezed, at: int) -> tuple[str, int] | None:
    """(what it tells, where its value begins) of the label that stands here, or None."""
    text = squeezed.text
    match = _FIELD.match(text, at)
    if not match:
        return None
    end = match.end()
    label = str(match.lastgroup if match.lastgroup != "colon" else next(k for k, v in match.groupdict().items() if v))
    alone = squeezed.edge_at(end) or squeezed.gap[end] >= SPACE or bool(_FIELD.match(text, end))
    if match["colon"] or alone and (squeezed.edge_at(at) or squeezed.gap[at] >= SPACE):
        return label, end
    return None


def furniture_at(squeezed: Squeezed, at: int) -> int | None:
    """Where the mark ends that stands here and tells nothing, or None."""
    match = _FURNITURE.match(squeezed.text, at, min(len(squeezed), at + 80))
    return match.end() if match and match.end() > at else None


def piece_end(squeezed: Squeezed, at: int) -> int:
    """Where the value ends that begins here: at the next edge, or at the next label in the line."""
    end = squeezed.edge_after(at)
    for match in _FIELD.finditer(squeezed.text, at + 1, min(end, at + 120)):
        if match["colon"] or squeezed.gap[match.start()] >= SPACE:
            return match.start()
    return end
