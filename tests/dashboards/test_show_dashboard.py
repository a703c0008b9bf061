"""GET /notices/<id>/dashboard: counts, and the matrix of organizations and directives."""

import re

import html5lib
import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.notices.models import Addressee, Directive
from checklist.organizations.models import Organization
from checklist.tasks.models import Task
from checklist.tasks.submission import submit_on_behalf
from checklist.tasks.withdrawal import withdraw
from tests.builders import (
    a_draft,
    a_notice,
    a_returned_task,
    a_submitted_task,
    an_asked_exemption,
    an_exempt_task,
    day_off,
    tasks_of,
)
from tests.cast import NORTH_NAME, SOUTH_NAME
from tests.dashboards.standing import more_associations
from tests.pages import text_of


def address(notice_id: int) -> str:
    return f"/notices/{notice_id}/dashboard"


def cell(html: str, task_id: int) -> str:
    """The cell of a task: its attributes and what is said in it."""
    return re.search(rf'<a id="task-{task_id}-cell"(.*?)</a>', html).group(1)


@pytest.mark.parametrize("name", ["staff", "leader"])
def test_every_task_is_a_cell_with_word_shape_and_link(client_of, cast, name):
    task_id = a_submitted_task()
    html = client_of(name).get(address(1)).text
    assert html.count('class="cell"') == 7
    assert f'href="/dashboard/tasks/{task_id}"' in cell(html, task_id)
    assert 'title="已上报"' in cell(html, task_id) and "shape--submitted" in cell(html, task_id)
    assert "办理中" in cell(html, task_id + 1)


def test_what_does_not_apply_is_empty(client_of, cast):
    html = client_of("staff").get(address(a_notice())).text
    assert html.count('<td class="matrix__cell"></td>') == 1


def test_organizations_stand_by_name_under_their_category(client_of, cast):
    html = client_of("staff").get(address(a_notice())).text
    places = [html.index(words) for words in (">农 <", f'title="{SOUTH_NAME}"', ">医 <", f'title="{NORTH_NAME}"')]
    assert places == sorted(places)


def test_lights(client_of, cast):
    notice_id = a_notice()
    late, soon, later, waiting = tasks_of(notice_id)
    a_submitted_task(number=3, notice_id=notice_id)
    with write_unit():
        for task, days in ((late, -1), (soon, 2), (later, 9), (waiting, -1)):
            db.session.get_one(Task, task.id).due_at = day_off(days)
    html = client_of("staff").get(address(notice_id)).text
    assert 'class="cell cell--late" title="办理中，逾期"' in cell(html, late.id)
    assert 'class="cell cell--soon" title="办理中，临期"' in cell(html, soon.id)
    assert 'class="cell" title="办理中"' in cell(html, later.id)
    assert 'class="cell" title="已上报"' in cell(html, waiting.id)


def test_on_behalf_is_marked(client_of, cast):
    task_id = tasks_of(a_notice())[0].id
    with write_unit():
        submit_on_behalf(db.session.get_one(Task, task_id), "来电", by=cast.staff, at=now())
    assert 'title="已上报，代报"' in cell(client_of("staff").get(address(1)).text, task_id)


def legend(response) -> str:
    """What the legend says."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.search(r'<ul class="legend".*?</ul>', response.text, re.S)[0]).split())


def test_the_legend_lists_the_signs_that_there_are(client_of, cast):
    plain = legend(client_of("staff").get(address(a_notice())))
    assert "不适用" not in plain and "申" not in plain and "代报" not in plain
    asked = an_asked_exemption()
    notice_id = db.session.get_one(Task, asked).notice_id
    with write_unit():
        submit_on_behalf(tasks_of(notice_id)[1], "来电", by=cast.staff, at=now())
    said = legend(client_of("staff").get(address(notice_id)))
    assert "申 已申请不适用" in said and "代 代报" in said
    exempt = db.session.get_one(Task, an_exempt_task()).notice_id
    assert "不适用" in legend(client_of("staff").get(address(exempt)))


def test_what_to_press_is_said_as_it_is(client_of, cast):
    notice_id = a_notice()
    assert "点表中的一格，" in text_of(client_of("staff").get(address(notice_id)))
    one = text_of(client_of("staff").get(f"{address(notice_id)}?organization=2"))
    assert "点一项，" in one and "点表中的一格" not in one


def test_counts_are_filters(client_of, cast):
    a_returned_task()
    a_submitted_task(number=1, notice_id=1)
    response = client_of("staff").get(address(1))
    said = text_of(response)
    assert "5 办理中" in said and "1 已上报" in said and "1 退回修改" in said and "0 已办结" in said
    for state in ("open", "submitted", "returned", "accepted", "late"):
        assert f'href="{address(1)}?state={state}"' in response.text
    assert "未打开 2" in said and "已打开，未签收 0" in said and "已签收 0" in said


def test_staff_act_and_a_leader_reads(client_of, cast):
    notice_id = a_notice()
    directive_id = tasks_of(notice_id)[0].directive_id
    acts = [
        f"/notices/{notice_id}/addressees/new",
        f"/directives/{directive_id}/withdrawal",
        f"/directives/{directive_id}/deadline",
    ]
    staff, leader = (client_of(name).get(address(notice_id)).text for name in ("staff", "leader"))
    assert all(act in staff and act not in leader for act in acts)
    for html in (staff, leader):
        assert f"/notices/{notice_id}/timeline" in html and f"/notices/{notice_id}/text" in html
        assert f">http://localhost/notices/{notice_id}<" in html


def test_the_address_for_the_secretaries_is_the_public_one(client_of, cast, app, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://checklist.example")
    assert ">https://checklist.example/notices/1<" in client_of("staff").get(address(a_notice())).text


def test_a_withdrawn_directive_is_marked(client_of, cast):
    task = tasks_of(a_notice())[0]
    with write_unit():
        withdraw(db.session.get_one(Directive, task.directive_id), "重复", by=cast.staff, at=now())
    response = client_of("staff").get(address(task.notice_id))
    assert 'title="已撤销"' in cell(response.text, task.id)
    assert "11月24日 已撤销" in text_of(response)
    assert f"/directives/{task.directive_id}/withdrawal" not in response.text


@pytest.mark.parametrize("query", ["", "?organization=2"])
def test_only_tasks_open_in_the_panel(client_of, cast, query):
    html = client_of("staff").get(address(a_notice()) + query).text
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    [holder] = tree.iterfind(".//*[@data-panel]")
    # Links in heads lead away; every other one in the holder opens in the panel.
    heads = set(holder.iterfind(".//th/a"))
    opened = [link.get("href") for link in holder.iter("a") if link not in heads]
    assert len(opened) == (4 if query else 7)
    assert all(href.startswith("/dashboard/tasks/") for href in opened)


def test_names_are_escaped(client_of, cast):
    notice_id = a_notice()
    with write_unit():
        addressee = db.session.query(Addressee).filter_by(organization_id=cast.north.organization_id).one()
        addressee.name = '<script>"&学会'
    html = client_of("staff").get(address(notice_id)).text
    assert '<script>"' not in html and "&lt;script&gt;&#34;&amp;学会" in html


def test_the_name_is_the_one_it_was_issued_to(client_of, cast):
    notice_id = a_notice()
    with write_unit():
        db.session.query(Organization).filter_by(name=NORTH_NAME).one().name = "改了名的学会"
    said = text_of(client_of("staff").get(address(notice_id)))
    assert NORTH_NAME in said and "改了名的学会" not in said


def test_as_many_queries_for_thirty_organizations_as_for_two(client_of, cast, counting_queries):
    few_id = a_notice()
    more_associations(28)
    many_id = a_notice()
    staff = client_of("staff")
    with counting_queries() as few:
        staff.get(address(few_id))
    with counting_queries() as many:
        html = staff.get(address(many_id)).text
    assert html.count('scope="row"') == 30
    assert len(many) == len(few) <= 10


def test_a_draft_and_a_made_up_notice_have_no_dashboard(client_of, cast):
    assert client_of("staff").get(address(a_draft())).status_code == 404
    for made_up in (9999, 10**30):
        assert client_of("staff").get(address(made_up)).status_code == 404


@pytest.mark.parametrize("name", ["administrator", "north", "member"])
def test_wrong_role(client_of, cast, name):
    assert client_of(name).get(address(a_notice())).status_code == 403


def test_wrong_method_stranger(client_of, cast):
    notice_id = a_notice()
    assert client_of("staff").post(address(notice_id)).status_code == 405
    assert "/sign-in" in client_of("").get(address(notice_id)).location
