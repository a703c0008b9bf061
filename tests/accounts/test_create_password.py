"""POST /sign-in/code: the code is used up, the password set, the person signed in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from checklist.accounts.joining import issue_code, leave
from checklist.accounts.models import OneTimeCode
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.models import Event
from checklist.journal.verifying import verify_all
from tests.accounts.signing import give_password, sign_in
from tests.conftest import NOW
from tests.pages import text_of

NEW = "three green apples"
SENTENCE = "登录名或登录码不对，或者登录码已用过、已换新、已过期。"


@pytest.fixture
def code(cast):
    return a_code(cast)


def a_code(cast, name="north"):
    with write_unit():
        return issue_code(getattr(cast, name).person, timedelta(days=30), by=cast.administrator, at=now())


def use(pages, code, name="north", new=NEW, repeated=None, **more):
    fields = {"sign_in_name": name, "code": code, "new_password": new, "repeated_password": repeated or new}
    return pages.post("/sign-in/code", data=fields | more)


def test_password_set_and_signed_in(client_of, cast, code):
    pages = client_of("")
    response = use(pages, code, next="/account")
    assert response.status_code == 303 and response.location == "/account"
    assert "密码已设好" in text_of(pages.get("/account"))
    assert sign_in(client_of(""), "north", NEW).status_code == 303
    events = db.session.execute(select(Event.name, Event.facts).order_by(Event.id.desc()).limit(2)).all()
    person = {"person": cast.north.person_id}
    assert events == [("password.set", person), ("code.used", person)]
    assert verify_all() == []


def test_spaces_small_letters_and_full_width_do_not_matter(client_of, code):
    typed = " " + code.lower().replace("-", " ").replace("2", "２")
    assert use(client_of(""), typed, name=" NORTH").status_code == 303


def test_every_other_session_of_the_person_ends(client_of, code):
    phone, other = client_of("north"), client_of("south")
    use(client_of(""), code)
    assert phone.get("/account").status_code == 302
    assert other.get("/account").status_code == 200


def test_used_replaced_expired_wrong_and_foreign_codes_get_one_sentence(client_of, cast, code):
    newer = a_code(cast)
    answers = [use(client_of(""), code), use(client_of(""), "ABCD"), use(client_of(""), newer, name="nobody")]
    answers.append(use(client_of(""), newer, name="south"))
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        answers.append(use(client_of(""), newer))
    assert use(client_of(""), newer).status_code == 303
    answers.append(use(client_of(""), newer))
    assert {answer.status_code for answer in answers} == {422}
    assert all(SENTENCE in text_of(answer) for answer in answers)


@pytest.mark.parametrize(
    ("new", "repeated", "sentence"),
    [
        ("short 7", None, "至少要 8 个字符"),
        ("x" * 100 + "y" * 101, None, "最多 200 个字符"),
        ("12345678", None, "太常见"),
        ("Password", None, "太常见"),
        ("88888888", None, "太常见"),
        ("１２３４５６７８", None, "太常见"),
        (NEW, "three green pears", "不一样"),
    ],
)
def test_bad_passwords(client_of, code, new, repeated, sentence):
    response = use(client_of(""), code, new=new, repeated=repeated)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert f'value="{code}"' in response.text and f'value="{new}"' not in response.text
    assert use(client_of(""), code).status_code == 303


def test_the_sign_in_name_is_no_password(client_of, cast):
    code = a_code(cast, "administrator")
    response = use(client_of(""), code, name="administrator", new="Administrator")
    assert "不能与登录名相同" in text_of(response)


def test_a_code_of_somebody_who_left_is_of_no_use(client_of, cast, code):
    with write_unit():
        leave(cast.north, by=cast.administrator, at=now())
    response = use(client_of(""), code)
    assert response.status_code == 409 and "没有在任何单位任职" in text_of(response)
    assert db.session.scalars(select(OneTimeCode.used_at)).all() == [None]


def test_guessing_is_slowed_down(client_of):
    for _again in range(10):
        use(client_of(""), "ABCD-ABCD-ABCD-ABCD")
    response = use(client_of(""), "ABCD-ABCD-ABCD-ABCD")
    assert response.status_code == 429 and "请过 15 分钟再试" in text_of(response)


def test_ten_at_once_with_one_code_are_one(client_of, app, code):
    def attempt(number):
        with app.app_context():
            return use(app.test_client(), code, new=f"password number {number}").status_code

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(attempt, range(10)))
    assert sorted(answers) == [303] + [422] * 9
    works = [sign_in(client_of(""), "north", f"password number {n}").status_code for n in range(10)]
    assert works.index(303) == answers.index(303) and works.count(303) == 1
    assert verify_all() == []


def test_refused_without_token_from_elsewhere_and_by_other_methods(client_of, code):
    pages = client_of("")
    fields = {"sign_in_name": "north", "code": code, "new_password": NEW, "repeated_password": NEW}
    stale = pages.post("/sign-in/code", data=fields, token=False)
    assert stale.status_code == 419 and code not in stale.text and NEW not in stale.text
    assert pages.post("/sign-in/code", data=fields, headers={"Origin": "https://evil.example"}).status_code == 403
    assert pages.put("/sign-in/code").status_code == 405
    give_password("south")
    assert use(pages, code).status_code == 303
