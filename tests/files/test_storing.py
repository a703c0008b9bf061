"""The bytes of a file: whole or not at all, the same once, and never more than may be."""

import errno
import io
import os
import signal
import subprocess
import sys
import threading
from hashlib import sha256

import pytest
from PIL import Image
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.files import storing
from checklist.files.models import StoredFile
from checklist.files.storing import Unacceptable, keep, path_of, stored_file
from tests.files.giving import MOST, kept
from tests.files.making import picture


def files_in(store) -> list[str]:
    return sorted(path.name for path in (store / "files").rglob("*") if path.is_file() and path.name != "bytes.lock")


def test_kept_under_its_digest(store):
    data = picture()
    file = keep(io.BytesIO(data), "../照片\0.jpg", most_bytes=MOST, at=now())
    digest = sha256(data).hexdigest()
    assert (file.name, file.sha256, file.size) == ("照片 .jpg", digest, len(data))
    assert (file.media_type, file.pages, file.has_text) == ("image/jpeg", 1, False)
    assert path_of(digest) == store / "files" / digest[:2] / digest
    assert path_of(digest).read_bytes() == data
    assert files_in(store) == [digest]
    assert path_of(digest).stat().st_mtime == now().timestamp()


def test_the_same_bytes_once(store):
    first, second = kept(picture(), "a.jpg"), kept(picture(), "b.jpg")
    assert first.id == second.id
    assert len(files_in(store)) == 1
    assert len(db.session.scalars(select(StoredFile)).all()) == 1


def test_two_at_once(app, store, cast):
    rows: list[int] = []

    def keep_one() -> None:
        with app.test_request_context():
            rows.append(kept(picture("PNG")).id)

    threads = [threading.Thread(target=keep_one) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows) == 4 and len(set(rows)) == 1
    assert len(files_in(store)) == 1


def test_bytes_that_had_suffered_are_healed(store):
    data = picture()
    file = keep(io.BytesIO(data), "a.jpg", most_bytes=MOST, at=now())
    path_of(file.sha256).write_bytes(b"x")
    keep(io.BytesIO(data), "a.jpg", most_bytes=MOST, at=now())
    assert path_of(file.sha256).read_bytes() == data


def test_not_one_byte_too_many(store):
    data = picture()
    assert keep(io.BytesIO(data), "a.jpg", most_bytes=len(data), at=now()).size == len(data)
    with pytest.raises(Unacceptable) as problem:
        keep(io.BytesIO(data + b"\0"), "b.jpg", most_bytes=len(data), at=now())
    assert "文件超过" in problem.value.sentence
    assert files_in(store) == [sha256(data).hexdigest()]


def test_a_stream_that_breaks_leaves_nothing(store):
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "the client went away")

    with pytest.raises(OSError):
        keep(Broken(), "a.jpg", most_bytes=MOST, at=now())
    assert files_in(store) == []


# Runs `keep` in a process of its own, whose limit on the size of files stands for a disk with no room left.
FULL_DISK = """
import io, resource, sys
from pathlib import Path
from checklist import create_app
from checklist.clock import now
from checklist.files.storing import Unacceptable, keep
from tests.files.making import picture

small, large = picture(), picture("PNG", (400, 300)) + bytes(200_000)
app = create_app({"INSTANCE_PATH": sys.argv[1]})
with app.test_request_context():
    keep(io.BytesIO(small), "a.jpg", most_bytes=10**7, at=now())
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    try:
        keep(io.BytesIO(large), "b.png", most_bytes=10**7, at=now())
    except Unacceptable as problem:
        print(problem.sentence)
    print(keep(io.BytesIO(small + b"0"), "c.jpg", most_bytes=10**7, at=now()).size - len(small))
left = [path for path in Path(sys.argv[1], "files").rglob("*") if path.is_file() and path.name != "bytes.lock"]
print(len(left))
"""


def test_a_full_disk_leaves_nothing_half_written_and_the_rest_works(tmp_path):
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True)
    sentence, extra, left = done.stdout.splitlines()
    assert "存储空间不足" in sentence
    assert (extra, left) == ("1", "2")


KILLED = """
import io, os, signal, sys
from checklist import create_app
from checklist.clock import now
from checklist.files import storing
from tests.files.making import picture

app = create_app({"INSTANCE_PATH": sys.argv[1]})
with app.test_request_context():
    place = storing._place
    def killed(*what):
        if sys.argv[2] == "after":
            place(*what)
        os.kill(os.getpid(), signal.SIGKILL)
    storing._place = killed
    storing.keep(io.BytesIO(picture()), "a.jpg", most_bytes=10**7, at=now())
"""


@pytest.mark.parametrize(
    ("moment", "places"), [("before", {"incoming"}), ("after", {sha256(picture()).hexdigest()[:2]})]
)
def test_killed_around_the_rename_the_bytes_are_whole_or_incoming(tmp_path, moment, places):
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], check=False)
    assert done.returncode == -signal.SIGKILL
    left = [path for path in (tmp_path / "files").rglob("*") if path.is_file() and path.name != "bytes.lock"]
    assert {path.parent.name for path in left} == places
    assert [path.read_bytes() for path in left] == [picture()]


def test_a_row_once_even_when_somebody_else_was_faster(app, store, cast):
    """On PostgreSQL the other's row is seen only when it is committed; SQLite's writers come one after another."""
    file = keep(io.BytesIO(picture()), "a.jpg", most_bytes=MOST, at=now())
    with write_unit():
        first = stored_file(file, now())
        assert stored_file(file, now()).id == first.id
    assert len(db.session.scalars(select(StoredFile)).all()) == 1


def test_the_folders_are_nobody_elses(store):
    keep(io.BytesIO(picture()), "a.jpg", most_bytes=MOST, at=now())
    assert {oct((store / "files" / name).stat().st_mode & 0o077) for name in os.listdir(store / "files") if len(name) == 2} == {"0o0"}  # fmt: skip  # noqa: E501, PTH208
    assert storing.CHUNK <= 1024 * 1024


NO_ROOM = """
import io, os, sys
from pathlib import Path
from checklist import create_app
from checklist.clock import now
from checklist.files.storing import Unacceptable, keep

app = create_app({"INSTANCE_PATH": sys.argv[1]})
with app.test_request_context():
    for data in (os.urandom(3_000_000), Path(sys.argv[2]).read_bytes()):
        try:
            keep(io.BytesIO(data), "a", most_bytes=10**7, at=now())
        except Unacceptable as problem:
            print(problem.sentence)
print([path.name for path in Path(sys.argv[1], "files", "incoming").iterdir()])
"""


def test_a_disk_that_is_full_in_truth(tmp_path):
    """Room for the small file, none for the large one, and none for the preview of a picture."""
    disk, small = tmp_path / "disk", tmp_path / "small.png"
    disk.mkdir()
    # The same noise again and again packs well as a PNG, and not at all as the JPEG of its preview.
    tile, pattern = Image.effect_noise((64, 64), 90), Image.new("L", (1536, 1536))
    for at in range(24 * 24):
        pattern.paste(tile, (at % 24 * 64, at // 24 * 64))
    pattern.save(small)
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(disk)], check=False)  # noqa: S607
    if mount.returncode:
        pytest.skip("needs the right to mount")
    try:
        done = subprocess.run(
            [sys.executable, "-c", NO_ROOM, str(disk), str(small)], capture_output=True, text=True, check=True
        )
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607
    first, second, left = done.stdout.splitlines()
    assert "存储空间不足" in first
    assert "存储空间不足" in second
    assert left == "[]"
