"""Notices of other kinds than the founding one: with a plan attached, for an event, by telegram, in English."""

import datetime

from checklist.reading import Part, understand

WITH_PLAN = """关于印发《全省学会科普能力提升行动实施方案》的通知
皖科协〔2021〕15号
各省级学会、协会、研究会，各市科协：
现将《全省学会科普能力提升行动实施方案》印发给你们。落实情况请于2021年12月31日前报省科协科普部。
附件：全省学会科普能力提升行动实施方案
安徽省科学技术协会
2021年8月6日
附件
全省学会科普能力提升行动实施方案
一、总体目标
到2025年，建成科普基地100个。
二、重点任务
（一）建设科普队伍。各学会要组建科学传播专家团队。
（二）开展品牌活动。省科协将通过以奖代补方式支持学会开展科普活动。各学会要建立台账，每季度末报送工作进展。
"""
EVENT = """关于举办2023年青年学术论坛的通知
各会员单位、各专业委员会：
学会定于2023年10月举办青年学术论坛。现将有关事项通知如下：
一、论坛时间
2023年10月20日—22日
二、论文征集
1.论文应未公开发表，格式按照模板要求。
2.请作者于9月10日前将论文电子版发送至会务组邮箱。
3.学会将组织专家评审，评选优秀论文并颁发证书。
三、其他事项
（一）请参会人员于9月30日前填写报名信息。
（二）参会人员可自行前往，不安排接送站。
联系人：赵某 025-00000000
江苏省某某学会
2023年8月15日
"""
TELEGRAM = """国务院办公厅关于加强汛期安全工作的紧急通知
（1998年7月10日）
国办发明电〔1998〕8号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
今年入汛以来，一些地区连降暴雨。经国务院同意，现就有关问题紧急通知如下：
一、各地区、各部门要充分认识当前防汛形势的严峻性，克服麻痹思想和侥幸心理。
二、要立即组织力量对水库、堤防、涵闸进行一次全面检查，发现隐患，及时排除。
三、各省、自治区、直辖市人民政府要在7月20日前将防汛准备和检查情况报国务院办公厅。
"""
DIRECTIVE = """# Binding Directive 22-07

## Protect Public Websites

This directive was issued by the Department of Public Works (DPW).

March 2, 2022

### Required Actions

Within 10 business days, all agencies shall:

1. Inventory all public websites and report the inventory to DPW.
2. Within 30 days of issuance, implement HTTPS on all public websites.

### DPW Actions

DPW will publish guidance. DPW will provide a dashboard by May 1, 2022.
"""


def only_part(text: str) -> Part:
    (part,) = understand(text).parts
    return part


def duties(part: Part) -> list[str]:
    return [directive.text for directive in part.directives]


def test_an_attached_plan_is_read_too():
    part = only_part(WITH_PLAN)
    assert (part.title, part.document_number) == (
        "关于印发《全省学会科普能力提升行动实施方案》的通知",
        "皖科协〔2021〕15号",
    )
    assert (part.issuer, part.issued_on) == ("安徽省科学技术协会", datetime.date(2021, 8, 6))
    assert part.annexes == ("全省学会科普能力提升行动实施方案",)
    assert duties(part) == [
        "落实情况请于2021年12月31日前报省科协科普部",
        "各学会要组建科学传播专家团队",
        "各学会要建立台账",
        "每季度末报送工作进展",
    ]
    assert part.directives[1].heading_path == ("二、重点任务", "（一）建设科普队伍")
    assert part.directives[0].deadline == "2021-12-31"


def test_of_an_event_only_what_is_asked_becomes_a_directive():
    part = only_part(EVENT)
    assert duties(part) == ["请作者于9月10日前将论文电子版发送至会务组邮箱", "请参会人员于9月30日前填写报名信息"]
    assert [heading.text for heading in part.headings] == [
        "一、论坛时间",
        "二、论文征集",
        "1.",
        "2.",
        "3.",
        "三、其他事项",
        "（一）",
        "（二）",
    ]
    assert part.contacts == ("联系人：赵某 025-00000000",)


def test_a_telegram_has_its_date_below_the_title_and_paragraphs_without_titles():
    part = only_part(TELEGRAM)
    assert part.title == "国务院办公厅关于加强汛期安全工作的紧急通知"
    assert (part.issuer, part.issued_on) == ("国务院办公厅", datetime.date(1998, 7, 10))
    assert [heading.text for heading in part.headings] == ["一、", "二、", "三、"]
    assert [directive.deadline for directive in part.directives] == [None, "1998-07-20"]


def test_an_english_directive_leads_in_its_list():
    part = only_part(DIRECTIVE)
    assert (part.title, part.document_number) == ("Protect Public Websites", "Binding Directive 22-07")
    assert [(directive.applies_to, directive.deadline) for directive in part.directives] == [
        ("all agencies", "relative: within 10 business days"),
        ("all agencies", "relative: within 30 days of issuance"),
    ]
