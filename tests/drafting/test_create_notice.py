"""A notice is pasted or uploaded and becomes a draft; what cannot be read says why, and nothing is stored."""

import io

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from checklist.db import db
from checklist.notices.models import Notice
from tests.builders import TEXT
from tests.notices.building import events_of, notice_of
from tests.pages import text_of

SECRET = "机密★1年\n\n" + TEXT


def upload(client, data, name="通知.txt"):
    # Put together here: the test client leaves the temporary file of a large upload open.
    boundary, body = encode_multipart({"text": "", "file": FileStorage(io.BytesIO(data), name)})
    return client.post("/notices", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def stored() -> list[Notice]:
    db.session.remove()
    return db.session.query(Notice).all()


def test_pasted_text_becomes_a_draft(client_of):
    client = client_of("staff")
    response = client.post("/notices", data={"text": TEXT})
    notice = stored()[0]
    assert (response.status_code, response.location) == (303, f"/notices/{notice.id}/draft")
    assert notice.title == "关于做好科普周工作的通知" and notice.is_draft and len(notice.directives) >= 3
    assert events_of(notice.id) == ["notice.drafted"]
    assert "请逐项核对" in text_of(client.get(response.location))


def test_under_htmx_the_browser_is_sent_on(client_of):
    response = client_of("staff").post("/notices", data={"text": TEXT}, htmx=True)
    assert response.status_code == 204 and response.headers["HX-Redirect"].endswith("/draft")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_uploaded_file(client_of, encoding):
    assert upload(client_of("staff"), TEXT.encode(encoding)).status_code == 303
    notice = stored()[0]
    assert notice.source_name == "通知.txt" and notice.title == "关于做好科普周工作的通知"


def test_pressing_twice_is_one_draft(client_of):
    client = client_of("staff")
    first, second = client.post("/notices", data={"text": TEXT}), client.post("/notices", data={"text": TEXT})
    assert first.location == second.location and len(stored()) == 1


def test_without_a_directive_it_is_a_draft_all_the_same(client_of):
    client = client_of("staff")
    response = client.post("/notices", data={"text": "关于春节放假的通知\n\n祝大家节日愉快。\n"})
    assert response.status_code == 303
    words = text_of(client.get(response.location))
    assert "没有读出任务事项" in words and "勾选句子" in words
    assert notice_of(stored()[0].id).directives == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"  \n", "没有文字"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "不是文本文件"),
        (b"\x89PNG\r\n" + bytes(range(256)) * 20, "不是文本文件"),
        (b"notice " * 750_000, "内容太长"),
        (SECRET.encode(), "不接收涉密文件"),
        (SECRET.encode("gb18030"), "不接收涉密文件"),
        (b"\xef\xbb\xbf\xff\xfe\xfa" * 50, "文字编码"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client_of, data, sentence):
    response = upload(client_of("staff"), data)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert stored() == []


@pytest.mark.parametrize("mark", ["秘密", "机密★长期", "绝密"])
def test_a_classified_text_is_not_stored_and_stays_with_its_owner(client_of, mark):
    response = client_of("staff").post("/notices", data={"text": f"{mark}\n{TEXT}"})
    assert response.status_code == 422
    assert "没有保存任何内容" in text_of(response) and "各学会要制定科普周工作方案" in response.text
    assert stored() == []


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_at_all(client_of, text):
    response = client_of("staff").post("/notices", data={"text": text})
    assert response.status_code == 422 and "请粘贴通知正文" in text_of(response)


def test_text_and_file_at_once_keeps_the_text(client_of):
    response = client_of("staff").post("/notices", data={"text": TEXT, "file": (io.BytesIO(TEXT.encode()), "a.txt")})
    assert response.status_code == 422
    assert "只需要一样" in text_of(response) and "各学会要制定科普周工作方案" in response.text


def test_under_htmx_the_form_comes_back_alone(client_of):
    response = client_of("staff").post("/notices", data={"text": f"绝密\n{TEXT}"}, htmx=True)
    assert response.status_code == 422
    assert response.text.lstrip().startswith("<form") and "各学会要制定科普周工作方案" in response.text


def test_more_than_the_limit(client_of):
    response = upload(client_of("staff"), b"a" * (9 * 1024 * 1024))
    assert response.status_code == 413 and "太大" in text_of(response)


def test_wrong_method(client_of):
    assert client_of("staff").put("/notices").status_code == 405


@pytest.mark.parametrize("who", ["leader", "north", "member", "administrator"])
def test_wrong_role(client_of, who):
    assert client_of(who).post("/notices", data={"text": TEXT}).status_code == 403
    assert stored() == []


def test_stranger_is_sent_to_sign_in(client_of):
    response = client_of("").post("/notices", data={"text": TEXT})
    assert response.status_code == 401 and 'name="kept"' in response.text


def test_a_text_that_asks_for_more_than_anybody_could_confirm(client_of):
    response = client_of("staff").post("/notices", data={"text": "各学会要召开会议。" * 501})
    assert response.status_code == 422 and "内容太长" in text_of(response)
    assert stored() == []
