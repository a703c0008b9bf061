"""GET /sign-in/code: the page on which a code is exchanged for a password."""


def test_the_form(client_of):
    response = client_of("").get("/sign-in/code?next=/notices/3")
    assert response.status_code == 200
    assert all(
        f'name="{name}"' in response.text for name in ("sign_in_name", "code", "new_password", "repeated_password")
    )
    assert 'name="next" value="/notices/3"' in response.text


def test_signed_in_one_can_still_use_a_code(client_of):
    assert client_of("north").get("/sign-in/code").status_code == 200
