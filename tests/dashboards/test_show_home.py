"""GET /: everybody is sent to where their work is."""

import pytest


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("staff", "/office"),
        ("leader", "/office"),
        ("north", "/checklist"),
        ("member", "/checklist"),
        ("administrator", "/organizations"),
        ("", "/sign-in"),
    ],
)
def test_home_by_role(client_of, name, home):
    response = client_of(name).get("/")
    assert (response.status_code, response.location) == (303, home)


def test_wrong_method(client_of):
    assert client_of("staff").post("/").status_code == 405
