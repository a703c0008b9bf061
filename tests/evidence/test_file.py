"""文件: one or several files in one piece."""

from checklist.evidence.kinds.file import KIND
from tests.evidence.sending import a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_several_files_in_one_piece(client_of):
    task_id = a_task_for("file")
    uploads = [an_upload(task_id, "工作方案.pdf"), an_upload(task_id, "照片.jpg", "b")]
    page = text_of(send(client_of("north"), "file", task_id=task_id, uploads=uploads, htmx=True))
    assert the_version().title == "工作方案" and "2 个文件" in page
    assert [part.original for part in KIND.parts(the_version().content)] == ["a" * 64, "b" * 64]


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
