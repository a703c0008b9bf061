"""Two officers issue at the same moment, and an association submits while a supplement goes out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from checklist.accounts.joining import join
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.journal.verifying import verify_all
from checklist.notices.models import Withdrawal
from checklist.organizations.queries import the_office
from checklist.tasks.models import OPEN, SUBMITTED, WITHDRAWN, Task
from tests.builders import a_notice, attached_link
from tests.notices.building import events_of
from tests.notices.supplements import a_supplement, task_of


def pressed(app, presses) -> list[int]:
    """The statuses of these presses, each a member and an address, all at the same moment."""
    clients = []
    for membership_id, _address in presses:
        client = app.test_client()
        client.sign_in(membership_id)
        clients.append(client)
    together = Barrier(len(presses))
    db.session.remove()

    def press(client, address) -> int:
        together.wait()
        return client.post(address).status_code

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, clients, [address for _id, address in presses]))


def a_colleague() -> int:
    with write_unit():
        return join(the_office(), STAFF, name="何青", sign_in_name="colleague", by=None, at=now()).id


def test_the_same_draft_twice_is_issued_once(app, cast):
    supplement_id = a_supplement(a_notice())
    address = f"/notices/{supplement_id}/issuance"
    assert pressed(app, [(cast.staff.id, address), (a_colleague(), address)]) == [303, 303]
    assert events_of(supplement_id).count("notice.issued") == 1 and verify_all() == []


def test_two_supplements_to_the_same_notice_one_wins(app, cast):
    notice_id = a_notice()
    first, second = a_supplement(notice_id), a_supplement(notice_id)
    presses = [(cast.staff.id, f"/notices/{first}/issuance"), (a_colleague(), f"/notices/{second}/issuance")]
    assert sorted(pressed(app, presses)) == [303, 409]
    assert events_of(notice_id).count("directive.superseded") == 1 and verify_all() == []


def test_a_withdrawal_at_the_same_moment(app, cast):
    notice_id = a_notice()
    supplement_id = a_supplement(notice_id)
    directive_id = db.session.get_one(Task, task_of(notice_id, "方案")).directive_id
    colleague, together = a_colleague(), Barrier(2)
    clients = []
    for membership_id in (cast.staff.id, colleague):
        client = app.test_client()
        client.sign_in(membership_id)
        clients.append(client)
    db.session.remove()
    acts = [(f"/notices/{supplement_id}/issuance", {}), (f"/directives/{directive_id}/withdrawal", {"reason": "重复"})]

    def press(client, act) -> int:
        together.wait()
        return client.post(act[0], data=act[1]).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(press, clients, acts))
    db.session.remove()
    row = db.session.scalars(select(Withdrawal).where(Withdrawal.directive_id == directive_id)).one()
    assert statuses == ([409, 303] if row.superseded_by_id is None else [303, 303])
    assert verify_all() == []


def test_a_tick_while_it_goes_out_is_in_time_or_is_told(app, cast):
    notice_id = a_notice()
    old_id = task_of(notice_id, "方案")
    evidence_id = attached_link(old_id)
    supplement_id = a_supplement(notice_id)
    presses = [(cast.staff.id, f"/notices/{supplement_id}/issuance"), (cast.north.id, f"/tasks/{old_id}/submission")]
    issued, ticked = pressed(app, presses)
    assert issued == 303 and ticked in (303, 409)
    db.session.remove()
    old, new = db.session.get_one(Task, old_id), db.session.get_one(Task, task_of(supplement_id, "方案"))
    assert old.status == WITHDRAWN and (old.submission is not None) == (ticked == 303)
    assert new.status == OPEN != SUBMITTED and [one.id for one in new.attached] == [evidence_id]
    assert verify_all() == []
