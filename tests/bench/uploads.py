"""`python -m tests.bench.uploads`: many upload large files over slow lines while others tick.

One worker of the shipped server takes all of it. Ticks are timed by those who tick, quiet first, then while the files
come in; every file must arrive. `--files 20 --megabytes 50 --rate 200000` is the whole figure of docs/performance.md.
"""

import argparse
import http.client
import os
import tempfile
import threading
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from time import monotonic, perf_counter, sleep

from flask import Flask
from sqlalchemy import func, select, update

from checklist.db import db, write_unit
from checklist.files.models import StoredFile, Upload
from checklist.notices.models import Directive
from checklist.serving import HOST
from tests.bench.__main__ import prepared, say, what_the_secretary_has
from tests.bench.client import Client, WrongAnswer
from tests.bench.server import serving

PIECE = 16 * 1024
TICKERS = 2
PAUSE_SECONDS = 0.05
QUIET_SECONDS = 20
ANSWER_SECONDS = 120


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=5)
    parser.add_argument("--rate", type=int, default=200_000, help="bytes a second on every line")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "province"
        app = prepared(folder)
        _notice_id, task_ids = what_the_secretary_has(app)
        want_links(app)
        with serving("app:app", folder) as server:
            quiet = ticks_while(server.port, task_ids, lambda: sleep(QUIET_SECONDS))
            busy = ticks_while(server.port, task_ids, lambda: upload_all(server.port, wanted))
        count, largest = arrived(app)
    say("files that arrived", f"{count} of {wanted.files}", f"{largest / 1024 / 1024:.0f} MB each")
    for label, times in (("quiet", quiet), ("while files come in", busy)):
        say(f"tick, {label}", f"{p95(times) * 1000:.0f} ms", f"95th percentile of {len(times)}")
    say("ratio", f"{p95(busy) / p95(quiet):.2f}", "at most 2 is the aim")


def want_links(app: Flask) -> None:
    """Every directive wants one link, so that every task can be ticked with one."""
    with app.app_context():
        with write_unit():
            db.session.execute(update(Directive).values(evidence_kinds=["link"], least_evidence=1))
        db.engine.dispose()


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def arrived(app: Flask) -> tuple[int, int]:
    """How many files wait, and the size of the largest."""
    with app.app_context():
        sizes = select(func.count(), func.max(StoredFile.size)).join(Upload, Upload.file_id == StoredFile.id)
        count, largest = db.session.execute(sizes).one()
        db.session.remove()
        db.engine.dispose()
    return count, largest or 0


def ticks_while(port: int, task_ids: list[int], act: Callable[[], object]) -> list[float]:
    """The seconds that each tick took while something else was going on."""
    times: list[float] = []
    ended = threading.Event()
    tickers = [
        threading.Thread(target=tick_on, args=(port, task_ids[place::TICKERS], times, ended))
        for place in range(TICKERS)
    ]
    for ticker in tickers:
        ticker.start()
    try:
        act()
    finally:
        ended.set()
        for ticker in tickers:
            ticker.join()
    return times


def tick_on(port: int, task_ids: list[int], times: list[float], ended: threading.Event) -> None:
    """Tick one task after the other with a link, and take it back, until told to stop."""
    client = Client(port)
    client.sign_in("secretary")
    token = client.token(client.get(f"/tasks/{task_ids[0]}", "csrf_token"))
    for task_id in cycle(task_ids):
        if ended.is_set():
            return
        began = perf_counter()
        client.post(f"/tasks/{task_id}/submission", csrf_token=token, kind="link", url="https://north.example/1")
        times.append(perf_counter() - began)
        client.post(f"/tasks/{task_id}/take-back", csrf_token=token)
        sleep(PAUSE_SECONDS)


def upload_all(port: int, wanted: argparse.Namespace) -> None:
    """All at once, each on a line of its own; raises WrongAnswer when one of them was not taken."""
    client = Client(port)
    client.sign_in("secretary")
    token = client.token(
        client.get("/checklist", "csrf-token").replace('name="csrf-token" content', 'name="csrf_token" value')
    )
    answers: list[int] = []
    lines = [
        threading.Thread(target=lambda place=place: answers.append(upload(port, client.cookies, token, place, wanted)))
        for place in range(wanted.files)
    ]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    if answers != [200] * wanted.files:
        raise WrongAnswer(f"uploads were answered with {answers}")


def a_scan(size: int) -> bytes:
    """A PDF of one empty page with something large in it, of no two calls the same."""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Length %d>>stream\n%s\nendstream" % (size, os.urandom(size)),
    )
    pdf, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + end % (table, len(pdf))


def upload(port: int, cookies: dict[str, str], token: str, place: int, wanted: argparse.Namespace) -> int:
    """Send one file at that many bytes a second; returns the status of the answer."""
    content = a_scan(wanted.megabytes * 1024 * 1024 - 1024)
    head = (
        b'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\ntask-1\r\n--x\r\n'
        b'Content-Disposition: form-data; name="files"; filename="record-%d.pdf"\r\n\r\n' % place
    )
    body = head + content + b"\r\n--x--\r\n"
    connection = http.client.HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
    connection.putrequest("POST", "/uploads")
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(len(body)),
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": token,
        "HX-Request": "true",
    }
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    began = monotonic()
    for start in range(0, len(body), PIECE):
        connection.send(body[start : start + PIECE])
        sleep(max(began + (start + PIECE) / wanted.rate - monotonic(), 0))
    answer = connection.getresponse()
    answer.read()
    return answer.status


if __name__ == "__main__":
    main()
