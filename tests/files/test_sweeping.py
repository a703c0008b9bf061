"""The sweep: what a crash left is found, what nobody refers to goes, what has suffered is told; the rest stays."""

import os
from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select, update

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.importing import Purpose, begin, hand_in
from checklist.drafting.importing import path_of as handed_in_path
from checklist.files.isolating import preview_folder
from checklist.files.models import StoredFile, Upload
from checklist.files.previewing import page_picture
from checklist.files.storing import path_of
from checklist.jobs.outcome import Outcome
from checklist.jobs.running import run_here
from checklist.jobs.sweeping import sweep_files
from checklist.jobs.wording import result_words
from tests.cast import Cast
from tests.files.giving import given, kept, uploads
from tests.files.making import pdf, picture

NOTHING = {"uploads": 0, "rows": 0, "bytes": 0, "incoming": 0, "previews": 0}
TWO_DAYS = timedelta(days=2)


def swept(at: datetime, **removed: int) -> Outcome:
    outcome = sweep_files(at)
    assert outcome == Outcome(True, "files_swept", NOTHING | removed)
    return outcome


def waiting(data: bytes, *, days: int = 0) -> StoredFile:
    """A file that waits for a form since so many days."""
    file = kept(data)
    with write_unit():
        [upload] = uploads(("a.jpg", data), organization_id=Cast().north.organization_id)
        upload.uploaded_at = now() - timedelta(days=days)
    return file


def age(path, days: int = 2) -> None:
    moment = (now() - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def test_what_is_in_use_stays(store, cast):
    given(("a.jpg", picture()))
    waiting(picture("PNG"), days=29)
    for later in (timedelta(), timedelta(days=1)):
        swept(now() + later)
    assert len(db.session.scalars(select(StoredFile)).all()) == 2
    assert all(path_of(row.sha256).is_file() for row in db.session.scalars(select(StoredFile)))


def test_a_file_of_evidence_stays_for_ever(store, cast):
    """Only the row that says that it once waited for a form goes."""
    given(("a.jpg", picture()))
    swept(now() + timedelta(hours=23))
    swept(now() + timedelta(days=4000), uploads=1)
    assert len(db.session.scalars(select(StoredFile)).all()) == 1
    assert db.session.scalars(select(Upload)).all() == []


def test_what_was_never_sent_goes_after_thirty_days_with_its_bytes(store, cast):
    file = waiting(picture(), days=31)
    swept(now(), uploads=1)  # the row is of today
    swept(now() + TWO_DAYS, rows=1, bytes=1)
    assert db.session.scalars(select(Upload)).all() == []
    assert not path_of(file.sha256).exists() and not preview_folder(file.sha256).exists()


def test_bytes_without_a_row_go_after_a_day(store, cast):
    file = kept(picture())
    with write_unit():
        db.session.delete(db.session.get_one(StoredFile, file.id))
    swept(now() + timedelta(hours=23))
    swept(now() + timedelta(hours=25), bytes=1)
    assert not path_of(file.sha256).exists()


def test_bytes_that_are_kept_again_are_young(store, cast):
    file = kept(picture())
    with write_unit():
        db.session.delete(db.session.get_one(StoredFile, file.id))
    age(path_of(file.sha256))
    kept(picture())
    swept(now())
    assert path_of(file.sha256).is_file()


def test_a_row_that_nothing_refers_to_goes(store, cast):
    first, second = kept(picture()), waiting(picture("PNG"))
    swept(now() + TWO_DAYS, rows=1, bytes=1)
    assert db.session.scalars(select(StoredFile.id)).all() == [second.id]
    assert not path_of(first.sha256).exists()


def test_what_a_crash_left_on_the_way_in(store, cast):
    kept(picture())
    folder = store / "files" / "incoming"
    for name in ("new", "old"):
        (folder / name).write_bytes(b"half")
    making = store / "previews" / "making" / "left"
    making.mkdir()
    age(folder / "new", 0)
    age(folder / "old")
    age(making)
    swept(now(), incoming=1, previews=1)
    assert [path.name for path in folder.iterdir()] == ["new"]


def test_previews_of_nothing(store, cast):
    folder = preview_folder("ab" * 32)
    folder.mkdir(parents=True)
    age(folder)
    swept(now(), previews=1)
    assert not folder.exists()


def test_previews_may_be_deleted(store, cast):
    given(("a.pdf", pdf("一")))
    file = db.session.scalars(select(StoredFile)).one()
    import shutil

    shutil.rmtree(store / "previews")
    swept(now())
    assert page_picture(file, 1).is_file()


def test_bytes_that_suffered_and_bytes_that_are_gone_are_told(store, cast):
    given(("a.jpg", picture()), ("b.png", picture("PNG")), ("c.gif", picture("GIF")))
    first, second, _third = db.session.scalars(select(StoredFile).order_by(StoredFile.id)).all()
    path_of(first.sha256).unlink()
    data = bytearray(path_of(second.sha256).read_bytes())
    data[-1] ^= 1
    path_of(second.sha256).write_bytes(data)
    outcome = sweep_files(now())
    assert (outcome.is_successful, outcome.result) == (False, "files_damaged")
    assert outcome.facts == NOTHING | {"missing": 1, "altered": 1, "first": first.sha256}
    job = run_here("sweep-files")
    assert "1 个文件的内容找不到" in result_words(job) and first.sha256 in result_words(job)


def test_as_a_job(app, store, cast):
    waiting(picture(), days=31)
    with write_unit():
        db.session.execute(update(StoredFile).values(stored_at=now() - TWO_DAYS))
    job = run_here("sweep-files")
    assert "上传记录 1 条" in result_words(job) and "文件记录 1 条" in result_words(job)
    done = app.test_cli_runner().invoke(args=["job", "run", "sweep-files"])
    assert done.exit_code == 0, done.output


def test_where_no_file_was_ever_kept(store, cast):
    swept(now())


def test_notices_that_were_handed_in_go_a_day_after_they_ended(store, cast):
    """What still waits to be read stays, however long the runner is away."""
    with write_unit():
        waits = begin(hand_in(BytesIO(b"a")), "", is_pasted=True, purpose=Purpose(), by=Cast().staff, at=now()).waiting
        ended = begin(hand_in(BytesIO(b"b")), "", is_pasted=True, purpose=Purpose(), by=Cast().staff, at=now())
        ended.ended_at, ended.problem, gone = now(), "too_heavy", ended.waiting
    for name in (waits, gone):
        os.utime(handed_in_path(name), (0, 0))
    swept(now(), incoming=1)
    assert handed_in_path(waits).exists() and not handed_in_path(gone).exists()


def test_where_a_child_worked_that_was_ended_with_its_runner(store, cast):
    left = handed_in_path("tmpleft")
    left.mkdir(parents=True)
    (left / "notice.doc").write_bytes(b"words")
    age(left)
    swept(now(), incoming=1)
    assert not left.exists()
