"""What the invented people of the demo province write."""

from datetime import date

from checklist.evidence.giving import Piece
from checklist.tasks.models import Task

ON_BEHALF = "学会秘书来电：网络不便，已按要求完成，材料随后补交。"
RETURNS = (
    "请补充会议日期和参会人数。",
    "链接打不开，请核对后重新上报。",
    "请说明覆盖的会员人数。",
    "材料与本事项不符，请换成对应的材料。",
)


def invented_piece(task: Task, on: date) -> tuple[str, Piece]:
    """The kind and the piece that a diligent association gives for a task on a day."""
    title = task.directive.title
    if "link" in task.directive.evidence_kinds:
        # Under a domain that cannot exist.
        url = f"https://xuehui-{task.organization_id}.example/{on:%Y%m}/{task.id}.html"
        return "link", Piece(title, on, content={"url": url, "channel": "website"})
    return "statement", Piece(title, on, content={"text": f"{title}，已于 {on:%Y年%m月%d日} 完成。"})
