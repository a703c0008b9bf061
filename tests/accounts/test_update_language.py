"""POST /language: read on in the other language, where one was."""

import pytest


@pytest.mark.parametrize("name", ["", "north"])
def test_english_and_back(client_of, name):
    pages = client_of(name)
    response = pages.post("/language", data={"language": "en", "next": "/sign-in/code?a=1"})
    assert response.status_code == 303 and response.location == "/sign-in/code?a=1"
    assert '<html lang="en"' in pages.get("/sign-in/code").text
    pages.post("/language", data={"language": "zh"})
    assert '<html lang="zh-Hans"' in pages.get("/sign-in/code").text


def test_unknown_languages_and_other_sites_are_left_aside(client_of):
    pages = client_of("")
    response = pages.post("/language", data={"language": "xx", "next": "//evil.example"})
    assert response.location == "/"
    assert '<html lang="zh-Hans"' in pages.get("/sign-in/code").text


def test_the_button_of_every_page_works(client_of):
    page = client_of("").get("/sign-in").text
    assert 'name="language" value="en"' in page


def test_without_token_and_by_link_nothing_changes(client_of):
    assert client_of("").post("/language", data={"language": "en"}, token=False).status_code == 419
    assert client_of("").get("/language").status_code == 405
