"""Words of web pages that two ways of finding them share: labels, hours, buttons."""

from __future__ import annotations

import re

FIELD = (
    r"(?:(?:信息|文章|稿件|内容)?来\s?源|(?:发布|更新|公开|上传)(?:时间|日期|单位|机构|人|者)|浏览(?:次数|量)?"
    r"|点击(?:次数|数|量|率)?|访问(?:次数|量)|阅读(?:次数|数|量|人数)?|字\s?[号体]|字体(?:大小|显示)|作者"
    r"|(?:责任|文字|网络)?编辑|责编|审核人?|校对|录入|分享到?|索\s?引\s?号|(?:信息|主题|体裁)分类|公开方式|关键词|有效性)\s?[:：]"
)
TIME = r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s{0,4}\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_HAN_NUMBER = "一二三四五六七八九十"
_COUNT = rf"\s?[\d元正{_HAN_NUMBER}]{{1,3}}\s?"
_DAY = rf"(?:\d{{4}}|[〇○ＯO零{_HAN_NUMBER}]{{4}})\s?年{_COUNT}月{_COUNT}日"
_DATED = re.compile(rf"[^：:，。；]{{0,40}}?{_DAY}[)）]?(?:印发)?")
_DAY_AT_END = re.compile(_DAY)
FIELDS = re.compile(FIELD)
WITH_TIME = re.compile(TIME)
_BUTTONS = {
    "打印", "打印本页", "打印页面", "关闭", "关闭窗口", "关闭本页", "关闭页面", "收藏", "加入收藏", "收藏本页", "分享",
    "分享到", "返回", "返回顶部", "返回首页", "返回列表", "返回上一页", "顶部", "大", "中", "小", "特大", "A", "A+",
    "A-", "纠错", "我要纠错", "字号", "字体", "字体大小", "默认", "朗读", "语音播报", "语音朗读", "繁体", "简体",
    "繁體", "无障碍", "长者模式", "适老版", "微信", "微博", "新浪微博", "QQ", "QQ空间", "复制链接", "点赞", "赞",
    "在看", "评论", "转发", "登录", "注册", "搜索", "首页", "网站首页", "阅读原文", "写留言", "Print", "Share",
    "Close", "Home",
}  # fmt: skip
_BETWEEN = re.compile(r"[\s|｜/·•【】\[\]（）()<>：:，,]{1,20}")


def is_button_row(text: str) -> bool:
    """Nothing but words on buttons: 【打印】【关闭】, 字号：大 中 小."""
    words = [word for word in _BETWEEN.split(text) if word]
    return bool(words) and all(word in _BUTTONS for word in words)


def is_dated(lines: list[str]) -> bool:
    """Whether the paper itself says of which day it is: in a line of its own, or behind its last sentence."""
    if any(len(line) <= 60 and _DATED.fullmatch(line.strip()) for line in lines):
        return True
    last = next((line for line in reversed(lines) if line.strip()), "")
    return bool(_DAY_AT_END.search(last, last.rfind("。") + 1))
