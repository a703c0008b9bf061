"""What somebody with a link sees: what there is to do, and nothing else."""

import re

import pytest
import time_machine

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Notice
from tests.builders import a_notice, a_submitted_task, a_task, attached_link, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.helping.linking import HELPER, URL, a_contribution, a_helper_link, limited, the_link
from tests.pages import text_of

GUESS = "A" * 32


def words(answer) -> str:
    """A page without what is made for one request only."""
    return re.sub(r'(content|value)="[^"]*"', "", answer.text)


def test_the_checklist_shows_what_is_open(client_of):
    notice_id = a_notice()
    done, *left = tasks_of(notice_id)
    a_submitted_task(notice_id=notice_id)
    page = text_of(client_of("").get(f"/help/{a_helper_link(notice_id=notice_id)}"))
    assert NORTH_NAME in page and "科普周" in page
    assert done.directive.title not in page
    assert all(task.directive.title in page for task in left)


def test_a_link_for_one_task_shows_its_form_at_once(client_of):
    page = client_of("").get(f"/help/{a_helper_link(a_task())}")
    assert page.status_code == 200
    assert "各学会要制定科普周工作方案" in text_of(page) and 'name="contributor"' in page.text


def test_nothing_leads_from_there_into_the_program_or_elsewhere(client_of):
    notice_id = a_notice()
    token = a_helper_link(notice_id=notice_id)
    for address in (f"/help/{token}", f"/help/{token}/tasks/{tasks_of(notice_id)[0].id}"):
        for who in ("", "north", "staff"):
            page = client_of(who).get(address)
            places = re.findall(r'(?:href|action|src|hx-get|hx-post)="([^"]*)"', page.text)
            assert places
            own = (f"/help/{token}", "/static/", "#main", "/language")
            assert [place for place in places if not place.startswith(own)] == []
            assert "site-header" not in page.text and SOUTH_NAME not in page.text


def test_nothing_of_what_others_gave_is_shown(client_of):
    task_id = a_task()
    token = a_helper_link(task_id)
    a_contribution(token, task_id)
    attached_link(task_id, "https://north.example/own")
    page = client_of("").get(f"/help/{token}").text
    for word in (HELPER, URL, "north.example", "陈晓", "科普组"):
        assert word not in page


def test_the_address_stays_between_the_two(client_of):
    token = a_helper_link(a_task())
    answer = client_of("").get(f"/help/{token}")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="referrer" content="no-referrer">' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    outside = re.sub(r'(href|action|value|hx-get|hx-post|data-[a-z]+)="/help/[^"]*"', "", answer.text)
    assert token not in outside and token not in str(answer.headers.getlist("Set-Cookie"))


def test_the_browser_is_known_by_a_word_of_these_pages_only(client_of):
    cookies = client_of("").get(f"/help/{a_helper_link(a_task())}").headers.getlist("Set-Cookie")
    word = next(cookie for cookie in cookies if cookie.startswith("helper="))
    for part in ("HttpOnly", "Path=/help", "SameSite=Lax", "Max-Age=1209600"):
        assert part in word


@pytest.mark.parametrize("who", ["", "north"])
def test_every_guess_and_every_cut_link_is_answered_alike(client_of, who):
    token = a_helper_link(a_task())
    guessed = client_of(who).get(f"/help/{GUESS}")
    assert "链接不完整或已失效。请向把链接发给您的人要一个新的。" in text_of(guessed)
    assert "单位" not in text_of(guessed)
    places = re.findall(r'(?:href|action)="([^"]*)"', guessed.text)
    assert [place for place in places if not place.startswith(("/static/", "#main", "/language"))] == []
    others = (
        "",
        "/",
        f"/{GUESS}/tasks/1",
        "/short",
        f"/{token[:-1]}",
        f"/{token}x",
        f"/{token}/tasks/9999",
        f"/{token}/x/y",
    )
    for address in others:
        answer = client_of(who).get(f"/help{address}")
        assert answer.status_code == 404
        assert words(answer) == words(guessed)
        assert "helper=" not in str(answer.headers.getlist("Set-Cookie")) or token in address


def test_outside_of_it_an_address_that_does_not_exist_leads_home(client_of):
    for address in ("/no/such/page", "/helping"):
        answer = client_of("").get(address)
        assert answer.status_code == 404 and "没有这一页" in text_of(answer) and 'href="/"' in answer.text


def test_one_reads_on_in_english_where_one_was(client_of):
    client, address = client_of(""), f"/help/{a_helper_link(a_task())}"
    page = client.get(address).text
    assert 'action="/language"' in page and f'name="next" value="{address}"' in page
    answer = client.post("/language", data={"language": "en", "next": address})
    assert answer.location == address and '<html lang="en"' in client.get(address).text


def test_guessing_is_slowed_down_and_the_right_word_still_opens(client_of):
    token = a_helper_link(a_task())
    codes = [client_of("").get(f"/help/{number:032d}").status_code for number in range(52)]
    assert codes == [404] * 50 + [429] * 2
    assert client_of("").get(f"/help/{token}").status_code == 200


def test_an_expired_link_says_so_and_whom_to_ask(client_of):
    token = a_helper_link(notice_id=a_notice(), days=3)
    with time_machine.travel(now().replace(day=28, hour=2), tick=False):
        answer = client_of("").get(f"/help/{token}")
    assert answer.status_code == 410
    assert "11月27日 到期" in text_of(answer) and NORTH_NAME in text_of(answer)


def test_an_exhausted_link_says_so(client_of):
    token = a_helper_link(a_task())
    limited(token, most_contributions=0)
    answer = client_of("").get(f"/help/{token}")
    assert answer.status_code == 410 and "已满" in text_of(answer)


def test_a_closed_notice_takes_nothing_more(client_of):
    notice_id = a_notice()
    token = a_helper_link(notice_id=notice_id)
    with write_unit():
        db.session.get_one(Notice, notice_id).closed_at = now()
    assert "已办理结束" in text_of(client_of("").get(f"/help/{token}"))


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_for_reading(client_of, method):
    assert getattr(client_of(""), method)(f"/help/{a_helper_link(a_task())}").status_code == 405


def test_the_queries_are_as_many_however_many_tasks_there_are(client_of, counting_queries):
    notice_id = a_notice()
    token = a_helper_link(notice_id=notice_id)
    assert the_link(token)
    counts = []
    for kinds in (["link"], ["roster"]):
        for task in tasks_of(notice_id)[1:]:
            with write_unit():
                db.session.get_one(type(task), task.id).directive.evidence_kinds = kinds
        client = client_of("")
        with counting_queries() as statements:
            client.get(f"/help/{token}")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4
