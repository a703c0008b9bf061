"""The client that checks every page can fail: each fault it looks for is refused in a known-bad page."""

import pytest

from tests.pages import check

PAGE = "<!doctype html><html lang='zh'><head><title>{title}</title></head><body>{body}</body></html>"


def page(body: str, title: str = "通知") -> str:
    return PAGE.format(title=title, body=body)


def test_a_good_page_passes():
    check(
        page(
            '<p id="a">好</p><form method="post" action="/x"><input type="hidden" name="csrf_token" value="t"></form>'
        ),
        is_page=True,
    )


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<p>无题</p>", " · "),
        ('<p id="a"></p><p id="a"></p>', "通知"),
        ('<form method="post"><input name="csrf_token"></form>', "通知"),
        ('<form method="post" action="/x"></form>', "通知"),
        ("<p><div>错</div></p>", "通知"),
        ("<b>未关闭", "通知"),
    ],
)
def test_a_bad_page_is_refused(body, title):
    with pytest.raises(AssertionError):
        check(page(body, title), is_page=True)


def test_a_template_that_runs_a_query_is_refused(client_of, app):
    from flask import render_template_string

    from checklist.accounts.models import Person
    from checklist.db import db

    with app.test_request_context(), pytest.raises(AssertionError, match="runs a query"):
        render_template_string("{{ people.all() }}", people=db.session.query(Person))
