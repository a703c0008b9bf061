"""GET /notices/<id>/sums: what was reported, added up by directive and category, down to the organization and piece."""

import re

import pytest

from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Addressee, Directive
from tests.builders import a_draft, a_notice, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.dashboards.reporting import figure, link, reported
from tests.dashboards.standing import more_associations
from tests.pages import text_of

KINDS = ("link", "figures", "roster")


@pytest.fixture
def notice_id(cast) -> int:
    return a_notice(kinds=KINDS, least=0)


def address(notice_id: int, **filters) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"/notices/{notice_id}/sums" + (f"?{query}" if query else "")


def directive_of(notice_id: int, number: int = 0) -> int:
    return tasks_of(notice_id)[number].directive_id


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_every_directive_with_its_sums_and_the_three_counts(client_of, notice_id, who):
    reported(notice_id, "link", link(reads=1200), is_accepted=True)
    reported(notice_id, "figures", figure("0"), organization=SOUTH_NAME)
    answer = client_of(who).get(address(notice_id))
    said = text_of(answer)
    assert "整份通知" in said and "阅读数 链接 1,200 1,200 1 — 1,200" in said
    title = db.session.get_one(Directive, directive_of(notice_id)).title
    assert f"1. {title} 已报送 1 已上报，数量为零 1 未上报 0" in said
    assert f"{address(notice_id, directive=directive_of(notice_id))}#missing" in answer.text
    assert verify_all() == []


def test_a_directive_down_to_the_organization_and_the_piece(client_of, notice_id):
    task_id = reported(notice_id, "link", link(reads=5), title="理事会召开")
    answer = client_of("staff").get(address(notice_id, directive=directive_of(notice_id)))
    said = text_of(answer)
    assert f"{NORTH_NAME} 链接： 理事会召开" in said and "阅读数 5" in said
    assert answer.text.count(f'href="/dashboard/tasks/{task_id}"') == 2
    assert "未上报 1 个单位" in said and said.rindex(SOUTH_NAME) > said.index("未上报 1 个单位")


def test_the_same_from_several_is_said(client_of, notice_id):
    for organization in (NORTH_NAME, SOUTH_NAME):
        reported(notice_id, "link", link("https://a.example/1"), organization=organization, title="同一篇文章")
    said = text_of(client_of("staff").get(address(notice_id, directive=directive_of(notice_id))))
    assert "2 个单位报送了同一篇" in said and "各单位相加 2" in said and "另有 1 个单位也报送了" in said


def test_no_telephone_number_stands_there(client_of, notice_id):
    row = {"name": "张三", "field": "护理", "where": "local", "unit": "医院", "telephone": "13800000001"}
    reported(notice_id, "roster", {"sort": "experts", "rows": [row]})
    html = client_of("leader").get(address(notice_id, directive=directive_of(notice_id))).text
    assert "专家：护理" in html and "13800000001" not in html and "138****0001" not in html


def test_filters_are_an_address(client_of, notice_id):
    reported(notice_id, "link", link(reads=5))
    reported(notice_id, "link", link(reads=7), organization=SOUTH_NAME)
    html = client_of("staff").get(address(notice_id, category="医")).text
    assert '<option value="医" selected>' in html and "数据汇总" in html
    assert re.search(r"#reported\">已报送 <b>1</b>", html)
    for nonsense in ({"directive": "x"}, {"directive": 10**30}, {"directive": 10**6}, {"state": "late"}):
        assert "整份通知" in client_of("staff").get(address(notice_id, **nonsense)).text
    assert "没有符合条件的单位" in client_of("staff").get(address(notice_id, category="没有的")).text


def test_without_a_number_is_not_nought(client_of, notice_id):
    reported(notice_id, "figures")
    reported(notice_id, "figures", figure("0"), organization=SOUTH_NAME)
    said = text_of(client_of("staff").get(address(notice_id, directive=directive_of(notice_id))))
    assert f"已上报，数量为零 1 个单位 {SOUTH_NAME}" in said and f"已上报，没有数 1 个单位 {NORTH_NAME}" in said


def test_nothing_reported_yet(client_of, notice_id):
    said = text_of(client_of("staff").get(address(notice_id, directive=directive_of(notice_id))))
    assert "还没有可以汇总的材料" in said and "已报送的单位 0 个单位 还没有。" in said and "未上报 2 个单位" in said


def test_names_and_titles_are_escaped(client_of, notice_id):
    reported(notice_id, "figures", figure("1", definition="<b>口径"), title="<script>甲")
    with write_unit():
        db.session.query(Addressee).filter_by(name=NORTH_NAME).one().name = "<i>学会"
    for filters in ({}, {"directive": directive_of(notice_id)}):
        html = client_of("staff").get(address(notice_id, **filters)).text
        assert "<script>甲" not in html and "<b>口径" not in html and "<i>学会" not in html
        assert "&lt;b&gt;口径" in html


def test_the_dashboard_leads_there(client_of, notice_id):
    assert f'href="{address(notice_id)}"' in client_of("leader").get(f"/notices/{notice_id}/dashboard").text


def test_as_many_queries_for_thirty_organizations_as_for_two(client_of, cast, counting_queries):
    few_id = a_notice(kinds=KINDS, least=0)
    reported(few_id, "link", link())
    more_associations(28)
    many_id = a_notice(kinds=KINDS, least=0)
    for number in range(28):
        organization = f"示例省第{number}学会"
        reported(many_id, "link", link(f"https://a.example/{number % 9}"), link(), organization=organization)
    staff, counts = client_of("staff"), []
    for notice_id in (few_id, many_id):
        for filters in ({}, {"directive": directive_of(notice_id)}):
            with counting_queries() as statements:
                assert staff.get(address(notice_id, **filters)).status_code == 200
            counts.append(len(statements))
    assert len(set(counts)) == 1 and counts[0] <= 8


def test_a_draft_and_a_made_up_notice_have_none(client_of, cast):
    for made_up in (a_draft(), 9999, 10**30):
        assert client_of("staff").get(address(made_up)).status_code == 404


@pytest.mark.parametrize("who", ["administrator", "north", "member"])
def test_wrong_role(client_of, notice_id, who):
    assert client_of(who).get(address(notice_id)).status_code == 403


def test_wrong_method_stranger(client_of, notice_id):
    assert client_of("staff").post(address(notice_id)).status_code == 405
    assert "/sign-in" in client_of("").get(address(notice_id)).location
