"""The pages of the file that a notice came in, as pictures drawn by the program."""

import io
import shutil

import pytest
from PIL import Image

from tests.builders import TEXT, a_notice
from tests.files.making import pdf
from tests.notices.building import NOBODY
from tests.notices.originals import a_draft_from, a_notice_from


def page_of(client_of, notice_id: int, page: int = 1, who: str = "staff"):
    return client_of(who).get(f"/notices/{notice_id}/original/pages/{page}.jpg", buffered=True)


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_a_page(client_of, who):
    answer = page_of(client_of, a_notice_from(pdf("一", "二"), "通知.pdf"), 2, who)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert max(Image.open(io.BytesIO(answer.data)).size) == 1600
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "private" in answer.headers["Cache-Control"]


def test_made_anew_when_missing(app, client_of):
    notice_id = a_notice_from(pdf("一"), "通知.pdf")
    shutil.rmtree(app.config["INSTANCE"] / "previews")
    assert page_of(client_of, notice_id).status_code == 200


def test_the_text_page_shows_them(client_of):
    notice_id = a_notice_from(pdf("一", "二"), "通知.pdf")
    shown = client_of("leader").get(f"/notices/{notice_id}/text").text
    assert f'src="/notices/{notice_id}/original/pages/2.jpg"' in shown and shown.count('loading="lazy"') == 2
    assert "/original/pages/" not in client_of("north").get(f"/notices/{notice_id}/text").text


def test_no_such_page(client_of):
    notice_id = a_notice_from(pdf("一"), "通知.pdf")
    for page in (0, 2):
        assert page_of(client_of, notice_id, page).status_code == 404
    assert page_of(client_of, a_notice_from(TEXT.encode())).status_code == 404
    assert page_of(client_of, a_notice_from(b"<html><p>" + TEXT.encode(), "a.html")).status_code == 404
    assert page_of(client_of, a_notice()).status_code == page_of(client_of, NOBODY).status_code == 404


def test_a_draft_is_the_staffs_alone(client_of):
    notice_id = a_draft_from(pdf("一"), "通知.pdf")
    assert page_of(client_of, notice_id).status_code == 200
    assert page_of(client_of, notice_id, who="leader").status_code == 404


@pytest.mark.parametrize("who", ["north", "member", "head", "administrator"])
def test_wrong_role(client_of, who):
    assert page_of(client_of, a_notice_from(pdf("一"), "通知.pdf"), who=who).status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert page_of(client_of, a_notice_from(pdf("一"), "通知.pdf"), who="").status_code == 302


def test_wrong_method(client_of):
    assert client_of("staff").post(f"/notices/{a_notice()}/original/pages/1.jpg").status_code == 405
