"""The filters of GET /notices/<id>/dashboard are its address."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Addressee
from checklist.notices.receiving import note_opened, sign
from tests.builders import a_notice, a_submitted_task, day_off, tasks_of
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.pages import text_of

NORTH, SOUTH = f'title="{NORTH_NAME}"', f'title="{SOUTH_NAME}"'


@pytest.fixture
def shown(client_of, cast):
    """`shown("state=submitted")`: which of the two organizations have a row under these filters."""
    a_submitted_task(notice_id=a_notice())
    with write_unit():
        for addressee in db.session.query(Addressee):
            if addressee.name == NORTH_NAME:
                sign(addressee, by=cast.north, at=now())
            else:
                note_opened(addressee, by=cast.south, at=now())

    def names(query: str) -> set[str]:
        response = client_of("staff").get(f"/notices/1/dashboard?{query}", htmx=True)
        assert response.status_code == 200
        return {name for name in (NORTH, SOUTH) if name in response.text}

    return names


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {NORTH, SOUTH}),
        ("state=submitted", {NORTH}),
        ("state=open", {NORTH, SOUTH}),
        ("state=accepted", set()),
        ("state=late", set()),
        ("category=农", {SOUTH}),
        ("tag=医药", {NORTH}),
        ("category=农&tag=医药", set()),
        ("opened=signed", {NORTH}),
        ("opened=opened", {SOUTH}),
        ("opened=never", set()),
        ("text=南山", {SOUTH}),
        ("text=%20北辰%20", {NORTH}),
        ("text=不存在", set()),
        ("state=submitted&text=南山", set()),
    ],
)
def test_a_filter(shown, query, expected):
    assert shown(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "opened=1",
        "directive=abc",
        "directive=-1",
        "directive=" + "9" * 50,
        "directive=9999",
        "directive=９",
        "organization=%00",
        "page=7&unknown=x",
        "state=&category=&text=",
    ],
)
def test_nonsense_is_no_filter(shown, query):
    assert shown(query) == {NORTH, SOUTH}


@pytest.mark.parametrize("query", ["category=%00", "tag=%27%3B--", "category=" + "长" * 5000, "text=%F0%9F%98%80"])
def test_nonsense_that_is_in_no_name_gives_nothing(shown, query):
    assert shown(query) == set()


def test_one_directive_is_one_column(client_of, shown):
    directive_id = tasks_of(1)[0].directive_id
    html = client_of("staff").get(f"/notices/1/dashboard?directive={directive_id}").text
    assert html.count('class="matrix__directive"') == 1 and html.count('class="cell"') == 2
    assert f'<option value="{directive_id}" selected>' in html


def test_cells_in_another_state_are_faint(client_of, shown):
    html = client_of("staff").get("/notices/1/dashboard?state=submitted").text
    assert html.count("cell--faint") == 3 and html.count('class="cell"') == 1


def test_overdue(client_of, shown):
    with write_unit():
        tasks_of(1, SOUTH_NAME)[0].due_at = day_off(-3)
    assert shown("state=late") == {SOUTH}


def test_one_organization_is_a_list_of_its_tasks(client_of, cast, shown):
    response = client_of("staff").get(f"/notices/1/dashboard?organization={cast.north.organization_id}")
    assert response.text.count('class="row__link"') == 4 and 'class="matrix"' not in response.text
    assert "已上报" in text_of(response)


def test_nothing_found_says_so(client_of, shown):
    assert "没有符合条件的单位" in text_of(client_of("staff").get("/notices/1/dashboard?text=不存在"))


def test_what_was_chosen_stays_in_the_form_and_in_what_is_polled(client_of, shown):
    html = client_of("staff").get("/notices/1/dashboard?state=submitted&text=北").text
    assert '<option value="submitted" selected>' in html and 'value="北"' in html
    assert "&amp;state=submitted&amp;text=%E5%8C%97" in html


def test_htmx_gets_the_board_and_the_counts_only(client_of, shown):
    response = client_of("staff").get("/notices/1/dashboard?state=open", htmx=True)
    assert response.text.lstrip().startswith('<div id="results"') and "<html" not in response.text
    assert 'id="notice-1-counts"' in response.text and "hx-swap-oob" in response.text
    assert "HX-Request" in response.headers["Vary"]
