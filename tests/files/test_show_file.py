"""The page that shows a file; who may see it at all, which the downloads and pictures share."""

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import Evidence
from checklist.files.storing import path_of
from checklist.tasks.attachment import detach
from checklist.tasks.models import Task
from checklist.tasks.submission import take_back
from tests.builders import a_task
from tests.cast import Cast
from tests.files.giving import given, given_anew, submitted
from tests.files.making import doc, docx, paragraph, pdf, picture, xlsx
from tests.pages import text_of

ADDRESSES = ("", "/download", "/pages/1.jpg", "/thumbnail.jpg")


def address(evidence_id: int, number: int = 1, position: int = 1, rest: str = "") -> str:
    return f"/evidence/{evidence_id}/versions/{number}/files/{position}{rest}"


def sees(client_of, who: str, evidence_id: int, number: int = 1) -> set[int]:
    """The answers of all addresses of the first file, which never differ in whether it may be seen."""
    client = client_of(who)
    return {client.get(address(evidence_id, number, rest=rest), buffered=True).status_code for rest in ADDRESSES}


@pytest.fixture
def instance(store):
    return store


def test_a_photograph(client_of, instance):
    evidence_id = given(("照片.jpg", picture()))
    answer = client_of("north").get(address(evidence_id))
    assert answer.status_code == 200
    assert f'src="{address(evidence_id, rest="/pages/1.jpg")}"' in answer.text
    assert f'href="{address(evidence_id, rest="/download")}"' in answer.text
    assert "示例省北辰医学会 · 现场照片" in text_of(answer)


def test_several_files_lead_to_each_other(client_of, instance):
    evidence_id = given(("a.jpg", picture()), ("b.pdf", pdf("工作方案", "二")), ("c.docx", docx(paragraph("正文"))))
    answer = client_of("north").get(address(evidence_id, position=2))
    assert "第 2 个文件，共 3 个" in text_of(answer)
    assert address(evidence_id, position=1) in answer.text and address(evidence_id, position=3) in answer.text
    assert "第 2 页，共 2 页" in text_of(answer) and "工作方案" in text_of(answer)
    assert "正文" in text_of(client_of("north").get(address(evidence_id, position=3)))


def test_a_table_and_what_cannot_be_shown(client_of, instance):
    rows = [[number, "<b>陈晓</b>"] for number in range(300)]
    evidence_id = given(("a.xlsx", xlsx(rows, formula="=1+2")), ("旧.doc", doc()))  # type: ignore[arg-type]
    answer = client_of("north").get(address(evidence_id))
    assert "&lt;b&gt;陈晓" in answer.text and "<b>陈晓" not in answer.text
    assert "只显示前 200 行，共 301 行" in text_of(answer) and "表中有公式" in text_of(answer)
    assert "不能在网页中显示" in text_of(client_of("north").get(address(evidence_id, position=2)))


def test_bytes_that_are_gone_are_said_to_be(client_of, instance):
    evidence_id = given(("a.pdf", pdf("工作方案")))
    file = db.session.get_one(Evidence, evidence_id).current.files[0]
    path_of(file.sha256).unlink()
    assert client_of("north").get(address(evidence_id)).status_code == 200  # the preview is there
    answer = client_of("north").get(address(evidence_id, rest="/download"))
    assert answer.status_code == 409 and "告知管理员" in text_of(answer)


@pytest.mark.parametrize("who", ["north", "member", "staff", "leader"])
def test_submitted_evidence_is_seen_by_both_sides(client_of, instance, who):
    _task_id, evidence_id = submitted()
    assert sees(client_of, who, evidence_id) == {200}


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("administrator", 403), ("", 302)])
def test_and_by_nobody_else(client_of, instance, who, status):
    _task_id, evidence_id = submitted()
    assert sees(client_of, who, evidence_id) == {status}


@pytest.mark.parametrize(("who", "back"), [("north", "/evidence/{1}"), ("staff", "/dashboard/tasks/{0}")])
def test_the_way_back(client_of, instance, who, back):
    ids = submitted()
    crumbs = client_of(who).get(address(ids[1])).text.split('class="crumbs"')[1].split("</nav>")[0]
    assert f'href="{back.format(*ids)}"' in crumbs


def test_what_serves_no_task_is_the_associations_own(client_of, instance):
    evidence_id = given(("a.jpg", picture()))
    assert sees(client_of, "member", evidence_id) == {200}
    assert sees(client_of, "staff", evidence_id) == {404}


def test_what_is_attached_is_seen_as_the_record_shows_it(client_of, instance):
    task_id = a_task()
    evidence_id = given(("a.jpg", picture()), task_id=task_id)
    assert sees(client_of, "staff", evidence_id) == {200}
    given_anew(evidence_id, ("b.png", picture("PNG")))
    assert sees(client_of, "staff", evidence_id, 1) == {404}
    assert sees(client_of, "staff", evidence_id, 2) == {200}
    with write_unit():
        detach(db.session.get_one(Task, task_id), evidence_id, by=Cast().north, at=now())
    assert sees(client_of, "staff", evidence_id, 2) == {404}


def test_a_version_given_after_the_submission_is_not_the_offices(client_of, instance):
    _task_id, evidence_id = submitted()
    given_anew(evidence_id, ("b.png", picture("PNG")))
    assert sees(client_of, "staff", evidence_id, 1) == {200}
    assert sees(client_of, "staff", evidence_id, 2) == {404}
    assert sees(client_of, "north", evidence_id, 2) == {200}


def test_what_was_taken_back_stays_in_the_record(client_of, instance):
    task_id, evidence_id = submitted()
    with write_unit():
        take_back(db.session.get_one(Task, task_id), by=Cast().north, at=now())
    assert sees(client_of, "staff", evidence_id) == {200}


@pytest.mark.parametrize(
    "rest", ["9999/versions/1/files/1", "{}/versions/2/files/1", "{}/versions/1/files/0", "{}/versions/1/files/2"]
)
def test_no_such_file(client_of, instance, rest):
    evidence_id = given(("a.jpg", picture()))
    assert client_of("north").get("/evidence/" + rest.format(evidence_id)).status_code == 404


def test_a_piece_without_files_has_none(client_of, instance):
    task_id = a_task()
    from tests.builders import attached_link

    assert client_of("north").get(address(attached_link(task_id))).status_code == 404


def test_only_for_reading(client_of, instance):
    evidence_id = given(("a.jpg", picture()))
    for rest in ADDRESSES:
        assert client_of("north").post(address(evidence_id, rest=rest)).status_code == 405


def test_the_files_stand_in_the_task_and_in_the_record_whatever_their_number(client_of, instance, counting_queries):
    numbers = []
    for count in (1, 4):
        files = [(f"{number}.jpg", picture(size=(40 + number, 30))) for number in range(count)]
        task_id, evidence_id = submitted(*files)
        for who, page in (("north", f"/tasks/{task_id}"), ("staff", f"/dashboard/tasks/{task_id}")):
            client = client_of(who)
            with counting_queries() as statements:
                answer = client.get(page)
            assert answer.text.count("/thumbnail.jpg") == count
            assert address(evidence_id, position=count) in answer.text
            numbers.append(len(statements))
    assert numbers[:2] == numbers[2:]


def test_names_are_escaped(client_of, instance):
    evidence_id = given(('<img src=x onerror="alert(1)">.jpg', picture()))
    for page in (address(evidence_id), f"/evidence/{evidence_id}"):
        assert "<img src=x" not in client_of("north").get(page).text
    assert db.session.scalars(select(Evidence)).all()
