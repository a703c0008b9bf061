"""Failed sign-ins are counted by account and by network; the count ends by itself."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from checklist.accounts.models import SignInAttempt
from checklist.accounts.throttling import network_subject
from checklist.db import db
from tests.accounts.signing import give_password, sign_in
from tests.conftest import NOW
from tests.pages import text_of

WRONG = "wrong password 1"


def fail(pages, name="north", times=1, address="192.0.2.1"):
    answers = [sign_in(pages, name, WRONG, environ_overrides={"REMOTE_ADDR": address}) for _n in range(times)]
    return [answer.status_code for answer in answers]


def test_ten_failures_of_an_account_and_then_a_pause(client_of):
    give_password("north")
    pages = client_of("")
    assert set(fail(pages, times=10)) == {422}
    response = sign_in(pages, "north")
    assert response.status_code == 429
    assert "失败次数太多，请过 15 分钟再试（09:15 以后）。" in text_of(response)
    assert 'value="north"' in response.text
    assert response.headers["Retry-After"] == "900"
    # Other accounts are not touched.
    assert fail(pages, "south") == [422]


def test_the_pause_ends_and_trying_meanwhile_does_not_lengthen_it(client_of):
    give_password("north")
    pages = client_of("")
    fail(pages, times=10)
    with time_machine.travel(NOW + timedelta(minutes=14), tick=False):
        assert fail(pages, times=3) == [429] * 3
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        assert sign_in(pages, "north").status_code == 303
        assert db.session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_fifty_failures_of_a_network_whatever_the_account(client_of):
    pages = client_of("")
    for number in range(50):
        assert fail(pages, f"name{number}", address=f"192.0.2.{number}") == [422]
    assert fail(pages, "another", address="192.0.2.200") == [429]
    assert fail(pages, "another", address="198.51.100.1") == [422]


def test_a_forwarded_address_is_not_believed(client_of):
    pages = client_of("")
    for number in range(10):
        headers = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        sign_in(pages, f"name{number}", WRONG, headers=headers)
    subjects = set(db.session.scalars(select(SignInAttempt.subject).where(SignInAttempt.subject.like("network%"))))
    assert subjects == {"network 127.0.0.0/24"}


def test_what_is_right_is_not_counted_and_forgives_the_account(client_of):
    give_password("north")
    for _again in range(3):
        assert set(fail(client_of(""), times=9)) == {422}
        assert sign_in(client_of(""), "north").status_code == 303


def test_names_are_not_kept_readable(client_of):
    fail(client_of(""), "my password by mistake")
    assert not any("mistake" in subject for subject in db.session.scalars(select(SignInAttempt.subject)))


def test_the_own_password_cannot_be_guessed_either(client_of):
    give_password("north")
    pages = client_of("north")
    fields = {"password": WRONG, "new_password": "three green apples", "repeated_password": "three green apples"}
    answers = [pages.post("/account/password", data=fields).status_code for _n in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "network 192.0.2.0/24"),
        ("::ffff:192.0.2.77", "network 192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "network 2001:db8:1:2::/64"),
        (None, "network unknown"),
        ("/run/socket", "network unknown"),
    ],
)
def test_networks(address, network):
    assert network_subject(address) == network
