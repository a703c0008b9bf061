"""What would show an act, guessed from its words (invented sentences)."""

import pytest

from checklist.reading.evidence_kinds import evidence_kind
from checklist.reading.recurring import find


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # what an act goes by is no evidence of it
        ("各馆要按照展品清点方案要求，逐件擦拭展柜", "other"),
        ("各馆要制定展品清点方案", "plan"),
        ("合理调整参观时间", "plan"),
        # persons who are followed are listed
        ("各馆要对返岗人员逐一排查", "roster"),
        ("返岗人员一律居家隔离观察", "roster"),
        ("每日对入馆人员进行体温测量", "number"),
        # inspecting what is published is an inspection
        ("对各馆公布预约办法的情况开展随机抽查", "report"),
        ("将自查结果报省馆备案", "report"),
        ("布展改造须报省馆审批", "document"),
        ("提交书面申请材料", "document"),
        ("讲解人员要认真学习讲解规范", "study"),
        ("每场讲解不超过40分钟", "number"),
        ("提醒观众保管好随身物品", "post"),
        ("暂停夜间开放", "other"),
    ],
)
def test_the_kind_is_what_would_be_shown(text, kind):
    assert evidence_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("实行客流情况日报告制度", "daily"),
        ("实行日报制度，每日12:00前报省馆", "daily 12:00"),
        ("以后每隔一周报送一期", "weekly"),
        ("至少每三个月公布一次", "relative: 至少每三个月"),
        ("不得要求观众每天登记", None),
        ("于3月5日报告", None),
    ],
)
def test_what_comes_again(text, value):
    found = find(text)
    assert (found.value if found else None) == value
