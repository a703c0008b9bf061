"""What the invented people of the demo province write."""

from datetime import date

from checklist.notices.models import Directive

ON_BEHALF = "学会秘书来电：网络不便，已按要求完成，材料随后补交。"
RETURNS = (
    "请补充会议日期和参会人数。",
    "链接打不开，请核对后重新上报。",
    "请说明覆盖的会员人数。",
    "材料与本事项不符，请换成对应的材料。",
)
TITLES = {
    "meeting": "会议召开情况",
    "study": "学习传达情况",
    "post": "公众号文章",
    "roster": "名单",
    "report": "情况报告",
    "file": "工作方案",
    "figures": "数据统计",
}


def link_title(directive: Directive) -> str:
    """The title of the link given for a directive: 召开网上支部会和理事会（会议召开情况）."""
    return f"{directive.title}（{TITLES.get(directive.evidence_kind, '工作动态')}）"


def suggested_url(organization_id: int, task_id: int, on: date) -> str:
    """An address under a domain that cannot exist."""
    return f"https://xuehui-{organization_id}.example/{on:%Y%m}/{task_id}.html"
