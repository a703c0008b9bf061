"""Which headings, and which words before a colon, ask for something, and which only tell or list."""

from __future__ import annotations

import re

from checklist.reading.lexicon import STRONG

# A heading that opens so asks for something, whatever noun it ends in.
ASKING_HEADING = re.compile(
    r"^[^一-鿿]*[一二三四五六七八九十]{0,3}[）)、．.]*(?:明确|落实|完善|健全|严格|加强|优化|规范|把握|突出|"
    r"制定|强化|抓好|做好|确保|细化|压实)"
)
ACT_HEADING = re.compile(
    rf"^[^一-鿿]*[一二三四五六七八九十]{{0,3}}[）)、．.]*(?:认真|积极|广泛|深入|切实)*{STRONG.pattern}"
)
# 下列事项应当报告: what follows names things, and asks nothing by itself.
LISTS_AHEAD = re.compile(
    r"(?:下列|以下|如下)[^。；，：]{0,12}(?:事项|条件|内容|材料|情形|情况|资料|信息|标准|人员|单位|项目|文件|行为|"
    r"之一)[^。；：]{0,16}[：:]?$|"
    r"(?:包括|包含|主要有|载明|具备|分为|分别为|内容为|材料有)[^。；：]{0,10}[：:]?$"
)
# 应当做好以下工作: what follows are the acts, so this is none itself.
TASKS_AHEAD = re.compile(
    r"(?:做好|抓好|完成|落实|履行|遵守|开展|采取|做到|从)[^。；：，]{0,12}(?:以下|下列|如下)[^。；：]{0,10}"
    r"(?:工作|任务|事项|职责|措施|要求|规定|活动|方面|内容)[^。；：]{0,8}[：:]?$"
)
# Headings under which a sentence without a word of obligation tells, rather than asks.
TELLING_HEADING = re.compile(
    r"(?:时间|地点|重点|方式|主题|对象|范围|背景|意义|目的|目标|原则|思想|条件|标准|奖励|奖项|内容|形式|"
    r"流程|程序|机构|概况|依据|时间安排|日程安排|日程|议程|单位|费用|说明|解释|联系|其他|"
    r"咨询)(?:[及和与、].{1,8})?$"
)


def tell(path: tuple[str, ...]) -> bool:
    """Whether what stands under these headings tells what is planned; one that opens with an act asks again."""
    if path and ACT_HEADING.match(path[-1]) and not TELLING_HEADING.search(path[-1]):
        return False
    return any(TELLING_HEADING.search(title) and not ASKING_HEADING.match(title) for title in path)


def opens_list(words: str, of_rules: bool) -> bool:
    """Whether words end in a list of things to come; in an article of rules every colon at the end does."""
    if TASKS_AHEAD.search(words):
        return False
    return bool(LISTS_AHEAD.search(words)) or of_rules and words.endswith(("：", ":"))
