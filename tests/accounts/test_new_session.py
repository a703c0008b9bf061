"""GET /sign-in: the page to sign in on."""

import pytest


def test_a_stranger_gets_the_form(client_of):
    response = client_of("").get("/sign-in?next=/notices/3")
    assert response.status_code == 200
    assert 'name="next" value="/notices/3"' in response.text
    assert "/sign-in/code?next=/notices/3" in response.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb"])
def test_another_site_is_not_carried(client_of, elsewhere):
    page = client_of("").get("/sign-in", query_string={"next": elsewhere}).text
    form = page[page.index('<form method="post" action="/sign-in"') :]
    assert 'name="next"' not in form and "evil" not in form


def test_who_is_signed_in_goes_on(client_of):
    assert client_of("north").get("/sign-in").location == "/"
    assert client_of("north").get("/sign-in?next=/notices/3").location == "/notices/3"


def test_a_link_from_a_chat_leads_there_after_signing_in(client_of):
    response = client_of("").get("/account?from=chat")
    assert response.status_code == 302
    assert response.location == "/sign-in?next=/account?from%3Dchat"
