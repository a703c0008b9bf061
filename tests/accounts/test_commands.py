"""flask account create, flask account code."""

import pytest
from sqlalchemy import select

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.journal.verifying import verify_all
from tests.accounts.signing import give_password, sign_in
from tests.accounts.test_create_code import CODE
from tests.accounts.test_create_password import NEW, use
from tests.cast import NORTH_NAME, OFFICE_NAME


def run(app, *words):
    return app.test_cli_runner().invoke(args=["account", *words])


def create(app, role, **options):
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return run(app, "create", "--name", "沈宁", "--sign-in-name", "Shen", "--role", role, *words)


@pytest.mark.parametrize(
    ("role", "organization"), [("staff", OFFICE_NAME), ("secretary", NORTH_NAME), ("member", NORTH_NAME)]
)
def test_an_account_that_can_sign_in(app, cast, client_of, role, organization):
    options = {} if role == "staff" else {"organization": organization}
    result = create(app, role, **options)
    assert result.exit_code == 0, result.output
    (code,) = CODE.findall(result.output)
    assert use(client_of(""), code, name="shen").status_code == 303
    membership = db.session.scalars(select(Membership).order_by(Membership.id.desc())).first()
    assert (membership.role, membership.organization.name) == (role, organization)
    assert verify_all() == []


def test_twice_is_one_account_with_a_newer_code(app, cast, client_of):
    codes = [CODE.search(create(app, "staff").output)[0] for _twice in range(2)]
    assert [use(client_of(""), code, name="shen").status_code for code in codes] == [422, 303]


@pytest.mark.parametrize("organization", ["", "没有这个学会", OFFICE_NAME])
def test_no_such_association(app, cast, organization):
    result = create(app, "secretary", organization=organization)
    assert result.exit_code == 1 and f"没有名为“{organization}”的单位" in result.output


def test_a_sign_in_name_of_somebody_else(app, cast):
    result = run(app, "create", "--name", "沈宁", "--sign-in-name", "north", "--role", "staff")
    assert result.exit_code == 1 and "已属于另一位" in result.output


def test_a_code_for_a_lost_password(app, cast, client_of):
    give_password("north")
    result = run(app, "code", "North")
    assert use(client_of(""), CODE.search(result.output)[0]).status_code == 303
    assert sign_in(client_of(""), "north", NEW).status_code == 303


def test_a_code_for_nobody(app, cast):
    result = run(app, "code", "nobody")
    assert result.exit_code == 1 and "Nobody signs in as nobody." in result.output
