"""Every row of what the founding notice asks for can be given by a secretary, in the form that its directive proposes.

Passing the notice on to member units and the report that comes back every day are ideas of their own.
"""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.reshaping import cut
from checklist.journal.verifying import verify_all
from checklist.notices.issuing import issue
from checklist.notices.models import Notice
from checklist.tasks.models import SUBMITTED, Task
from tests.builders import a_draft, tasks_of
from tests.cast import Cast
from tests.evidence.sending import WECHAT, an_upload, send
from tests.pages import text_of
from tests.reading.samples import FOUNDING, text

# The words of the directive -> the kind, what is typed, and what the piece says of itself afterwards.
ROWS = {
    "深入学习习近平总书记重要指示精神": (
        "study",
        {"channels": ["xuexi", "chat_group"], "reached": "120", "total": "120", "url": WECHAT},
        "会员 120 人，传达到 120 人",
    ),
    "及时传达和贯彻": ("post", {"addresses": f"学会官网转发通知 {WECHAT} 860"}, "1 篇，公众号 1，阅读 860 次"),
    "网上支部会议和网上理事会": (
        "meeting",
        {"meeting_kind": "party_branch", "platform": "腾讯会议", "attended": "9", "members": "10"},
        "应到 10 人，实到 9 人",
    ),
    "宣传疫情防控知识": ("post", {"addresses": f"防控知识 {WECHAT}\n辟谣 https://north.example/b"}, "2 篇"),
    "加强与全国学会的联系": ("statement", {"text": "与中华医学会建立联系群，每日互通信息。"}, "每日互通信息"),
    "将全国学会的最新技术": ("report", {"from_on": "2026-11-01", "until_on": "2026-11-20"}, "2026年11月20日"),
    "开展建言献策": ("suggestion", {"recipient": "office", "outcome": "已采纳。"}, "报给省科协"),
    "做好省内外专家储备": (
        "roster",
        {"sort": "experts", "rows": "白芷 呼吸内科 省内 北辰医院 13800000001\n杜衡 重症医学 省外 南方医院"},
        "2 名专家（省内 1，省外 1）",
    ),
    "为原材料生产、防护用品加工的企业": (
        "figures",
        {"amount": "12", "unit": "家", "definition": "获得技术或人才支持的防护用品企业"},
        "12 家",
    ),
    "掌握学会高层次人才动向": ("roster", {"sort": "experts", "rows": "白芷 呼吸内科 省内 北辰医院"}, "1 名专家"),
    "及时开展科普宣传和舆论引导": ("post", {"addresses": "\n".join(f"{WECHAT}{n}" for n in range(30))}, "30 篇"),
    "生命科学类学会要依托学会资源": ("post", {"addresses": f"怎样戴口罩 {WECHAT} 1.2万"}, "阅读 12000 次"),
    "发现和征集在疫情防控斗争中涌现出的先进典型": (
        "story",
        {"text": "护士白芷连续值守四十天。", "consent": "office_only"},
        "不公开，仅供省科协掌握",
    ),
    "对本学会专家尤其是老科学家的关心关爱": ("statement", {"text": "秘书处逐一致电问候老专家。"}, "逐一致电"),
    "对专家提出的意见和建议及时向省科协反馈": ("suggestion", {"recipient": "office"}, "报给省科协"),
    "针对疫情防控制定工作方案": ("file", {}, "1 个文件"),
    "建立应急响应机制": ("file", {}, "1 个文件"),
    "建立网上值班制度": (
        "roster",
        {"sort": "duty", "rows": "2026-11-24 8:00-17:00 白芷 13800000001\n2026-11-26 8:00-17:00 杜衡 13800000002"},
        "1 天无人值班：11月25日",
    ),
    "保持通信畅通": ("roster", {"sort": "duty", "rows": "2026-11-24 白芷 13800000001"}, "没有空档"),
    "把工作进展情况上报省科协": ("report", {"from_on": "2026-11-20", "until_on": "2026-11-24"}, "11月24日"),
    "熟知疫情防控知识和信息": ("statement", {"text": "秘书处全体人员已熟知防护要求。"}, "熟知防护要求"),
    "做好2020年的主要工作谋划": ("file", {}, "1 个文件"),
}


@pytest.fixture
def tasks(cast) -> dict[str, Task]:
    """North's tasks of the founding notice, by the words of their directives.

    The reader leaves the support of makers of protective goods with the experts who give it; a person takes it apart
    and asks for a number.
    """
    notice_id = a_draft(text(FOUNDING))
    with write_unit():
        notice = db.session.get_one(Notice, notice_id)
        [experts] = [directive for directive in notice.directives if "省内外专家储备" in directive.text]
        cut(experts, [notice.source_text.index("及时为原材料")], by=Cast().staff, at=now())
        [support] = [directive for directive in notice.directives if directive.text.startswith("及时为原材料")]
        support.evidence_kinds = ["figures"]
        issue(notice, by=Cast().staff, at=now())
    return {task.directive.text.replace("\n", ""): task for task in tasks_of(notice_id)}


def test_every_row_can_be_given(tasks, client_of):
    client, given = client_of("north"), {}
    for number, (words, (kind, fields, said)) in enumerate(ROWS.items()):
        (task,) = (task for passage, task in tasks.items() if words in passage)
        task_id = task.id
        assert kind in task.directive.evidence_kinds, words
        uploads = [an_upload(task_id, "工作方案.pdf", f"{number:x}"[-1])] if kind == "file" else []
        form = client.get(f"/tasks/{task_id}?kind={kind}")
        assert f'name="kind" value="{kind}"' in form.text, words
        answer = send(client, kind, task_id=task_id, htmx=True, uploads=uploads, **fields)
        assert answer.status_code == 200, (words, text_of(answer))
        assert said in text_of(answer), (words, text_of(answer))
        given[task_id] = words
    db.session.remove()
    assert {db.session.get_one(Task, task_id).status for task_id in given} == {SUBMITTED}
    assert len(given) == len(ROWS)
    assert verify_all() == []
