"""链接: one address, its channel, when it was published and how often it was read."""

import pytest

from checklist.evidence.kinds.link import KIND
from tests.evidence.sending import WECHAT, nothing_given, send, the_version
from tests.pages import text_of


@pytest.mark.parametrize(
    ("typed", "kept", "channel"),
    [
        (WECHAT, WECHAT, "official_account"),
        ("www.north.example/a", "https://www.north.example/a", "website"),
        ("m.weibo.cn/1", "https://m.weibo.cn/1", "weibo"),
        ("标题 https://www.xuexi.cn/a", "https://www.xuexi.cn/a", "xuexi"),
        ("https://north.example/a?utm_source=x", "https://north.example/a?utm_source=x", "website"),
    ],
)
def test_the_address_is_kept_as_it_was(client_of, typed, kept, channel):
    send(client_of("north"), "link", url=typed)
    assert the_version().content == {"url": kept, "channel": channel}


def test_what_is_shown(client_of):
    fields = {"channel": "chat_group", "reads": "1,200", "happened_on": "2026-11-20", "title": "科普周启动"}
    page = text_of(send(client_of("north"), "link", htmx=True, **fields))
    assert "科普周启动" in page and "微信群，阅读 1200 次" in page and "发生于 11月20日" in page


def test_the_same_page_is_known_again(client_of):
    send(client_of("north"), "link", url="http://mp.weixin.qq.com/s/AbC_1?scene=27&from=timeline#rd", reads="5")
    assert [(part.sums, part.original) for part in KIND.parts(the_version().content)] == [
        ({"links": 1, "reads": 5}, WECHAT)
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"url": ""}, "请粘贴网址"),
        ({"url": "科普方案.docx"}, "没有找到网址"),
        ({"url": "a@example.com"}, "没有找到网址"),
        ({"reads": "1200次"}, "这里只填数字，不写单位"),
        ({"reads": "-1"}, "不小于 0"),
        ({"happened_on": "2026-11-30"}, "不能晚于今天"),
    ],
)
def test_a_secretarys_mistakes_are_said_and_kept(client_of, fields, sentence):
    answer = send(client_of("north"), "link", **{"title": "科普周启动", **fields})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "科普周启动" in answer.text
    assert all(value in answer.text for value in fields.values())
    assert nothing_given()
