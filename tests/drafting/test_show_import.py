"""While a notice is read the page says how far it is; afterwards it leads to the draft, or says why there is none."""

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.importing import READ
from checklist.drafting.models import Import
from checklist.jobs import importing
from checklist.jobs.models import Job
from checklist.jobs.running import attempt, end_interrupted, request_run
from tests.drafting.importing import an_import, run_of
from tests.pages import text_of


def test_it_waits_and_asks_again_by_itself(cast, client_of):
    import_id = an_import()
    page = client_of("staff").get(f"/imports/{import_id}")
    assert page.status_code == 200 and "等待读取" in text_of(page)
    assert 'hx-trigger="every 1s"' in page.text and "看看读完没有" in page.text


def test_how_many_pages_are_done(cast, client_of):
    import_id = an_import()
    with write_unit():
        given = db.session.get_one(Import, import_id)
        given.pages_done, given.pages = 3, 20
    page = client_of("staff").get(f"/imports/{import_id}", htmx=True)
    assert "正在读第 3 页，共 20 页" in text_of(page) and 'max="20"' in page.text
    assert page.text.lstrip().startswith("<div")


def test_when_it_is_read_the_draft_opens(cast, client_of):
    import_id = an_import()
    attempt(run_of(import_id), is_last=True)
    notice_id = db.session.get_one(Import, import_id).notice_id
    client = client_of("staff")
    assert client.get(f"/imports/{import_id}").location == f"/notices/{notice_id}/draft"
    assert client.get(f"/imports/{import_id}", htmx=True).headers["HX-Redirect"] == f"/notices/{notice_id}/draft"


def test_a_runner_that_was_killed_tries_again_and_gives_up(cast, client_of):
    import_id = an_import()
    with write_unit():
        db.session.get_one(Job, run_of(import_id)).attempts = 1
    assert end_interrupted() == [run_of(import_id)]
    with write_unit():
        db.session.get_one(Job, run_of(import_id)).attempts = 3
    assert end_interrupted() == []
    page = client_of("staff").get(f"/imports/{import_id}")
    assert "程序出了差错" in text_of(page) and "各学会要制定科普周工作方案" in page.text


def test_read_twice_is_one_draft(cast):
    import_id = an_import()
    attempt(run_of(import_id), is_last=True)
    notice_id = db.session.get_one(Import, import_id).notice_id
    with write_unit():
        job_id = request_run(READ, subject=import_id, at=now()).id
    attempt(job_id, is_last=True)
    assert db.session.get_one(Import, import_id).notice_id == notice_id


def test_wrong_method(cast, client_of):
    assert client_of("staff").post(f"/imports/{an_import()}").status_code == 405


@pytest.mark.parametrize("who", ["leader", "north", "member", "administrator"])
def test_wrong_role(cast, client_of, who):
    assert client_of(who).get(f"/imports/{an_import()}").status_code == 403


def test_outsider_and_unknown(cast, client_of):
    assert client_of("staff").get("/imports/999999").status_code == 404


def test_stranger_is_sent_to_sign_in(cast, client_of):
    assert client_of("").get(f"/imports/{an_import()}").status_code == 302


def test_an_errand_that_is_given_up_ends_its_import(cast, client_of, monkeypatch):
    import_id = an_import()

    def broken(*_anything):
        raise RuntimeError

    monkeypatch.setattr(importing, "read_apart", broken)
    with pytest.raises(RuntimeError):
        attempt(run_of(import_id), is_last=True)
    db.session.remove()
    given = db.session.get_one(Import, import_id)
    assert given.problem == "failed" and given.ended_at == now()
    assert "没有读成，请看原因" in text_of(client_of("staff").get("/notices"))
