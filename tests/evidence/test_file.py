"""文件: one or several files in one piece."""

import pytest

from checklist.evidence.kinds.file import KIND
from tests.evidence.sending import a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_several_files_in_one_piece(client_of):
    task_id = a_task_for("file")
    uploads = [an_upload(task_id, "工作方案.pdf"), an_upload(task_id, "照片.jpg", "b")]
    page = text_of(send(client_of("north"), "file", task_id=task_id, uploads=uploads, htmx=True))
    assert the_version().title == "工作方案" and "2 个文件" in page
    assert [part.original for part in KIND.parts(the_version().content)] == ["a" * 64, "b" * 64]


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["IMG_0001.jpg", "IMG_0002.jpg", "合影.jpg"], "照片 3 张（11月24日）"),
        (["mmexport1732.jpg"], "照片 1 张（11月24日）"),
        (["启动仪式.jpg"], "启动仪式"),
        (["IMG_0001.jpg", "工作方案.pdf"], "工作方案"),
        (["附件2026.pdf"], "附件2026"),
    ],
)
def test_a_title_says_more_than_a_cameras_number(client_of, names, title):
    task_id = a_task_for("file")
    uploads = [an_upload(task_id, name, digest) for name, digest in zip(names, "abc", strict=False)]
    send(client_of("north"), "file", task_id=task_id, uploads=uploads)
    assert the_version().title == title


def test_pictures_of_another_day_are_called_by_it(client_of):
    task_id = a_task_for("file")
    uploads = [an_upload(task_id, "IMG_0001.jpg"), an_upload(task_id, "IMG_0002.jpg", "b")]
    send(client_of("north"), "file", task_id=task_id, uploads=uploads, happened_on="2026-11-20")
    assert the_version().title == "照片 2 张（11月20日）"


def test_the_files_stand_in_the_order_in_which_they_were_chosen(client_of):
    task_id = a_task_for("file")
    first, second = an_upload(task_id, "早到.pdf"), an_upload(task_id, "先选.pdf", "b")
    send(client_of("north"), "file", task_id=task_id, uploads=[second, first])
    version = the_version()
    assert [file["name"] for file in version.content["files"]] == ["先选.pdf", "早到.pdf"]
    assert [file.sha256 for file in version.files] == ["b" * 64, "a" * 64]


def test_none_is_said_and_what_was_typed_stays(client_of):
    answer = send(client_of("north"), "file", title="工作方案", note="共三页")
    assert answer.status_code == 422
    assert "请选择照片或文件" in text_of(answer)
    assert "工作方案" in answer.text and "共三页" in answer.text
    assert nothing_given()
