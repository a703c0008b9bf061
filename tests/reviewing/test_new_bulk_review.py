"""GET /notices/<id>/bulk-review: what waits, in pages, with a box each; or all of it, ticked, to be looked over."""

import re

import pytest

from checklist.reviewing import pages
from tests.builders import a_draft, a_notice, a_submitted_task
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.comments.saying import said
from tests.pages import text_of
from tests.reviewing.waiting import three_waiting

ADDRESS = "/notices/1/bulk-review"


def pairs(response, *, ticked: bool = False) -> list[str]:
    """The values of the boxes in their order."""
    return re.findall(rf'name="pair"[^>]*value="([^"]+)"{" checked" if ticked else ""}', response.text)


def test_a_line_for_each_with_what_it_takes_to_decide(client_of, cast):
    _notice_id, tasks = three_waiting()
    said(tasks[1], "已补寄原件", by="south")
    response = client_of("staff").get(ADDRESS)
    words = text_of(response)
    assert pairs(response) == [f"{task}:1" for task in tasks] and pairs(response, ticked=True) == []
    assert NORTH_NAME in words and SOUTH_NAME in words and "材料 1 份：工作方案" in words
    assert words.count("新留言") - words.count("有新留言") == 1
    assert f'href="/notices/1/reviews?task={tasks[1]}"' in response.text


def test_all_of_it_states_how_many_and_which(client_of, cast):
    _notice_id, tasks = three_waiting()
    response = client_of("staff").get(f"{ADDRESS}?scope=all&text=北辰")
    assert pairs(response, ticked=True) == [f"{tasks[0]}:1", f"{tasks[2]}:1"]
    assert "待审核的共 2 件，都列在下面并已勾选。" in text_of(response)
    assert f'action="{ADDRESS}?scope=all&amp;text=' in response.text


def test_in_pages(client_of, cast, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 2)
    _notice_id, tasks = three_waiting()
    staff = client_of("staff")
    first, second = staff.get(f"{ADDRESS}?text=示例"), staff.get(f"{ADDRESS}?text=示例&page=2")
    assert len(pairs(first)) == 2 and "page=2" in first.text and 'rel="prev"' not in first.text
    assert pairs(second) == [f"{tasks[2]}:1"] and 'rel="next"' not in second.text and "page=1" in second.text
    whole = text_of(staff.get(f"{ADDRESS}?scope=all"))
    assert "待审核的共 3 件，下面列出并勾选了最早上报的 2 件；其余的办完再来。" in whole


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=-1", "scope=x", "page=９"])
def test_nonsense_is_the_first_page(client_of, cast, query):
    three_waiting()
    assert len(pairs(client_of("staff").get(f"{ADDRESS}?{query}"))) == 3


def test_nothing_there(client_of, cast):
    a_notice()
    staff = client_of("staff")
    assert "没有待审核的上报，都已审核。" in text_of(staff.get(ADDRESS))
    assert "没有符合条件的待审核的上报" in text_of(staff.get(f"{ADDRESS}?text=无"))
    assert "没有符合条件的待审核的上报" in text_of(staff.get(f"{ADDRESS}?text=无&page=9", htmx=True))


def test_htmx_gets_the_list_alone(client_of, cast):
    three_waiting()
    assert client_of("staff").get(ADDRESS, htmx=True).text.lstrip().startswith('<div id="bulk">')


def test_as_many_queries_for_many_as_for_few(client_of, cast, counting_queries):
    notice_id, _tasks = three_waiting()
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get(ADDRESS)
    for number in (2, 3):
        a_submitted_task(number=number, notice_id=notice_id)
    with counting_queries() as many:
        staff.get(ADDRESS)
    assert len(many) == len(few) <= 9


@pytest.mark.parametrize("name", ["leader", "administrator", "north", "member", "south"])
def test_wrong_role(client_of, cast, name):
    a_notice()
    assert client_of(name).get(ADDRESS).status_code == 403


def test_made_up_stranger(client_of, cast):
    draft_id = a_draft()
    assert client_of("staff").get("/notices/9999/bulk-review").status_code == 404
    assert client_of("staff").get(f"/notices/{draft_id}/bulk-review").status_code == 404
    assert "/sign-in" in client_of("").get(ADDRESS).location
