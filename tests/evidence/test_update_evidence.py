"""A newer version supersedes the one there is; what was submitted stays as it was."""

import threading

import pytest
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, give
from checklist.evidence.models import Evidence
from checklist.evidence.voiding import void
from checklist.files.models import StoredFile, Upload
from checklist.journal.models import ORGANIZATION, Event, Journal
from checklist.journal.verifying import verify_all
from checklist.tasks.models import Submission, Task
from tests.builders import a_submitted_task, an_accepted_task
from tests.cast import Cast
from tests.evidence.pieces import a_newer_version, a_piece
from tests.pages import text_of

URL = "https://north.example/b"


def send(client, evidence_id: int, *, htmx: bool = False, **fields):
    return client.post(f"/evidence/{evidence_id}", data={"version": "1", "url": URL, **fields}, htmx=htmx)


def versions_of(evidence_id: int) -> list[tuple[int, str]]:
    db.session.remove()
    return [(v.number, v.title) for v in db.session.get_one(Evidence, evidence_id).versions]


def events(name: str) -> list[Event]:
    return list(db.session.scalars(select(Event).join(Journal).where(Event.name == name, Journal.kind == ORGANIZATION)))


def an_upload(evidence_id: int, name: str, sha256: str) -> int:
    """A file that the secretary picked for the form of a newer version."""
    with write_unit():
        file = StoredFile(sha256=sha256, size=3, media_type="image/jpeg", pages=1, has_text=False, stored_at=now())
        upload = Upload(
            organization_id=Cast().north.organization_id,
            form=f"evidence-{evidence_id}",
            file=file,
            name=name,
            uploaded_at=now(),
            uploaded_by_id=Cast().north.id,
            visitor="",
        )
        db.session.add(upload)
        db.session.flush()
        return upload.id


def a_file_piece(*names: str) -> int:
    """A piece of north with these files."""
    uploads = [an_upload(0, name, f"{number:064x}") for number, name in enumerate(names)]
    with write_unit():
        picked = tuple(db.session.get_one(Upload, id) for id in uploads)
        north = Cast().north
        return give(north.organization_id, "file", Piece("照片", picked=picked), by=north, at=now()).id


def names_of(evidence_id: int) -> list[str]:
    db.session.remove()
    current = db.session.get_one(Evidence, evidence_id).current
    names = [file["name"] for file in current.content.get("files", [])]
    assert [file.sha256 for file in current.files] == [file["sha256"] for file in current.content.get("files", [])]
    return names


def test_a_newer_version(client_of):
    evidence_id = a_piece("初稿")
    answer = send(client_of("north"), evidence_id, title="定稿", note="已修改", happened_on="2026-11-20")
    assert (answer.status_code, answer.location) == (303, f"/evidence/{evidence_id}")
    assert versions_of(evidence_id) == [(1, "初稿"), (2, "定稿")]
    current = db.session.get_one(Evidence, evidence_id).current
    assert (current.content["url"], current.note, str(current.happened_on)) == (URL, "已修改", "2026-11-20")
    [event] = events("evidence.revised")
    assert event.facts["version"] == 2 and "定稿" not in str(event.facts)
    assert verify_all() == []


def test_under_htmx_the_page_of_the_piece_is_opened(client_of):
    evidence_id = a_piece()
    answer = send(client_of("north"), evidence_id, title="定稿", htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/evidence/{evidence_id}")


def test_the_same_again_changes_nothing(client_of):
    evidence_id = a_piece("初稿")
    for _twice in range(2):
        assert send(client_of("north"), evidence_id, title="定稿").status_code == 303
    assert len(versions_of(evidence_id)) == 2
    assert len(events("evidence.revised")) == 1


def test_what_stands_sent_as_it_is_changes_nothing(client_of):
    evidence_id = a_piece("初稿", note="说明", url=URL, channel="weibo", reads=7)
    send(client_of("north"), evidence_id, title="初稿", note="说明", channel="weibo", reads="7")
    assert versions_of(evidence_id) == [(1, "初稿")]
    assert events("evidence.revised") == []


def test_who_comes_second_is_told_what_the_first_did(client_of):
    evidence_id = a_piece("初稿", by="member")
    a_newer_version(evidence_id, "陈晓的", by="north")
    answer = send(client_of("member"), evidence_id, title="吴岚的")
    assert answer.status_code == 409
    assert "陈晓已于 11月24日 09:00 更新了这份材料（第 2 版）" in text_of(answer)
    assert "吴岚的" in answer.text
    assert versions_of(evidence_id) == [(1, "初稿"), (2, "陈晓的")]


def test_two_at_once_are_one_version(app, cast, client_of):
    evidence_id = a_piece("初稿")
    clients = [client_of("north") for _number in range(4)]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda c=client: answers.append(send(c, evidence_id, title="定稿").status_code))
        for client in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert len(versions_of(evidence_id)) == 2
    assert verify_all() == []


@pytest.mark.parametrize("task", [a_submitted_task, an_accepted_task])
def test_what_was_submitted_keeps_its_version(client_of, task):
    task_id = task()
    evidence_id = db.session.get_one(Task, task_id).attached[0].id
    send(client_of("north"), evidence_id, title="定稿")
    db.session.remove()
    [submission] = db.session.scalars(select(Submission))
    assert [(version.evidence_id, version.number) for version in submission.evidence] == [(evidence_id, 1)]


def test_the_office_sees_that_there_is_a_newer_version(client_of):
    task_id = a_submitted_task()
    send(client_of("north"), db.session.get_one(Task, task_id).attached[0].id, title="定稿")
    page = text_of(client_of("staff").get(f"/dashboard/tasks/{task_id}"))
    assert "工作方案" in page
    assert "第 1 版" in page and "现在是第 2 版" in page


def test_files_stay_unless_they_are_taken_out_and_new_ones_come_behind(client_of):
    evidence_id = a_file_piece("甲.jpg", "乙.jpg")
    upload_id = an_upload(evidence_id, "丙.jpg", "f" * 64)
    page = client_of("north").get(f"/evidence/{evidence_id}/edit").text
    assert page.index("甲.jpg") < page.index("乙.jpg")
    for _twice in range(2):
        sent = {"title": "照片", "kept": ["2"], "uploads": [str(upload_id)]}
        assert send(client_of("north"), evidence_id, **sent).status_code == 303
    assert names_of(evidence_id) == ["乙.jpg", "丙.jpg"]
    assert len(versions_of(evidence_id)) == 2
    assert verify_all() == []


def test_all_files_kept_is_the_same_piece(client_of):
    evidence_id = a_file_piece("甲.jpg", "乙.jpg")
    send(client_of("north"), evidence_id, title="照片", kept=["1", "2"])
    assert len(versions_of(evidence_id)) == 1


def test_without_any_file_a_piece_of_files_is_refused_and_what_was_typed_stays(client_of):
    evidence_id = a_file_piece("甲.jpg")
    answer = send(client_of("north"), evidence_id, title="没有照片的照片")
    assert answer.status_code == 422
    assert "请选择照片或文件" in text_of(answer)
    assert "没有照片的照片" in answer.text
    assert 'name="kept" value="1">' in answer.text


def test_another_organizations_file_is_not_taken(client_of):
    evidence_id = a_file_piece("甲.jpg")
    upload_id = an_upload(evidence_id, "南山.jpg", "e" * 64)
    with write_unit():
        db.session.get_one(Upload, upload_id).uploaded_by_id = Cast().member.id
    send(client_of("north"), evidence_id, title="照片", kept=["1"], uploads=[str(upload_id)])
    assert names_of(evidence_id) == ["甲.jpg"]


@pytest.mark.parametrize("htmx", [False, True])
def test_what_does_not_hold_is_said_and_kept(client_of, htmx):
    evidence_id = a_piece("初稿")
    answer = send(client_of("north"), evidence_id, url="明天再报", title="定稿", htmx=htmx)
    assert answer.status_code == 422
    assert "没有找到网址" in text_of(answer)
    assert "定稿" in answer.text and "明天再报" in answer.text
    assert ("<!doctype" in answer.text.lower()) != htmx
    assert versions_of(evidence_id) == [(1, "初稿")]


def test_a_version_that_there_is_not_is_not_found(client_of):
    evidence_id = a_piece()
    for version in ("0", "2", "x", "-1", "9" * 30, ""):
        assert send(client_of("north"), evidence_id, version=version).status_code == 404


def test_a_member_revises_own_pieces_only(client_of):
    own, others = a_piece(by="member"), a_piece("别人的")
    assert send(client_of("member"), own, title="定稿").status_code == 303
    answer = send(client_of("member"), others, title="定稿")
    assert answer.status_code == 409
    assert "由陈晓提供" in text_of(answer)
    assert versions_of(others) == [(1, "别人的")]


def test_what_was_voided_is_not_revised(client_of, cast):
    evidence_id = a_piece("初稿")
    with write_unit():
        void(db.session.get_one(Evidence, evidence_id), "传错了", by=cast.north, at=now())
    answer = send(client_of("north"), evidence_id, title="定稿")
    assert answer.status_code == 409
    assert "已作废" in text_of(answer)


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("staff", 403), ("", 401)])
def test_it_is_the_associations_to_do(client_of, who, status):
    evidence_id = a_piece("初稿")
    assert send(client_of(who), evidence_id, title="定稿").status_code == status
    assert versions_of(evidence_id) == [(1, "初稿")]


def test_a_stale_token_keeps_what_was_typed(client_of):
    evidence_id = a_piece("初稿")
    answer = client_of("north").post(
        f"/evidence/{evidence_id}", data={"version": "1", "url": URL, "csrf_token": "stale"}, token=False
    )
    assert answer.status_code == 419
    assert URL in answer.text
