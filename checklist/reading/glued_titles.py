"""Where a title ends and its prose begins when nothing parts them: line breaks get lost."""

from __future__ import annotations

import re

from checklist.reading.squeezing import SPACE, Squeezed

_RELATIVE = re.compile(r"(?:应当|必须|应|须|需|要)[^，。]{1,6}的")  # 必须具备的条件 obliges nobody
_OBLIGES = re.compile(
    r"(?<![重主需必简摘纪提])要(?![求素点闻])|应当|必须|务必|不得|严禁|请各|\d{1,2}月\d|"
    r"(?<![相响供适对效反])应(?![急对用届缴收征税付知会有])|(?<!无)须(?!知)"
)
# How sentences begin and go on that say something, as titles do not.
STATES = re.compile(
    r"^(?:本|以上|上述|现将|经|根据|按照|依据|为了?(?!民)|凡|如(?!何|期)|若|因|对于?|在|遇|自\d|截至|考虑|请|望|由)|"
    r"^(?:各|全体|所有)[^，。、]{2,}(?:对|在|向|把|将|进行|开展)|是(?![否非])|由.{2,}(?:负责|承担|带领|牵头|进行)|(?<!完)了(?!解)|已经?(?!入|有)|均|将(?!来|军)|可以?(?![持靠行])|鼓励|(?<![申邀])请(?![示假柬])"
)
SUBJECT = re.compile(
    r"(?:请)?(?:各(?![类种样异])|全体|全市|全省|所有|有关|本|参会|与会|申报)[^，。；：]{1,24}?(?:要|应|须|务必|必须|请)"
)
_TOPIC = re.compile(
    r"(?!以上|上述|该|此|其)[^，。；：、的]{0,7}?(?:时间|地点|重点|方式|要求|内容|对象|目标|范围|事项|步骤|原则|任务|措施|"
    r"条件|程序|材料|形式|人员|保障|设置|办法|流程|主题|职责|分工|标准|费用|名额)+(?![和与及、的，。：之性])"
)
LEANS = re.compile(r"(?:[的和与及对在为由将把，、]|期间|时|后|前)$")  # what a title cut off a sentence does not end in
# Where nothing at all stands between a title and its prose.
_TITLE_ENDS = re.compile(
    "工作|管理|机制|责任|建设|措施|行为|义务|使用|管控|防控|服务|教育|培训|监督|指导|保障|力度|质量|方式|程序|制度|体系|作用|"
    "能力|问题|范围|范畴|更新|风险|认识|作风|领导|准备|宣传|引导|落实|安全|报送|纪律|氛围|排查|整改|隐患|值守|要求|关系|对象|"
    "内容|其他|自查|抽查|检查|意识|效率|秩序|预案|输出|登记|推荐|情况|总结"
)
_PROSE_BEGINS = re.compile(
    r"各(?![类种项样])|全体|所有|为了|为[切进做]|根据|按照|依据|对于|在(?![线校岗职])|自\d|(?:19|20)\d\d年|\d{1,2}月\d|请|针对|近[日期年]|当前|目前|"
    r"随着|党的|本[市县省校区通意]|[一-鿿、（）]{1,16}?(?:部门|单位|企业|医院|学校|机构|组织|政府|[局委会校处室院市县省镇者员民]|公司|"
    r"小组|干部|教师|学生|家长)(?:要(?!求)|应|须|将)"
)
LINE_TITLE_LENGTH = 60


def obliges(words: str) -> bool:
    words = re.sub(r"[（(][^）)]*[）)]", "", words)
    return bool(_OBLIGES.search(_RELATIVE.sub("", words)))


def cut(squeezed: Squeezed, start: int, end: int) -> int | None:
    """Where a title ends whose line break is lost: at a space, after a noun that names a topic, before who must act."""
    text = squeezed.text
    for at in range(start + 3, min(end, start + LINE_TITLE_LENGTH)):
        if squeezed.gap[at] == SPACE and "一" <= text[at - 1] <= "鿿" and "一" <= text[at] <= "鿿":
            return None if STATES.search(text[start:at]) or obliges(text[start:at]) else at
    subject = SUBJECT.search(text, start, min(end, start + 80))
    if subject and 4 <= subject.start() - start <= LINE_TITLE_LENGTH:
        words = text[start : subject.start()]
        if not (obliges(words) or STATES.search(words) or LEANS.search(words) or words.count("，") > 1):
            return subject.start()
    if not squeezed.lined and (glued := _before_prose(text, start, end)):
        return glued
    return topic_end(squeezed, start, end)


def topic_end(squeezed: Squeezed, start: int, end: int) -> int | None:
    """Where the noun ends that names a topic and begins the words: 活动时间."""
    topic = _TOPIC.match(squeezed.text, start, end)
    if (
        topic
        and topic.end() < end
        and not obliges(topic.group())
        and (not squeezed.lined or not "一" <= squeezed.text[topic.end()] <= "鿿")
    ):
        return topic.end()
    return None


def _before_prose(text: str, start: int, end: int) -> int | None:
    """Where the words of a title end, of those that titles end in, and words follow that sentences begin with."""
    cut_at = None
    for noun in _TITLE_ENDS.finditer(text, start + 2, min(end, start + LINE_TITLE_LENGTH)):
        at = noun.end()
        words = text[start:at]
        if obliges(words) or STATES.search(words) or words.count("，") > 1:
            break
        if at < end and _PROSE_BEGINS.match(text, at, end):
            cut_at = at
    return cut_at
