"""The organization's evidence as a library: newest first, searched by words and kind, what each piece serves."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from tests.builders import a_submitted_task, a_task, attached_link
from tests.evidence.pieces import a_newer_version, a_piece, many_pieces
from tests.pages import text_of


def listed(client, **query) -> str:
    return text_of(client.get("/evidence", query_string=query))


def test_nothing_there_says_where_it_comes_from(client_of):
    assert "还没有材料" in listed(client_of("north"))


@pytest.mark.parametrize("who", ["north", "member"])
def test_the_newest_stands_first_with_what_it_serves(client_of, who):
    attached_link(a_task(), by="member")
    a_piece("健康手册")
    page = listed(client_of(who))
    assert page.index("健康手册") < page.index("工作方案")
    assert "用于 1 项任务" in page
    assert "未用于任务" in page
    assert "吴岚提供，11月24日 09:00" in page
    assert "共 2 份" in page


def test_what_was_submitted_still_counts(client_of):
    a_submitted_task()
    assert "用于 1 项任务" in listed(client_of("north"))


def test_a_newer_version_is_the_one_that_is_listed(client_of):
    evidence_id = a_piece("旧标题")
    a_piece("别的")
    a_newer_version(evidence_id, "新标题")
    page = listed(client_of("north"))
    assert page.index("新标题") < page.index("别的")
    assert "旧标题" not in page
    assert "第 2 版" in page


def test_a_voided_piece_is_listed_as_such(client_of, cast):
    evidence_id = a_piece()
    with write_unit():
        void(db.session.get_one(Evidence, evidence_id), "传错了", by=cast.north, at=now())
    assert "已作废" in listed(client_of("north"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"words": "手册"}, {"健康手册"}),
        ({"words": "护士 节"}, {"护士节活动"}),
        ({"words": "护士 手册"}, set()),
        ({"words": "三院"}, {"护士节活动"}),
        ({"words": "NURSES"}, {"Nurses' day"}),
        ({"words": "100%"}, set()),
        ({"words": "\x00"}, {"健康手册", "护士节活动", "Nurses' day"}),
        ({"kind": "statement"}, {"Nurses' day"}),
        ({"kind": "made-up"}, {"健康手册", "护士节活动", "Nurses' day"}),
        ({"kind": "link", "words": "节"}, {"护士节活动"}),
    ],
)
def test_searched_by_words_and_kind(client_of, query, found):
    a_piece("健康手册")
    a_piece("护士节活动", note="与三院合办")
    a_piece("Nurses' day", kind="statement", text="Held online.")
    page = listed(client_of("north"), **query).replace("&#39;", "'")
    assert {title for title in ("健康手册", "护士节活动", "Nurses' day") if title in page} == found
    assert ("没有找到这样的材料" in page) == (not found)


def test_under_htmx_only_the_list_comes_back(client_of):
    a_piece("健康手册")
    answer = client_of("north").get("/evidence", query_string={"words": "手册"}, htmx=True)
    assert "健康手册" in answer.text
    assert "<!doctype" not in answer.text.lower()
    assert "HX-Request" in answer.headers["Vary"]


def test_fifty_to_a_page(client_of):
    many_pieces(51)
    client = client_of("north")
    first, second = listed(client), listed(client, page=2)
    assert "第 1 页，共 2 页" in first and "材料50" in first and "材料1 " in first
    assert "材料0" in second and "材料50" not in second
    assert "没有找到这样的材料" in listed(client, page=3)
    for odd in ("0", "-1", "x", "9" * 30):
        assert "材料50" in listed(client, page=odd) or "没有找到" in listed(client, page=odd)


def test_the_queries_are_few_whatever_the_number_of_pieces(client_of, counting_queries):
    client, counts = client_of("north"), []
    for more in (2, 60):
        many_pieces(more)
        client.get("/evidence")
        with counting_queries() as statements:
            client.get("/evidence")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 5


def test_words_are_shown_as_words(client_of):
    a_piece("<script>alert(1)</script>")
    answer = client_of("north").get("/evidence", query_string={"words": '"><script>'})
    assert "<script>alert" not in answer.text
    assert '"><script>' not in answer.text


@pytest.mark.parametrize("who", ["south", "unit"])
def test_others_have_a_library_of_their_own(client_of, who):
    a_piece("健康手册")
    assert "健康手册" not in listed(client_of(who))


@pytest.mark.parametrize("who", ["staff", "leader", "administrator"])
def test_the_office_sees_it_in_the_record_only(client_of, who):
    assert client_of(who).get("/evidence").status_code == 403


def test_a_stranger_is_sent_to_sign_in(client_of):
    assert "/sign-in" in client_of("").get("/evidence").location


def test_only_for_reading(client_of):
    assert client_of("north").post("/evidence").status_code == 405


def test_the_head_of_the_page_leads_there(client_of):
    for who in ("north", "member"):
        assert 'href="/evidence" aria-current="page"' in client_of(who).get("/evidence").text
