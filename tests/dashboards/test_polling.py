"""What others change appears by itself: the dashboard is asked for again, and answers 204 when nothing happened."""

import re
from datetime import timedelta

import time_machine

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Addressee
from checklist.notices.receiving import note_opened
from tests.builders import a_notice, a_submitted_task


def polled(html: str) -> str:
    """The address that the page asks again."""
    address = re.search(r'<div id="results" hx-get="([^"]+)"', html).group(1)
    return address.replace("&amp;", "&")


def test_nothing_happened(client_of, cast, counting_queries):
    staff = client_of("staff")
    address = polled(staff.get(f"/notices/{a_notice()}/dashboard?state=open").text)
    with counting_queries() as statements:
        response = staff.get(address, htmx=True)
    assert response.status_code == 204 and not response.data
    assert len(statements) == 2  # the session, and the notice with the head of its journal


def test_a_tick_shows(client_of, cast):
    staff, notice_id = client_of("staff"), a_notice()
    address = polled(staff.get(f"/notices/{notice_id}/dashboard").text)
    task_id = a_submitted_task(notice_id=notice_id)
    response = staff.get(address, htmx=True)
    assert response.status_code == 200
    assert re.search(rf'id="task-{task_id}-cell".*?title="已上报"', response.text)
    assert polled(response.text) != address
    assert staff.get(polled(response.text), htmx=True).status_code == 204


def test_an_opening_shows(client_of, cast):
    staff, notice_id = client_of("staff"), a_notice()
    address = polled(staff.get(f"/notices/{notice_id}/dashboard").text)
    with write_unit():
        note_opened(db.session.query(Addressee).first(), by=cast.north, at=now())
    assert "已打开，未签收 <b>1</b>" in staff.get(address, htmx=True).text


def test_midnight_changes_the_lights_without_an_event(client_of, cast):
    staff = client_of("staff")
    address = polled(staff.get(f"/notices/{a_notice()}/dashboard").text)
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        assert staff.get(address, htmx=True).status_code == 200


def test_the_polled_address_is_a_page_too(client_of, cast):
    staff = client_of("staff")
    address = polled(staff.get(f"/notices/{a_notice()}/dashboard").text)
    assert staff.get(address).text.lstrip().startswith("<!doctype")


def test_nonsense_since_when(client_of, cast):
    notice_id = a_notice()
    for since in ("", "x", "9" * 40, "%00"):
        assert client_of("staff").get(f"/notices/{notice_id}/dashboard?since={since}", htmx=True).status_code == 200
