"""A small picture of a file, in lists. Who may: tests/files/test_show_file.py."""

import io

from PIL import Image

from tests.files.giving import given
from tests.files.making import docx, pdf, picture
from tests.files.test_show_file import address


def test_small_and_square(client_of, store):
    evidence_id = given(("a.jpg", picture("JPEG", (2000, 900))), ("b.pdf", pdf("一")))
    for position in (1, 2):
        answer = client_of("north").get(address(evidence_id, position=position, rest="/thumbnail.jpg"), buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        assert Image.open(io.BytesIO(answer.data)).size == (240, 240)
        assert "private" in answer.headers["Cache-Control"]


def test_of_what_has_no_pages_there_is_none(client_of, store):
    evidence_id = given(("a.docx", docx()))
    assert client_of("north").get(address(evidence_id, rest="/thumbnail.jpg"), buffered=True).status_code == 404
    assert "thumbnail.jpg" not in client_of("north").get(f"/evidence/{evidence_id}").text
