"""The file that a notice came in is saved by the office, as it was handed in."""

from hashlib import sha256
from urllib.parse import quote

import pytest

from checklist.files.storing import path_of
from tests.builders import TEXT, a_notice
from tests.files.making import pdf
from tests.notices.building import NOBODY
from tests.notices.originals import a_draft_from, a_notice_from
from tests.pages import text_of


def saved(client_of, notice_id: int, who: str = "staff", **rest):
    return client_of(who).get(f"/notices/{notice_id}/original", buffered=True, **rest)


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_the_office_gets_the_bytes_that_were_handed_in(client_of, who):
    data = TEXT.encode("gb18030")
    answer = saved(client_of, a_notice_from(data, "关于科普周的通知.txt"), who)
    assert (answer.status_code, answer.data) == (200, data)
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ") and quote("关于科普周的通知.txt") in disposition


def test_no_browser_runs_it(client_of):
    page = f"<html><body><p>{TEXT}</p><script>alert(1)</script></body></html>".encode()
    answer = saved(client_of, a_notice_from(page, "通知.html"))
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("../../etc/通知.txt", "通知.txt"),
        ("通知.bat", "通知.bat.txt"),
        ("通知", "通知.txt"),
        ("", "粘贴的通知正文.txt"),
        ("通\u202e知\n.txt", "通知 .txt"),
    ],
)
def test_under_its_own_name_made_harmless(client_of, name, saved_as):
    answer = saved(client_of, a_draft_from(TEXT.encode(), name))
    assert answer.headers["Content-Disposition"].endswith("UTF-8''" + quote(saved_as))


def test_a_picture_of_what_it_is(client_of):
    answer = saved(client_of, a_draft_from(pdf("通知"), "扫描件.PDF"))
    assert answer.mimetype == "application/pdf" and quote("扫描件.PDF") in answer.headers["Content-Disposition"]


def test_known_again(client_of):
    notice_id = a_notice_from(TEXT.encode())
    tag = saved(client_of, notice_id).headers["ETag"]
    again = saved(client_of, notice_id, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_lost_bytes_are_said_so(client_of):
    notice_id = a_notice_from(TEXT.encode())
    path_of(sha256(TEXT.encode()).hexdigest()).unlink()
    answer = saved(client_of, notice_id)
    assert answer.status_code == 409 and "找不到这个文件" in text_of(answer)


@pytest.mark.parametrize("page", ["draft", "text"])
def test_the_link_with_size_and_digest(client_of, page):
    notice_id = a_draft_from(TEXT.encode())
    shown = client_of("staff").get(f"/notices/{notice_id}/{page}").text
    assert f'href="/notices/{notice_id}/original"' in shown and "下载原件" in shown
    assert sha256(TEXT.encode()).hexdigest() in shown and "1 KB" in shown


def test_an_association_sees_no_link(client_of):
    notice_id = a_notice_from(TEXT.encode())
    assert "/original" not in client_of("north").get(f"/notices/{notice_id}/text").text


def test_no_link_where_there_is_no_file(client_of):
    assert "/original" not in client_of("staff").get(f"/notices/{a_notice()}/text").text


def test_nothing_there(client_of):
    assert saved(client_of, a_notice()).status_code == 404
    assert saved(client_of, NOBODY).status_code == 404


def test_a_draft_is_the_staffs_alone(client_of):
    notice_id = a_draft_from(TEXT.encode())
    assert saved(client_of, notice_id).status_code == 200
    assert saved(client_of, notice_id, "leader").status_code == 404


@pytest.mark.parametrize("who", ["north", "member", "head", "administrator"])
def test_wrong_role(client_of, who):
    assert saved(client_of, a_notice_from(TEXT.encode()), who).status_code == 403


def test_stranger_is_sent_to_sign_in(client_of):
    assert saved(client_of, a_notice_from(TEXT.encode()), "").status_code == 302


def test_wrong_method(client_of):
    assert client_of("staff").post(f"/notices/{a_notice()}/original").status_code == 405
