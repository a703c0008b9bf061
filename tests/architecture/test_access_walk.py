"""Every route as every kind of caller: nobody gets what is not theirs, nothing breaks. New routes are walked too."""

import re

import pytest
from sqlalchemy import func, select

from checklist.db import db
from checklist.evidence.models import Evidence
from checklist.journal.models import Event
from checklist.notices.models import Notice
from checklist.tasks.models import Task
from tests.builders import a_draft, a_submitted_task, an_upload, tasks_of
from tests.cast import NORTH_NAME, ROLES, Cast
from tests.drafting.importing import an_import
from tests.helping.linking import HELPER, a_contribution, a_helper_link, the_link

CALLERS = ["", *ROLES]
ANSWERED = {200, 204, 302, 303, 400, 401, 403, 404, 405, 409, 410, 413, 415, 419, 422, 429}
# What only north and the office may ever read.
ID_NAMES = (
    "task_id",
    "import_id",
    "notice_id",
    "directive_id",
    "organization_id",
    "membership_id",
    "person_id",
    "evidence_id",
    "upload_id",
    "link_id",
    "contribution_id",
    "number",
    "position",
    "page",
    "name",
)
MARKERS = (NORTH_NAME, "陈晓", "吴岚", "郑岩", "north.example", HELPER, "helper.example")


@pytest.fixture
def task(cast: Cast) -> Task:
    """A task of north's that is submitted; others of its notice are open."""
    return db.session.get_one(Task, a_submitted_task())


@pytest.fixture
def token(task: Task) -> str:
    """The word of a link of north's for helpers."""
    return a_helper_link(notice_id=task.notice_id)


@pytest.fixture
def ids(cast: Cast, task: Task, token: str) -> dict[str, int]:
    """Identifiers of north's things, by the names they have in addresses."""
    return {
        "task_id": task.id,
        "import_id": an_import(),
        "notice_id": task.notice_id,
        "directive_id": task.directive_id,
        "organization_id": task.organization_id,
        "membership_id": cast.north.id,
        "person_id": cast.north.person_id,
        "evidence_id": db.session.scalars(select(Evidence.id)).one(),
        "upload_id": an_upload(task.id),
        "link_id": the_link(token).id,
        "contribution_id": a_contribution(token, tasks_of(task.notice_id)[-1].id),
        "number": 1,
        "position": 1,
        "page": 1,
        "name": 1,
    }


def walk(app, ids, **words):
    """(rule, method, address) of everything the program answers, with these identifiers and words."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        address = rule.rule
        for name in rule.arguments:
            converter = re.search(rf"<[^<>]*:{name}>", address)[0]
            value = str(ids[name]) if converter.startswith("<int") else words.get(name, "none-such")
            address = address.replace(converter, value)
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule, method, address


def words(answer) -> str:
    """The page without what is made for one browser only: its token, and the address it was asked for."""
    text = re.sub(r'(name="csrf-token" content|name="csrf_token" value|name="next" value)="[^"]*"', "", answer.text)
    return re.sub(r'(name="csrf_token"[^>]* value)="[^"]*"', "", text)


def access_of(app, rule):
    return app.view_functions[rule.endpoint].access


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_every_route_answers_every_caller(caller, htmx, app, ids, token, client_of):
    for rule, method, address in walk(app, ids, token=token):
        if rule.endpoint == "accounts.delete_session":
            continue
        answer = client_of(caller).open(address, method=method, htmx=htmx)
        where = f"{caller or 'stranger'} {method} {address}: {answer.status_code}"
        assert answer.status_code in ANSWERED, where
        access = access_of(app, rule)
        if access.is_public:
            continue
        if not caller:
            sent_to_sign_in = answer.status_code == 302 and "/sign-in" in answer.location
            assert sent_to_sign_in or answer.status_code == 401, where
        elif access.roles and ROLES[caller][2] not in access.roles:
            assert answer.status_code == 403, where


@pytest.mark.parametrize("caller", ["south", "unit"])
def test_nothing_of_another_association_is_ever_read(caller, app, ids, client_of):
    for _rule, method, address in walk(app, ids):
        answer = client_of(caller).open(address, method=method)
        assert [marker for marker in MARKERS if marker in answer.text] == [], f"{caller} {method} {address}"


@pytest.mark.parametrize("caller", ["south", "unit"])
def test_another_associations_task_does_not_exist(caller, app, ids, client_of):
    told_apart = {"task_id", "evidence_id", "upload_id", "directive_id", "membership_id", "link_id", "contribution_id"}
    made_up = ids | dict.fromkeys(told_apart, 10**9)
    for (rule, method, address), (_rule, _method, invented) in zip(walk(app, ids), walk(app, made_up), strict=True):
        if not rule.arguments & (told_apart | {"person_id"}):
            continue
        answer, other = (client_of(caller).open(a, method=method) for a in (address, invented))
        assert answer.status_code in (403, 404), f"{caller} {method} {address}: {answer.status_code}"
        assert (answer.status_code, words(answer)) == (other.status_code, words(other)), f"{caller} {method} {address}"


@pytest.mark.parametrize("caller", ["south", "unit", "leader", "head", ""])
def test_those_who_may_not_change_it_change_nothing(caller, app, ids, client_of):
    def state():
        return (
            db.session.execute(select(Task.id, Task.status).order_by(Task.id)).all(),
            db.session.scalar(select(func.count()).where(Event.facts["task"].as_integer() == ids["task_id"])),
        )

    before = state()
    for rule, method, address in walk(app, ids):
        if method == "POST" and "task_id" in rule.arguments:
            client_of(caller).post(address, data={"note": "x", "reason": "x", "submission": "1", "number": "1"})
    db.session.remove()
    assert state() == before


@pytest.mark.parametrize("caller", ["administrator", "north", "south", "unit", "member", "head"])
def test_a_draft_is_the_offices_own(caller, app, cast, client_of):
    notice_id = a_draft()
    directive_id = db.session.get_one(Notice, notice_id).directives[0].id
    ids = dict.fromkeys(ID_NAMES, 10**9) | {"notice_id": notice_id, "directive_id": directive_id}
    for rule, method, address in walk(app, ids):
        if rule.arguments & {"notice_id", "directive_id"}:
            answer = client_of(caller).open(address, method=method)
            assert answer.status_code in (403, 404), f"{caller} {method} {address}: {answer.status_code}"
    db.session.remove()
    assert db.session.get_one(Notice, notice_id).issued_at is None


@pytest.mark.parametrize("caller", ["staff", "north", "administrator"])
def test_an_identifier_beyond_all_bounds_does_not_exist(caller, app, client_of):
    ids = dict.fromkeys(ID_NAMES, 10**30)
    for rule, method, address in walk(app, ids):
        if rule.arguments & {"notice_id", "directive_id", "task_id", "organization_id", "membership_id", "person_id"}:
            answer = client_of(caller).open(address, method=method)
            assert answer.status_code in (403, 404, 405), f"{caller} {method} {address}: {answer.status_code}"


def test_the_walk_would_see_a_leak(app, ids, client_of):
    """The markers do stand on the pages of those who may read them."""
    assert "north.example" in client_of("north").get(f"/tasks/{ids['task_id']}").text
    assert NORTH_NAME in client_of("staff").get(f"/notices/{ids['notice_id']}/dashboard").text
