"""The number that an act asks for, as the notice names it, and its unit: 培训人数, 人; 科普讲座, 场."""

from __future__ import annotations

import re

_UNITS = r"人次|场次|万元|亿元|小时|个|名|人|次|场|篇|份|条|期|件|家|户|支|项|节|处|台|套|吨|亩|元|部|幅|册"
# A number the notice names: 参加培训人数, 活动场次, 接种率.
_NAMED = re.compile(
    r"(?P<name>[^，。；：、“”《》（）()和的及等将把向于并\d]{0,12}(?:(?P<people>人数)|(?P<visits>人次)|"
    r"(?P<events>场次|场数)|(?P<times>次数)|"
    r"(?P<money>金额)|(?P<area>面积)|(?P<items>件数)|(?P<sheets>份数)|(?P<papers>篇数)|(?P<houses>户数)|"
    r"(?P<firms>家数)|"
    r"(?P<share>(?:覆盖|完成|复工|返岗|参与|合格|达标|接种|就业|入学|及格|普及|使用|投运|整改)率)|(?P<many>总数|数量)))"
    rf"(?:[（(](?P<unit>{_UNITS})[）)])?"
)
_UNIT_OF = {
    "people": "人", "visits": "人次", "events": "场", "times": "次", "items": "件", "sheets": "份", "papers": "篇",
    "houses": "户", "firms": "家", "share": "%", "money": None, "area": None, "many": None,
}  # fmt: skip
_GIVES_NUMBERS = re.compile(r"报|填|统计|更新|汇总|记录|登记|提供|公布|载明|注明|上传|摸清|掌握|反馈")
_VERB_AHEAD = re.compile(
    r"^.*(?:报送|上报|填报|填写|更新|统计|汇总|记录|登记|提供|公布|载明|注明|上传|摸清|掌握|反馈|同时|如实|及时|开展)"
)
# So many at least: 至少举办2场科普讲座, 推荐不少于2名专家, 每家推荐3—10名.
_QUOTA = re.compile(
    r"(?:(?:不得?少于|不低于|至少)[^，。；\d]{0,6}|(?:推荐|选派|遴选|选送|报送|撰写|征集|录制|"
    r"推送)[^，。；\d]{0,4})\d+(?:[—~～至-]\d+)?"
    rf"(?P<unit>{_UNITS})(?:以上)?的?(?P<thing>[一-鿿]{{2,10}})?"
)
_AT_LEAST = re.compile(
    rf"(?:^|[，；的])(?P<thing>[一-鿿]{{2,8}}?)(?:均|都|应|须|要)*(?:不得?少于|不低于|"
    rf"至少)\d+(?P<unit>{_UNITS})(?!工作日)"
)
# 撰写心得1篇, 观看警示教育片不少于2部: the number behind the thing.
_BEHIND = re.compile(
    rf"(?:撰写|报送|推荐|提交|征集|录制|开展|举办|组织|观看|发放|张贴|制作|发布|刊发|推送)(?P<thing>[一-鿿]{{2,9}}?)(?:不得?少于|"
    rf"至少)?\d+(?P<unit>{_UNITS})"
)
_AFTER_THING = re.compile(r"(?:进入|参加|进行|开展|并|由|到|和|及|的|作为|担任|报(?![告刊纸])|给).*$")
# No name of a thing: what it is like, or how a number is changed.
_NO_THING = re.compile(r"(?:鲜明|突出|明显|显著|优秀|良好|以上|以内|左右)$|不少于|至少|改为|调整|延长|工作日")


def figure(text: str) -> tuple[str | None, str | None]:
    """What number the squeezed words of an act ask for, and in which unit; (None, None) where they ask for none."""
    named = _NAMED.search(text) if _GIVES_NUMBERS.search(text) else None
    if named:
        kind = next(name for name in _UNIT_OF if named[name])
        return _VERB_AHEAD.sub("", named["name"]) or named["name"], named["unit"] or _UNIT_OF[kind]
    quota = _QUOTA.search(text)
    thing = _AFTER_THING.sub("", quota["thing"] or "") if quota else ""
    if quota and thing:
        return (None, None) if _NO_THING.search(thing) else (thing, quota["unit"])
    least = _BEHIND.search(text) or _AT_LEAST.search(text)
    return (least["thing"], least["unit"]) if least and not _NO_THING.search(least["thing"]) else (None, None)
