"""A notice is handed in, pasted or as a file: it waits, is read, and becomes a draft; or says why not, and is gone."""

import io
import shutil
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from checklist.db import db
from checklist.drafting.importing import path_of
from checklist.drafting.models import Import
from checklist.files.models import StoredFile
from checklist.files.storing import path_of as bytes_of
from checklist.jobs.models import Job
from checklist.journal.verifying import verify_all
from checklist.notices.models import Notice
from tests.builders import TEXT
from tests.notices.building import events_of, notice_of
from tests.pages import text_of

# What is handed over is read in that moment.
pytestmark = pytest.mark.usefixtures("immediate")

SECRET = "机密★1年\n\n" + TEXT


def upload(client, data, name="通知.txt", text="", **rest):
    # Put together here: the test client leaves the temporary file of a large upload open.
    boundary, body = encode_multipart({"text": text, "file": FileStorage(io.BytesIO(data), name)})
    return client.post("/imports", data=body, content_type=f"multipart/form-data; boundary={boundary}", **rest)


def stored() -> list[Notice]:
    db.session.remove()
    return db.session.query(Notice).all()


def imports() -> list[Import]:
    db.session.remove()
    return db.session.query(Import).order_by(Import.id).all()


def waiting() -> list[Path]:
    folder = path_of("any").parent
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


@pytest.fixture(autouse=True)
def _nothing_waits(app):
    with app.app_context():
        shutil.rmtree(path_of("any").parent, ignore_errors=True)


def test_pasted_text_becomes_a_draft(client_of):
    client = client_of("staff")
    response = client.post("/imports", data={"text": TEXT})
    assert (response.status_code, response.location) == (303, f"/imports/{imports()[0].id}")
    [notice] = stored()
    response = client.get(response.location)
    assert (response.status_code, response.location) == (303, f"/notices/{notice.id}/draft")
    notice = notice_of(notice.id)
    assert notice.title == "关于做好科普周工作的通知" and notice.is_draft and len(notice.directives) >= 3
    assert events_of(notice.id) == ["notice.drafted"] and verify_all() == []
    assert "请逐项核对" in text_of(client.get(response.location))


def test_the_original_is_kept(client_of):
    upload(client_of("staff"), TEXT.encode("gb18030"))
    [notice], [original] = stored(), db.session.query(StoredFile).all()
    assert notice.original_id == original.id and bytes_of(original.sha256).read_bytes() == TEXT.encode("gb18030")
    assert waiting() == []


def test_what_the_reader_proposed_is_remembered(client_of):
    client_of("staff").post("/imports", data={"text": TEXT})
    [notice] = stored()
    assert [d.proposal["title"] for d in notice.directives] == [d.title for d in notice.directives]


def test_under_htmx_the_browser_is_sent_on(client_of):
    client = client_of("staff")
    response = client.post("/imports", data={"text": TEXT}, htmx=True)
    assert response.status_code == 204 and response.headers["HX-Redirect"] == f"/imports/{imports()[0].id}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_uploaded_file(client_of, encoding):
    assert upload(client_of("staff"), TEXT.encode(encoding)).status_code == 303
    [notice] = stored()
    assert notice.source_name == "通知.txt" and notice.title == "关于做好科普周工作的通知"


def test_pressing_twice_is_one_draft(client_of):
    client = client_of("staff")
    first, second = client.post("/imports", data={"text": TEXT}), client.post("/imports", data={"text": TEXT})
    assert first.location == second.location and len(stored()) == len(imports()) == db.session.query(Job).count() == 1
    assert waiting() == []


def test_without_a_directive_it_is_a_draft_all_the_same(client_of):
    client = client_of("staff")
    address = client.post("/imports", data={"text": "关于春节放假的通知\n\n祝大家节日愉快。\n"}).location
    words = text_of(client.get(client.get(address).location))
    assert "没有读出任务事项" in words and "勾选句子" in words
    [notice] = stored()
    assert notice.directives == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"  \n", "没有文字"),
        (b"\0\1\2\3" + bytes(range(256)) * 20, "不是文本文件"),
        (b"notice " * 750_000, "内容太长"),
        (b"\xef\xbb\xbf\xff\xfe\xfa" * 50, "文字编码"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client_of, data, sentence):
    client = client_of("staff")
    page = client.get(upload(client, data).location)
    assert page.status_code == 200
    assert sentence in text_of(page) and 'type="file"' in page.text
    assert stored() == [] and waiting() == [] and db.session.query(StoredFile).all() == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_of_a_classified_file_nothing_stays(client_of, encoding):
    client = client_of("staff")
    page = client.get(upload(client, SECRET.encode(encoding), "机密名单.txt").location)
    assert "不接收涉密文件" in text_of(page)
    [refused] = imports()
    assert (refused.problem, refused.name, refused.sha256) == ("classified", "", "")
    assert stored() == [] and waiting() == [] and db.session.query(StoredFile).all() == []


@pytest.mark.parametrize("mark", ["秘密", "机密★长期", "绝密"])
def test_a_classified_text_is_not_stored_and_stays_with_its_owner(client_of, mark):
    response = client_of("staff").post("/imports", data={"text": f"{mark}\n{TEXT}"})
    assert response.status_code == 422
    assert "没有保存任何内容" in text_of(response) and "各学会要制定科普周工作方案" in response.text
    assert stored() == imports() == waiting() == []


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_at_all(client_of, text):
    response = client_of("staff").post("/imports", data={"text": text})
    assert response.status_code == 422 and "请粘贴通知正文" in text_of(response)


def test_text_and_file_at_once_keeps_the_text(client_of):
    response = upload(client_of("staff"), TEXT.encode(), text=TEXT)
    assert response.status_code == 422
    assert "只需要一样" in text_of(response) and "各学会要制定科普周工作方案" in response.text


def test_under_htmx_the_form_comes_back_alone(client_of):
    response = client_of("staff").post("/imports", data={"text": f"绝密\n{TEXT}"}, htmx=True)
    assert response.status_code == 422
    assert response.text.lstrip().startswith("<form") and "各学会要制定科普周工作方案" in response.text


def test_a_file_above_the_limit(app, client_of, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FILE_BYTES", 1000)
    response = upload(client_of("staff"), b"a" * 1001)
    assert response.status_code == 422 and "文件超过" in text_of(response)
    assert imports() == waiting() == []


def test_a_text_that_asks_for_more_than_anybody_could_confirm(client_of):
    client = client_of("staff")
    page = client.get(client.post("/imports", data={"text": "各学会要召开会议。" * 501}).location)
    assert "超过 500 项" in text_of(page) and "各学会要召开会议" in page.text
    assert stored() == []


def test_what_it_is_for_is_the_office_s_own(client_of):
    for purpose in ("supplements", "copies"):
        response = client_of("staff").post("/imports", data={"text": TEXT, purpose: "999999"})
        assert response.status_code == 404
    assert imports() == waiting() == []


def test_wrong_method(client_of):
    assert client_of("staff").put("/imports").status_code == 405


@pytest.mark.parametrize("who", ["leader", "north", "member", "administrator"])
def test_wrong_role(client_of, who):
    assert client_of(who).post("/imports", data={"text": TEXT}).status_code == 403
    assert stored() == imports() == waiting() == []


def test_stranger_is_sent_to_sign_in(client_of):
    response = client_of("").post("/imports", data={"text": TEXT})
    assert response.status_code == 401 and 'name="kept"' in response.text


@pytest.mark.parametrize("number", [-(2**63) - 1, -1, 2**31, 2**63])
@pytest.mark.parametrize("purpose", ["supplements", "copies"])
def test_a_number_that_no_notice_can_have(client_of, purpose, number):
    data = {"text": "关于科普周的通知\n各学会要报送工作总结。", purpose: str(number)}
    assert client_of("staff").post("/imports", data=data).status_code == 404
