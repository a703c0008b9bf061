"""The secretary looks at the files of a contribution before deciding on it; nobody else does."""

import pytest
from sqlalchemy import select

from checklist.db import db
from checklist.helping.models import Contribution
from tests.builders import a_task
from tests.files.sending import a_file
from tests.helping.linking import HELPER, a_helper_link
from tests.pages import text_of
from tests.visiting.sending import a_photograph, give_files


@pytest.fixture
def address(client_of) -> str:
    task_id = a_task()
    photograph = a_file("照片.jpg", a_photograph())
    give_files(client_of(""), a_helper_link(task_id), task_id, photograph, a_file("记录.txt"))
    return f"/contributions/{db.session.scalars(select(Contribution.id)).one()}/files"


def test_each_file_with_what_can_be_shown_of_it(client_of, address):
    page = client_of("north").get(f"{address}/1")
    assert f"{address}/1/pages/1.jpg" in page.text and HELPER in text_of(page)
    assert "参加人数 120 人" in text_of(client_of("north").get(f"{address}/2"))
    assert client_of("north").get(f"{address}/3").status_code == 404
    assert client_of("north").get(f"{address}/0").status_code == 404
    assert f"{address}/1/thumbnail.jpg" in client_of("north").get("/contributions").text


def test_pictures_and_the_file_itself(client_of, address):
    for place in ("1/pages/1.jpg", "1/thumbnail.jpg"):
        answer = client_of("north").get(f"{address}/{place}", buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    answer = client_of("north").get(f"{address}/2/download", buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client_of("north").get(f"{address}/2/pages/1.jpg").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("south", 404), ("unit", 404), ("member", 403), ("staff", 403), ("", 302)])
@pytest.mark.parametrize("place", ["1", "1/download", "1/pages/1.jpg", "1/thumbnail.jpg"])
def test_nobody_else(client_of, address, who, status, place):
    assert client_of(who).get(f"{address}/{place}").status_code == status
