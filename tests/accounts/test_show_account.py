"""GET /account: who I am, what else I am, and my password."""

import pytest

from tests.pages import text_of


@pytest.mark.parametrize("name", ["administrator", "staff", "leader", "north", "member", "unit"])
def test_everybody_sees_the_own_account(client_of, cast, name):
    response = client_of(name).get("/account")
    words = text_of(response)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert all(word in words for word in (getattr(cast, name).person.name, name, "更改密码", "退出登录"))
    assert "我的任职" not in words


def test_a_stranger_signs_in_first(client_of):
    assert client_of("").get("/account").location == "/sign-in?next=/account"
