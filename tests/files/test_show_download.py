"""A file is saved under a telling name; no browser runs anything of it. Who may: tests/files/test_show_file.py."""

from urllib.parse import quote

import pytest
from sqlalchemy import event

from checklist.db import db
from tests.files.giving import given, submitted
from tests.files.making import pdf, picture
from tests.files.test_show_file import address


def saved(client_of, evidence_id: int, position: int = 1, who: str = "north", **headers: str):
    return client_of(who).get(address(evidence_id, position=position, rest="/download"), headers=headers, buffered=True)


def test_under_a_telling_name(client_of, store):
    data = pdf("工作方案")
    _task_id, evidence_id = submitted(("扫描件001.PDF", data))
    answer = saved(client_of, evidence_id, who="staff")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, data, "application/pdf")
    name = quote("示例省北辰医学会-制定科普周工作方案-20261124.pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert f"filename*=UTF-8''{name}" in answer.headers["Content-Disposition"]


def test_no_browser_runs_it(client_of, store):
    evidence_id = given(("网页.html", "一些文字 <script>alert(1)</script>".encode()))
    answer = saved(client_of, evidence_id)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Disposition"].endswith(".txt")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.mimetype == "application/octet-stream"


def test_the_browsers_copy_is_private_and_known_again(client_of, store):
    evidence_id = given(("a.jpg", picture()))
    answer = saved(client_of, evidence_id)
    assert "private" in answer.headers["Cache-Control"] and "no-store" not in answer.headers["Cache-Control"]
    again = saved(client_of, evidence_id, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("encoding", ["", "gzip, br"])
@pytest.mark.parametrize(("name", "data"), [("a.jpg", picture("JPEG", (900, 900))), ("a.txt", b"text " * 500)])
def test_in_parts(client_of, store, name, data, encoding):
    evidence_id = given((name, data))
    headers = {"Accept-Encoding": encoding} if encoding else {}
    answer = saved(client_of, evidence_id, Range="bytes=100-199", **headers)
    assert (answer.status_code, answer.data) == (206, data[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(data)}"
    assert saved(client_of, evidence_id, Range=f"bytes={len(data)}-").status_code == 416
    assert saved(client_of, evidence_id, **headers).data == data


def test_a_slow_download_holds_nothing_of_the_database(app, cast, client_of, store):
    evidence_id = given(("a.jpg", picture()))
    client = client_of("north")
    out: set[int] = set()

    @event.listens_for(db.engine, "checkout")
    def taken(connection, *_rest) -> None:  # noqa: ANN001
        out.add(id(connection))

    @event.listens_for(db.engine, "checkin")
    def given_back(connection, *_rest) -> None:  # noqa: ANN001
        out.discard(id(connection))

    try:
        answer = client.get(address(evidence_id, rest="/download"), buffered=False)
        pieces = answer.iter_encoded()
        assert next(pieces)
        assert out == set()
        answer.close()
    finally:
        event.remove(db.engine, "checkout", taken)
        event.remove(db.engine, "checkin", given_back)
