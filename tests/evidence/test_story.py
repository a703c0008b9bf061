"""典型事迹: told or linked to, and whether it may be published; names stay in the story."""

import pytest

from checklist.evidence.kinds.story import KIND
from tests.evidence.sending import WECHAT, a_task_for, an_upload, nothing_given, send, the_version
from tests.pages import text_of


def test_a_story_told(client_of):
    page = text_of(send(client_of("north"), "story", consent="office_only", text="护士白芷连续值守。", htmx=True))
    version = the_version()
    assert version.content == {"text": "护士白芷连续值守。", "consent": "office_only"}
    assert version.title == "典型事迹（11月24日）"
    assert "不公开，仅供省科协掌握" in page
    assert [(part.sums, part.original) for part in KIND.parts(version.content)] == [({"stories": 1, "public": 0}, "")]


def test_a_story_linked_to(client_of):
    send(client_of("north"), "story", text="", url=f"最美护士 {WECHAT}?from=timeline")
    version = the_version()
    assert (version.title, version.content["url"]) == ("最美护士", f"{WECHAT}?from=timeline")
    assert [part.original for part in KIND.parts(version.content)] == [WECHAT]


def test_a_story_in_a_file(client_of):
    task_id = a_task_for("story")
    answer = send(client_of("north"), "story", task_id=task_id, text="", uploads=[an_upload(task_id, "白芷事迹.docx")])
    assert answer.status_code == 303
    assert the_version().title == "典型事迹（11月24日）"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("一位护士连续值守四十天。她没有回过家。", "一位护士连续值守四十天"),
        ("科普志愿者在山区\n坚持十年", "科普志愿者在山区"),
        ("。", "典型事迹（11月24日）"),
    ],
)
def test_what_may_be_published_is_called_by_its_first_sentence(client_of, text, title):
    send(client_of("north"), "story", text=text, consent="public")
    assert the_version().title == title


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"consent": ""}, "请选择能否公开"),
        ({"consent": "yes"}, "请选择能否公开"),
        ({"consent": "office_only", "url": WECHAT}, "附了已发布的网址，就已经公开"),
        ({"text": ""}, "请写事迹，或粘贴网址，或选择文件"),
        ({"text": "事迹见附件"}, "还没有选择文件"),
        ({"url": "明天发"}, "没有找到网址"),
        ({"happened_on": "2026-11-30"}, "不能晚于今天"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    answer = send(client_of("north"), "story", **{"note": "照片随后补", **fields})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "照片随后补" in answer.text
    assert nothing_given()
