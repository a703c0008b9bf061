"""A small picture of a file that waits, for whoever picked it."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from checklist.db import db
from checklist.files.models import Upload
from tests.files.sending import a_file, send_files


def a_photograph() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (400, 300), (120, 160, 90)).save(picture, "JPEG")
    return picture.getvalue()


@pytest.fixture
def upload_id(client_of) -> int:
    answer = send_files(client_of("north"), a_file("照片.jpg", a_photograph()))
    upload_id = db.session.scalars(select(Upload.id)).one()
    assert f"/uploads/{upload_id}/picture.jpg" in answer.text
    return upload_id


def test_a_small_picture(client_of, upload_id):
    answer = client_of("north").get(f"/uploads/{upload_id}/picture.jpg")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert max(Image.open(BytesIO(answer.data)).size) <= 400
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer.headers["Cache-Control"]
    answer.close()


def test_of_a_text_there_is_none(client_of):
    answer = send_files(client_of("north"), a_file())
    assert "<img" not in answer.text
    upload_id = db.session.scalars(select(Upload.id)).one()
    assert client_of("north").get(f"/uploads/{upload_id}/picture.jpg").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("member", 404), ("south", 404), ("staff", 403), ("", 302)])
def test_it_is_for_whoever_picked_it(client_of, upload_id, who, status):
    assert client_of(who).get(f"/uploads/{upload_id}/picture.jpg").status_code == status


def test_only_for_reading(client_of, upload_id):
    assert client_of("north").post(f"/uploads/{upload_id}/picture.jpg").status_code == 405
