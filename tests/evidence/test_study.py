"""学习情况: by which channels, and how many of all the members it reached."""

import pytest

from checklist.evidence.kinds.study import KIND
from tests.evidence.sending import WECHAT, nothing_given, send, the_version
from tests.pages import text_of


def test_what_is_kept(client_of):
    assert send(client_of("north"), "study", url=f"学习通知精神 {WECHAT}").status_code == 303
    version = the_version()
    assert version.title == "学习通知精神"
    assert version.content == {
        "channels": ["official_account", "chat_group"],
        "reached": 118,
        "total": 120,
        "url": WECHAT,
    }


def test_what_is_shown(client_of):
    page = text_of(send(client_of("north"), "study", htmx=True))
    assert "学习传达" in page and "公众号、微信群，会员 120 人，传达到 118 人" in page


def test_the_page_is_known_again_and_the_members_are_each_associations_own(client_of):
    send(client_of("north"), "study", url=f"{WECHAT}?scene=1")
    study, page = KIND.parts(the_version().content)
    assert (study.sums, study.original) == ({"studies": 1, "reached": 118}, "")
    assert (page.sums, page.original) == ({"links": 1}, WECHAT)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reached": "121"}, "传达到的 121 人多于会员总数 120 人"),
        ({"reached": "全部"}, "请填写一个整数"),
        ({"reached": "118名"}, "这里只填数字，不写单位"),
        ({"reached": ""}, "请填写传达到的会员数"),
        ({"total": ""}, "请填写会员总数"),
        ({"total": "0"}, "请填写 1 至"),
        ({"channels": []}, "请勾选学习传达的渠道"),
        ({"channels": ["telegram"]}, "请勾选学习传达的渠道"),
        ({"url": "见群里"}, "没有找到网址"),
        ({"happened_on": "2026-12-01"}, "不能晚于今天"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    answer = send(client_of("north"), "study", **{"note": "分三批学习", **fields})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "分三批学习" in answer.text
    assert all(value in answer.text for value in fields.values() if isinstance(value, str))
    assert nothing_given()
