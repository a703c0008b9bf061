"""What the invented people of the demo province write, and the pieces of evidence that they give."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from checklist.demo import province
from checklist.evidence.giving import Piece
from checklist.evidence.kinds.meeting import MEETINGS
from checklist.tasks.models import Task

ON_BEHALF = "学会秘书来电：网络不便，已按要求完成，材料随后补交。"
EXEMPTIONS = ("本会没有这类会员，这项任务不适用。", "本会不设党支部，党员的组织关系都在所在单位。")
# A question of an association and the answer of the office, in the same order.
QUESTIONS = ("分支机构的活动也算在内吗？", "会议纪要需要盖章吗？", "材料可以下周补一份吗？")
ANSWERS = ("可以一并写入，注明是哪个分支机构。", "不需要，写明日期和参会人数即可。", "可以，请在期限前补上。")
RETURNS = (
    "请补充会议日期和参会人数。",
    "链接打不开，请核对后重新上报。",
    "请说明覆盖的会员人数。",
    "材料与本事项不符，请换成对应的材料。",
)
PLATFORMS = ("腾讯会议", "钉钉视频会议", "微信群语音会议", "全时云会议")
MINUTES = (
    "传达省委、省政府和省科协的部署；讨论本会防控工作方案；明确由秘书长负总责。",
    "学习重要指示精神；通报会员在一线的情况；议定开展线上科普、收集专家建议。",
    "研究值班安排和信息报送；决定推迟线下学术活动；号召会员做好个人防护。",
)
ARTICLES = (
    "怎样正确戴口罩",
    "居家消毒的六个误区",
    "复工前后的防护清单",
    "老年人居家防护问答",
    "这些传言不可信",
    "科学洗手七步法",
)
SUGGESTIONS = (
    "建议由省科协牵头建立专家值班热线，统一答复公众提问，减少重复解释。",
    "建议对偏远县区采用广播和短信开展科普，弥补网络覆盖不足。",
    "建议尽快发布企业复工防护指引，并附可直接张贴的图示。",
)
STORIES = (
    "一位会员连续值守四十天，春节期间未回家，带领小组完成设备保障。",
    "一位退休专家每天在线答疑六小时，累计回复群众提问四百余条。",
    "三名青年会员自发组织物资转运，为五家医院送去防护用品。",
)
SUPPORT = ("受到技术或人才支持的企业", "家")
FIELDS = ("呼吸内科", "公共卫生", "检验技术", "心理卫生", "材料工程", "信息技术")
# What is given for a directive with this word in it, where it may be.
PREFERRED = {"典型": "story", "建言": "suggestion", "意见": "suggestion", "熟知": "statement"}
# A day has a duty of its own; so many days are planned at once.
DUTY_DAYS = 7


def invented_piece(task: Task, on: date) -> tuple[str, Piece]:
    """The kind and the piece that a diligent association gives for a task on a day, the same every time."""
    kind = _kind(task)
    random = Random(task.id)  # noqa: S311 - a province must be the same every time, not secret
    title, content = INVENTED[kind](task, on, random)
    return kind, Piece(title, None if kind == "report" else on, content=content)


def _kind(task: Task) -> str:
    kinds = task.directive.evidence_kinds
    preferred = [kind for word, kind in PREFERRED.items() if word in task.directive.text and kind in kinds]
    return next((kind for kind in (*preferred, *kinds) if kind in INVENTED), "statement")


def _members(task: Task) -> int:
    return 60 + task.organization_id * 37 % 400


def _address(task: Task, on: date, number: int = 0) -> str:
    """Under a domain that cannot exist."""
    return f"https://xuehui-{task.organization_id}.example/{on:%Y%m}/{task.id}{f'-{number}' if number else ''}.html"


def _link(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    return task.directive.title, {"url": _address(task, on), "channel": "website"}


def _statement(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    title = task.directive.title
    return title, {"text": f"{title}，已于 {on:%Y年%m月%d日} 完成，由秘书处落实到人，并告知全体会员。"}


def _meeting(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    kind, members = random.choice(("party_branch", "council", "standing_council")), random.randint(9, 45)
    return str(MEETINGS[kind]), {
        "meeting_kind": kind,
        "platform": random.choice(PLATFORMS),
        "attended": members - random.randint(0, members // 5),
        "members": members,
        "minutes": random.choice(MINUTES),
    }


def _study(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    total = _members(task)
    return "学习传达", {
        "channels": ["official_account", "chat_group"] if random.random() < 0.7 else ["chat_group"],
        "reached": total - random.randint(0, total // 6),
        "total": total,
    }


def _post(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    articles = random.sample(ARTICLES, random.choice((1, 2, 2, 3, 5)))
    posts = [
        {"url": _address(task, on, number), "title": title, "channel": "website", "reads": random.randint(80, 9000)}
        for number, title in enumerate(articles, 1)
    ]
    title = articles[0] if len(posts) == 1 else f"{articles[0]} 等 {len(posts)} 篇"
    return title, {"posts": posts, "repeated": 0}


def _suggestion(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    text = random.choice(SUGGESTIONS)
    outcome = "已收到答复，列入参考。" if random.random() < 0.3 else ""
    return text[:40], {"text": text, "recipient": "office", "recipient_name": "", "outcome": outcome}


def _story(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    consent = "public" if random.random() < 0.7 else "office_only"
    return "典型事迹", {"text": random.choice(STORIES), "consent": consent}


def _figures(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    definition, unit = SUPPORT
    return definition, {"amount": str(random.randint(1, 30)), "unit": unit, "definition": definition}


def _report(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    first = on - timedelta(days=7)
    text = f"召开线上会议 1 次，发布科普文章 {random.randint(1, 9)} 篇，传达到会员 {_members(task)} 人。"
    return "工作进展报告", {"from_on": first.isoformat(), "until_on": on.isoformat(), "text": text}


def _roster(task: Task, on: date, random: Random) -> tuple[str, dict[str, Any]]:
    if "值班" in task.directive.title or "通信畅通" in task.directive.title:
        return _duty(on, random)
    rows = [
        {
            "name": province.person(random),
            "field": random.choice(FIELDS),
            "where": "local" if random.random() < 0.8 else "elsewhere",
            "unit": random.choice(province.MEMBER_UNITS),
            "telephone": province.telephone(random.randint(10_000, 99_999)),
        }
        for _number in range(random.randint(3, 12))
    ]
    return f"专家名单（{len(rows)} 人）", {"sort": "experts", "rows": rows}


def _duty(on: date, random: Random) -> tuple[str, dict[str, Any]]:
    rows = [
        {
            "on": (on + timedelta(days=number)).isoformat(),
            "from": "",
            "until": "",
            "name": province.person(random),
            "telephone": province.telephone(random.randint(10_000, 99_999)),
        }
        for number in range(DUTY_DAYS)
    ]
    return "值班表", {"sort": "duty", "rows": rows, "hours": [], "gaps": []}


# The kinds that need no file; a directive's first kind among them is given.
INVENTED: dict[str, Callable[[Task, date, Random], tuple[str, dict[str, Any]]]] = {
    "link": _link,
    "statement": _statement,
    "meeting": _meeting,
    "study": _study,
    "post": _post,
    "suggestion": _suggestion,
    "story": _story,
    "figures": _figures,
    "report": _report,
    "roster": _roster,
}
