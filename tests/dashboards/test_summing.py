"""What was reported, added up: every original once for the office, and once for each that gave it."""

import pytest

from checklist.clock import now
from checklist.dashboards.filtering import Filters
from checklist.dashboards.queries import addressees_of
from checklist.dashboards.summing import Block, Sums, sums_of
from checklist.db import db, write_unit
from checklist.notices.models import Addressee, Directive, Notice
from checklist.organizations.models import Category
from checklist.tasks.models import Task
from checklist.tasks.review import return_
from checklist.tasks.submission import submit_on_behalf, take_back
from checklist.tasks.withdrawal import withdraw
from tests.builders import a_notice, attached_link, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.dashboards.reporting import figure, link, reported, secretary_of
from tests.dashboards.standing import more_associations

ALL = ("link", "file", "figures", "post", "roster", "statement", "report")


@pytest.fixture
def notice_id(cast) -> int:
    return a_notice(kinds=ALL, least=0)


@pytest.fixture(autouse=True)
def in_chinese(app):
    with app.test_request_context():
        yield


def sums(notice_id: int, **filters) -> Sums:
    db.session.remove()
    return sums_of(db.session.get_one(Notice, notice_id), Filters(**filters))


def first(notice_id: int, **filters) -> Block:
    """The sums of the first directive, read on."""
    directive_id = tasks_of(notice_id)[0].directive_id
    block = sums(notice_id, directive=directive_id, **filters).one
    assert block is not None
    return block


def rows(block: Block | None) -> dict[str, tuple]:
    assert block is not None
    return {str(row.words): (row.total, row.accepted, row.organizations, row.by_category) for row in block.rows}


def names(reporters) -> list[list[str]]:
    return [[one.name for one in place] for place in (reporters.reported, reporters.zero, reporters.missing)]


def test_by_category_and_in_all(notice_id):
    reported(notice_id, "link", link("https://a.example/1", 100), link("https://a.example/2", 20), is_accepted=True)
    reported(notice_id, "link", link("https://b.example/1", 3), organization=SOUTH_NAME)
    assert sums(notice_id).columns == ["农", "医"]
    assert rows(first(notice_id)) == {"链接数": ("3", "2", 2, ["1", "2"]), "阅读数": ("123", "120", 2, ["3", "120"])}


def test_the_same_article_counts_once_for_all_and_once_for_each(notice_id):
    for organization, reads in ((NORTH_NAME, 1000), (SOUTH_NAME, 1200)):
        url = f"https://mp.weixin.qq.com/s/abc?from={reads}"
        reported(notice_id, "link", link(url, reads), organization=organization, title=f"文章 {organization}")
    block = first(notice_id)
    assert rows(block) == {"链接数": ("1", "0", 2, ["1", "1"]), "阅读数": ("1,200", "—", 2, ["1,200", "1,000"])}
    assert [row.added for row in block.rows] == ["2", "2,200"]
    [original] = block.originals
    # In the notice's order: 北辰 before 南山.
    assert original.title == f"文章 {NORTH_NAME}"
    assert [one.name for one in original.names] == [NORTH_NAME, SOUTH_NAME]
    assert [(line.who.name, line.pieces[0].others) for line in block.lines] == [(NORTH_NAME, 1), (SOUTH_NAME, 1)]


def test_the_same_file_and_the_same_article_in_other_kinds_are_known_again(notice_id):
    reported(notice_id, "file", {"files": [{"name": "一.pdf", "sha256": "a" * 64}]})
    reported(
        notice_id,
        "file",
        {"files": [{"name": "二.pdf", "sha256": "a" * 64}, {"name": "三.pdf", "sha256": "b" * 64}]},
        organization=SOUTH_NAME,
    )
    reported(notice_id, "link", link(), number=1)
    posts = {"posts": [{"url": "https://a.example/1", "title": "甲", "channel": "website"}]}
    reported(notice_id, "post", posts, number=1, organization=SOUTH_NAME)
    assert rows(first(notice_id))["文件数"][0] == "2"
    block = sums(notice_id, directive=tasks_of(notice_id)[1].directive_id).one
    assert rows(block)["链接数"][0] == rows(block)["报道篇数"][0] == "1"
    assert len(block.originals) == 1


def test_given_twice_by_the_same_organization_it_is_one(notice_id):
    reported(notice_id, "link", link("https://a.example/1?from=timeline", 5), link("https://a.example/1", 7))
    block = first(notice_id)
    assert rows(block)["链接数"][0] == "1" and rows(block)["阅读数"][0] == "7"
    assert block.originals == [] and [row.added for row in block.rows] == ["", ""]


def test_of_the_notice_a_piece_that_serves_two_directives_counts_once(notice_id):
    statement = {"text": "已完成。"}
    reported(notice_id, "link", link(), number=0)
    reported(notice_id, "link", link(), number=1)
    reported(notice_id, "statement", statement, number=2)
    found = sums(notice_id)
    assert rows(found.whole)["链接数"][0] == "1" and rows(found.whole)["情况说明份数"][0] == "1"
    assert [len(block.rows) for block in found.blocks] == [1, 1, 1, 0]


def test_numbers_of_different_definitions_are_never_added(notice_id):
    reported(notice_id, "figures", figure("1200"), figure("0.50", "投入", "万元"))
    reported(notice_id, "figures", figure("80"), figure("3", unit="场"), organization=SOUTH_NAME)
    found = rows(first(notice_id))
    assert found["参加科普讲座的人次（人）"][:1] == ("1,280",)
    assert found["参加科普讲座的人次（场）"][0] == "3" and found["投入（万元）"][0] == "0.5"


def test_reported_zero_and_missing_are_three_things(notice_id):
    more_associations(1)
    notice_id = a_notice(kinds=ALL, least=0)
    reported(notice_id, "figures", figure("0"))
    reported(notice_id, "figures", figure("12"), organization=SOUTH_NAME)
    block = first(notice_id)
    assert names(block.reporters) == [[SOUTH_NAME], [NORTH_NAME], ["示例省第0学会"]]
    assert [(line.who.name, [number for _words, number in line.sums]) for line in block.lines] == [
        (SOUTH_NAME, ["1", "12"]),
    ]


def test_a_tick_without_evidence_is_no_number(notice_id):
    reported(notice_id, "link")
    block = first(notice_id)
    assert names(block.reporters) == [[], [], [SOUTH_NAME]]
    assert [one.name for one in block.reporters.silent] == [NORTH_NAME]
    assert block.rows == [] and block.lines == []


def test_what_does_not_stand_is_not_counted(notice_id):
    returned, back, attached, _fourth = (task.id for task in tasks_of(notice_id))
    for number in (0, 1):
        reported(notice_id, "link", link(), number=number)
    attached_link(attached)
    with write_unit():
        return_(db.session.get_one(Task, returned), 1, "请补充", by=secretary_of("示例省科学技术协会"), at=now())
        take_back(db.session.get_one(Task, back), by=secretary_of(NORTH_NAME), at=now())
    found = sums(notice_id)
    assert [block.rows for block in found.blocks] == [[], [], [], []]
    assert [[one.is_returned for one in block.reporters.missing] for block in found.blocks[:2]] == [
        [True, False],
        [False, False],
    ]


def test_a_withdrawn_directive_has_nobody(notice_id):
    task_id = reported(notice_id, "link", link())
    with write_unit():
        directive = db.session.get_one(Directive, db.session.get_one(Task, task_id).directive_id)
        withdraw(directive, "重复", by=secretary_of("示例省科学技术协会"), at=now())
    block = first(notice_id)
    assert (block.rows, names(block.reporters)) == ([], [[], [], []])


def test_reported_on_behalf_is_marked(notice_id, cast):
    task_id = tasks_of(notice_id)[0].id
    with write_unit():
        submit_on_behalf(db.session.get_one(Task, task_id), "来电", by=cast.staff, at=now())
    reporters = first(notice_id).reporters
    [one] = reporters.silent
    assert one.is_on_behalf and reporters.zero == []


def test_reads_that_nobody_said_are_no_number(notice_id):
    reported(notice_id, "link", link("https://a.example/1"), is_accepted=True)
    posts = {"posts": [{"url": "https://a.example/2", "title": "甲", "channel": "website"}]}
    reported(notice_id, "post", posts, number=1)
    assert "阅读数" not in rows(sums(notice_id).whole)
    reported(notice_id, "link", link("https://b.example/1", 7), organization=SOUTH_NAME)
    assert rows(first(notice_id))["阅读数"] == ("7", "—", 1, ["7", "—"])


def test_reads_that_were_said_to_be_none_are_nought(notice_id):
    reported(notice_id, "link", link("https://a.example/1", 0))
    assert rows(first(notice_id))["阅读数"] == ("0", "—", 0, ["—", "0"])


def test_a_shared_article_is_headed_by_a_title_where_there_is_one(notice_id):
    url = "https://mp.weixin.qq.com/s/abc"
    reported(notice_id, "link", link(url), title="mp.weixin.qq.com/s/abc")
    posts = [
        {"url": url, "title": "理事会召开", "channel": "website"},
        {"url": f"{url}d", "title": "", "channel": "website"},
    ]
    reported(notice_id, "post", {"posts": posts}, organization=SOUTH_NAME, title="理事会召开 等 2 篇")
    [original] = first(notice_id).originals
    assert original.title == "理事会召开"


def test_a_shared_article_that_nobody_gave_a_title_is_its_address(notice_id):
    for organization in (NORTH_NAME, SOUTH_NAME):
        reported(notice_id, "link", link(), organization=organization, title="a.example/1")
    assert first(notice_id).originals[0].title == "a.example/1"


def test_narrowed_to_a_category_or_a_tag(notice_id):
    reported(notice_id, "link", link("https://a.example/1", 100))
    reported(notice_id, "link", link("https://a.example/1", 900), organization=SOUTH_NAME)
    for filters in ({"category": "医"}, {"tag": "医药"}):
        block = first(notice_id, **filters)
        assert rows(block)["阅读数"] == ("100", "—", 1, ["100"])
        assert (block.originals, names(block.reporters)) == ([], [[NORTH_NAME], [], []])
    assert sums(notice_id, category="没有的").columns == []


def test_categories_are_those_of_the_day_of_issue(notice_id):
    reported(notice_id, "link", link())
    with write_unit():
        north = db.session.query(Addressee).filter_by(name=NORTH_NAME).one()
        north.category_names = ["工", "医", "医药"]
        office = db.session.query(Category).filter_by(name="农").one()
        north.organization.categories = [office]
    assert sums(notice_id).columns == ["工", "农"]
    assert rows(first(notice_id))["链接数"][3] == ["1", "0"]


def test_experts_by_field_and_province(notice_id):
    people = [
        {"name": name, "field": field, "where": where, "unit": "医院", "telephone": ""}
        for name, field, where in (("甲", "护理", "local"), ("乙", "护理", "elsewhere"), ("丙", "呼吸", "local"))
    ]
    reported(notice_id, "roster", {"sort": "experts", "rows": people})
    reported(notice_id, "roster", {"sort": "experts", "rows": people[:1]}, organization=SOUTH_NAME)
    found = rows(first(notice_id))
    assert {words: row[0] for words, row in found.items()} == {
        "专家人数": "4",
        "省内专家": "3",
        "省外专家": "1",
        "专家：呼吸": "1",
        "专家：护理": "3",
    }


def test_organizations_are_never_ranked(cast):
    more_associations(3)
    notice_id = a_notice(kinds=ALL, least=0)
    order = [NORTH_NAME, *(f"示例省第{number}学会" for number in range(3)), SOUTH_NAME]
    for place, organization in enumerate(order):
        reported(notice_id, "figures", figure(str(place * 7 % 5 + 1)), organization=organization)
    usual = [line.who.name for line in first(notice_id).lines]
    assert sorted(usual) == sorted(order)
    assert usual == [one.name for one in addressees_of(notice_id)]
