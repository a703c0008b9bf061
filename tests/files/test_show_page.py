"""Pictures of pages, drawn anew: all that a browser shows of a file. Who may: tests/files/test_show_file.py."""

import io
import shutil

from PIL import Image

from tests.files.giving import given
from tests.files.making import pdf, photograph_with_place
from tests.files.test_show_file import address


def test_a_page(client_of, store):
    evidence_id = given(("a.pdf", pdf("一", "二")))
    answer = client_of("north").get(address(evidence_id, rest="/pages/2.jpg"), buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert max(Image.open(io.BytesIO(answer.data)).size) == 1600
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "inline" in answer.headers.get("Content-Disposition", "inline")
    assert "private" in answer.headers["Cache-Control"]


def test_a_photograph_without_its_place(client_of, store):
    evidence_id = given(("a.jpg", photograph_with_place()))
    answer = client_of("north").get(address(evidence_id, rest="/pages/1.jpg"), buffered=True)
    assert b"CAMERA" not in answer.data


def test_known_again(client_of, store):
    evidence_id = given(("a.pdf", pdf("一", "二")))
    first, second = (
        client_of("north").get(address(evidence_id, rest=f"/pages/{page}.jpg"), buffered=True) for page in (1, 2)
    )
    assert first.headers["ETag"] != second.headers["ETag"]
    headers = {"If-None-Match": first.headers["ETag"]}
    assert (
        client_of("north").get(address(evidence_id, rest="/pages/1.jpg"), headers=headers, buffered=True).status_code
        == 304
    )


def test_made_anew_when_missing(client_of, store):
    evidence_id = given(("a.pdf", pdf("一")))
    shutil.rmtree(store / "previews")
    assert client_of("north").get(address(evidence_id, rest="/pages/1.jpg"), buffered=True).status_code == 200


def test_no_such_page(client_of, store):
    evidence_id = given(("a.pdf", pdf("一")), ("a.txt", "文字".encode()))
    for position, page in ((1, 0), (1, 2), (2, 1)):
        answer = client_of("north").get(
            address(evidence_id, position=position, rest=f"/pages/{page}.jpg"), buffered=True
        )
        assert answer.status_code == 404
