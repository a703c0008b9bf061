"""A program that is killed while files come in: each file is whole and listed, or it is not there at all.

Six times here; `pytest tests/serving/test_killing.py --killings=200 -s` does it as often as one likes.
"""

import hashlib
import http.client
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from random import Random
from time import sleep

from sqlalchemy import select

from checklist.db import db
from checklist.files.models import Upload
from checklist.serving import HOST
from tests.serving.started import Served

FILES_AT_ONCE = 4
MOST_SECONDS_BEFORE = 2.5


def content_of(number: int) -> bytes:
    """Half a megabyte of text or more, of no two numbers the same."""
    return f"{number:06d} 科普活动记录，参加人数若干。\n".encode() * (12_000 + number % 7 * 4_000)


def test_each_file_is_whole_and_listed_or_absent(start, signed_in, tmp_path, pytestconfig):
    random, answered, numbers = Random(4), [], iter(range(1_000_000))  # noqa: S311
    killings = pytestconfig.getoption("--killings")
    for _time in range(killings):
        served: Served = start("serve")
        served.until_ready()
        headers = signed_in(served.port)
        senders = [
            threading.Thread(target=send, args=(served.port, headers, next(numbers), answered))
            for _place in range(FILES_AT_ONCE)
        ]
        for sender in senders:
            sender.start()
        sleep(random.uniform(0, MOST_SECONDS_BEFORE))
        kill(served)
        for sender in senders:
            sender.join()
        listed = whole_files(tmp_path / "instance" / "files")
        assert set(answered) <= listed, "what was answered as taken is there"
    print(f"{killings} killings, {next(numbers)} files: {len(answered)} answered, {len(listed)} listed and whole")


def send(port: int, headers: dict[str, str], number: int, answered: list[str]) -> None:
    """Send one file; its name is noted when the program says that it has it."""
    name = f"{number}.txt"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\ntask-%d\r\n--x\r\n'
        b'Content-Disposition: form-data; name="files"; filename="%s"\r\n\r\n' % (number + 1, name.encode())
    )
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    with suppress(OSError, http.client.HTTPException):  # it was killed
        connection.request("POST", "/uploads", body + content_of(number) + b"\r\n--x--\r\n", headers)
        answer = connection.getresponse()
        if answer.status == 200 and name in answer.read().decode():
            answered.append(name)
    connection.close()


def kill(served: Served) -> None:
    """All of its processes, none of which is asked."""
    family = served.family()
    os.kill(served.process.pid, signal.SIGKILL)
    for process in family:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    served.process.wait()


def whole_files(folder: Path) -> set[str]:
    """The names of the files that are listed. Fails where one is not whole, or where bytes are not what they are
    kept as; what nobody lists yet may lie there, whole, until it is swept."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    listed = set()
    db.session.remove()
    for upload in db.session.scalars(select(Upload)):
        content = (folder / upload.file.sha256[:2] / upload.file.sha256).read_bytes()
        assert content == content_of(int(upload.name.removesuffix(".txt"))), upload.name
        listed.add(upload.name)
    db.session.remove()
    return listed
