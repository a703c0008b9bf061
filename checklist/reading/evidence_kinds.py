"""What would show that an act was done, guessed from its words. First match wins: the form somebody must fill in decides."""

from __future__ import annotations

import re

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("meeting", r"(?:召开|举行|组织|举办|参加|出席|开好)[^，。；]{0,30}(?:会议|大会|例会|支部会|理事会|座谈会|动员会|部署会|推进会|研讨会|民主生活会|视频会|启动会|论坛)|参会"),
        (
            "roster",
            r"名单|联络[员人]|联系人|花名册|名册|实名|值班|值守|专班|领导小组|工作小组|专人|通信畅通|通讯畅通|电话畅通|储备.{0,4}(?:专家|人才)|(?:专家|人才)(?:储备|库|动向)"
            r"|(?:选派|指派|指定|选拔|抽调|明确|确定|落实)[^，。；]{0,14}(?:人员|负责人|骨干|同志|专人|员)|(?:排查|摸排|登记|摸底)[^，。；]{0,24}(?:人员|员工|工人|学生|来源|去向|旅居)|(?:人员|员工|工人|学生)[^，。；]{0,14}(?:排查|登记|摸排|隔离|去向)",
        ),
        ("report", r"建言|献策|意见建议|意见和建议"),
        ("plan", r"(?:工作|实施|行动|活动|应急)?(?:方案|预案|计划|规划)|时间表|路线图|谋划|工作安排|施工图"),
        ("post", r"宣传|公众号|微信|发布|公布|公开|公示|张贴|网站|传达|解读|科普|典型|转发|通报情况|新媒体|媒体|舆论|刊发|推送"),
        ("report", r"报送|上报|报告|汇报|反馈|总结|报[^，。；]{1,20}(?:厅|局|部|委|会|处|办|组)|自查|整改|督促检查|巡查|督查|督导|检查|监督|调研|意见|建议|建言|情况|进展|调查|兑现|帮扶|引进|评估|汇总"),
        ("study", r"学习|培训|教育|熟知|掌握.{0,6}知识|宣讲|研修|演练"),
        ("document", r"制度|机制|办法|规定|协议|台账|承诺书|批准|审批|备案|手续|文件|规范|细则|清单|档案|证明|申请|材料|预算|合同|标准|控制措施"),
        ("number", r"体温|监测|物资|口罩|消毒|统计|数量|人数|资金|经费|供应|复工|率|防护用品|健康状况|拨付|发放|采购|配备|不少于|\d+(?:个|名|人|次|场|篇|%|％|万|亿)"),
    )
)  # fmt: skip
_REPORTS = re.compile(r"报送|上报|报告[^，。；]{0,4}$|汇报|报[^，。；]{1,20}(?:厅|局|部|委|会|处|办|组|府)[^，。；]{0,6}$|向[^，。；]{1,16}(?:反馈|报告)")
_NAMES = re.compile(r"名单|联络[员人]|联系人|花名册|登记|值班")
_ONLINE = re.compile(r"公众号|微信|网站")


def evidence_kind(text: str) -> str:
    """One of meeting, post, roster, plan, report, number, study, document, other."""
    if _REPORTS.search(text) and not _NAMES.search(text):
        return "report"
    if re.search("学习", text) and not _ONLINE.search(text):
        return "study"
    return next((kind for kind, pattern in _RULES if pattern.search(text)), "other")
