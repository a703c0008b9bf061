"""宣传报道: many addresses by one paste, one a line, each checked; rubbish is named by its line."""

import time

import pytest

from checklist.evidence.kinds.post import KIND, LINES_AT_MOST
from tests.evidence.sending import WECHAT, nothing_given, send, the_version
from tests.pages import text_of

PAGE = "https://north.example/a"


def posts(client_of, addresses: str) -> list[dict[str, object]]:
    answer = send(client_of("north"), "post", addresses=addresses)
    assert answer.status_code == 303, text_of(answer)
    return the_version().content["posts"]


@pytest.mark.parametrize(
    ("line", "url", "title", "reads"),
    [
        (PAGE, PAGE, "", None),
        (f"科普周启动 {PAGE}", PAGE, "科普周启动", None),
        (f"{PAGE} 科普周启动", PAGE, "科普周启动", None),
        (f"{PAGE} 1200", PAGE, "", 1200),
        (f"科普周启动 {PAGE} 1,200", PAGE, "科普周启动", 1200),
        (f"科普周启动\t{PAGE}\t１２００", PAGE, "科普周启动", 1200),
        (f"科普周启动{PAGE}，阅读：1200次", PAGE, "科普周启动", 1200),
        (f"科普周启动{PAGE}阅读量1200", PAGE, "科普周启动", 1200),
        (f"科普周启动 {PAGE} （阅读 1.2万）", PAGE, "科普周启动", 12_000),
        (f"科普周启动 {PAGE} 10万+", PAGE, "科普周启动", 100_000),
        (f"{PAGE} 科普周启动 阅读 350", PAGE, "科普周启动", 350),
        (f"{PAGE} 科普周 2026", PAGE, "科普周 2026", None),
        (f"1. 科普周启动 {PAGE}", PAGE, "科普周启动", None),
        (f"（2）科普周启动 {PAGE}", PAGE, "科普周启动", None),
        (f"3\t科普周启动\t{PAGE}\t80", PAGE, "科普周启动", 80),
        (f"2.5亿人看科普 {PAGE}", PAGE, "2.5亿人看科普", None),
        ("https://north.example/list,120", "https://north.example/list,120", "", None),
        ("https：//north.example/a 12", PAGE, "", 12),
        ("www.north.example/a 12", "https://www.north.example/a", "", 12),
    ],
)
def test_one_line(client_of, line, url, title, reads):
    expected = {"url": url, "title": title, "channel": "website"} | ({} if reads is None else {"reads": reads})
    assert posts(client_of, line) == [expected]


def test_the_channel_is_read_off_the_host(client_of):
    pasted = f"{WECHAT}\nhttps://weibo.com/1/a\nhttps://www.xuexi.cn/a\n\n{PAGE}"
    channels = [post["channel"] for post in posts(client_of, pasted)]
    assert channels == ["official_account", "weibo", "xuexi", "website"]


def test_the_same_address_twice_is_said_and_counted_once(client_of):
    pasted = f"{WECHAT}?scene=1\n科普周启动 http://mp.weixin.qq.com/s/AbC_1#rd 90\n{PAGE} 7\n{PAGE} 5"
    answer = send(client_of("north"), "post", addresses=pasted, htmx=True)
    assert "2 篇，网站 1，公众号 1，阅读 97 次，2 行网址重复，只计一次" in text_of(answer)
    version = the_version()
    assert version.content["posts"][0] == {
        "url": f"{WECHAT}?scene=1",
        "title": "科普周启动",
        "channel": "official_account",
        "reads": 90,
    }
    assert [(part.original, part.sums) for part in KIND.parts(version.content)] == [
        (WECHAT, {"posts": 1, "reads": 90}),
        (PAGE, {"posts": 1, "reads": 7}),
    ]


def test_the_title_says_how_many(client_of):
    send(client_of("north"), "post")
    assert the_version().title == "科普周启动 等 2 篇"


def test_many_are_folded_where_they_are_shown(client_of):
    pasted = "\n".join(f"https://north.example/{number}" for number in range(12))
    page = text_of(send(client_of("north"), "post", addresses=pasted, htmx=True))
    assert "12 篇" in page and "其余 7 篇" in page


def test_rubbish_is_named_by_its_line_and_nothing_is_lost(client_of):
    pasted = f"标题\t网址\t阅读数\n{PAGE}\n\n见群里\n{PAGE}/1 {PAGE}/2\njavascript:alert(1)"
    for htmx in (False, True):
        answer = send(client_of("north"), "post", addresses=pasted, htmx=htmx, note="另有图片")
        assert answer.status_code == 422
        words = text_of(answer)
        assert "第 1 行“标题 网址 阅读数”：没有找到网址" in words
        assert "第 4 行“见群里”：没有找到网址" in words
        assert "第 5 行" in words and "一行请只写一个网址" in words
        assert "第 6 行“javascript:alert(1)”：这不是网页的网址" in words
        assert "第 2 行" not in words and "第 3 行" not in words
        assert "另有图片" in answer.text and PAGE in answer.text and "见群里" in answer.text
    assert nothing_given()


def test_of_many_bad_lines_the_first_are_named(client_of):
    words = text_of(send(client_of("north"), "post", addresses="没有\n" * 30))
    assert "第 10 行" in words and "第 11 行" not in words and "还有 20 行也有问题" in words


@pytest.mark.parametrize(
    ("addresses", "sentence"),
    [
        (" \n \n", "请粘贴网址，一行一个"),
        (f"{PAGE}\n" * (LINES_AT_MOST + 1), "一次最多 200 行，这里有 201 行"),
        ("\n".join(["字" * 300 + f" {PAGE}"]), "标题太长"),
        (f"{PAGE} 9999999999", "请检查阅读数"),
        (f"{PAGE}{' ' * 100_000}12x", "这一行太长"),
    ],
)
def test_what_does_not_hold(client_of, addresses, sentence):
    answer = send(client_of("north"), "post", addresses=addresses)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert nothing_given()


def test_as_many_as_are_allowed(client_of):
    pasted = "\n".join(f"{PAGE}/{number}" for number in range(LINES_AT_MOST))
    assert len(posts(client_of, pasted)) == LINES_AT_MOST


@pytest.mark.parametrize("line", ["a." * 990 + " 2026", " 1" * 990, "（" * 1900 + "1", "1,：" * 600, "阅读" * 950])
def test_no_line_costs_more_than_its_length(client_of, line):
    began = time.process_time()
    assert send(client_of("north"), "post", addresses=f"{line}\n" * LINES_AT_MOST).status_code == 422
    assert time.process_time() - began < 3
