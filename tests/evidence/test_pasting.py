"""What people paste: an address alone, with words around it, written by a Chinese keyboard, or none at all."""

import pytest

from checklist.evidence.pasting import MAX_URL, NoAddress, read_pasted

WECHAT = "https://mp.weixin.qq.com/s/abc"


@pytest.fixture(autouse=True)
def in_chinese(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("text", "url", "words"),
    [
        (WECHAT, WECHAT, ""),
        (f"  {WECHAT}\n", WECHAT, ""),
        (f"科普周启动 {WECHAT}", WECHAT, "科普周启动"),
        (f"科普周启动\n{WECHAT}\n点击阅读", WECHAT, "科普周启动 点击阅读"),
        (f"科普周2026{WECHAT}快来看", WECHAT, "科普周2026 快来看"),
        (f"【科普周】{WECHAT}。", WECHAT, "【科普周】"),
        (f"（{WECHAT}）", WECHAT, ""),
        (f"{WECHAT} {WECHAT}", WECHAT, ""),
        (f"See {WECHAT}, please", WECHAT, "See , please"),
        ("https：//a.example/b", "https://a.example/b", ""),
        ("标题：http：／／a.example/b", "http://a.example/b", "标题"),
        ("HTTPS://A.example/B", "https://A.example/B", ""),
        ("https://a.example/科普?q=周", "https://a.example/科普?q=周", ""),
        ("看 https://科协.中国/a 吧", "https://科协.中国/a", "看 吧"),
        ("https://a.example/?u=https://b.example/", "https://a.example/?u=https://b.example/", ""),
        ("https://a.example/b(1)", "https://a.example/b(1)", ""),
        ("https://a.example/@name", "https://a.example/@name", ""),
        ("https://a.example:8443/", "https://a.example:8443/", ""),
        ("www.a.example", "https://www.a.example", ""),
        ("WWW.a.example/b?c=1", "https://WWW.a.example/b?c=1", ""),
        ("example.com", "https://example.com", ""),
        ("example.org.cn/news/1.html", "https://example.org.cn/news/1.html", ""),
        ("example.com:8080/a", "https://example.com:8080/a", ""),
        ("科普周启动 www.a.example/b。", "https://www.a.example/b", "科普周启动"),
        ("学会网站：example.com，请看", "https://example.com", "学会网站： ，请看"),
        (f"{WECHAT} 转自 www.a.example", WECHAT, "转自 www.a.example"),
    ],
)
def test_the_one_address_and_the_words_beside_it(text, url, words):
    pasted = read_pasted(text)
    assert (pasted.url, pasted.words) == (url, words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有找到网址"),
        ("明天再报", "没有找到网址"),
        ("a@example.com", "没有找到网址"),
        ("wang.li@mail.example.com", "没有找到网址"),
        ("科普方案.docx", "没有找到网址"),
        ("plan.pdf", "没有找到网址"),
        ("report.com.docx", "没有找到网址"),
        ("example.com@evil.example", "没有找到网址"),
        ("http//a.example.com/b", "没有找到网址"),
        ("3.5", "没有找到网址"),
        ("www.a.example/b example.com/c", "2 个网址"),
        ("https://", "没有找到网址"),
        ("javascript:alert(1)//http://a.example", "不是网页"),
        (" JavaScript :alert(1)", "不是网页"),
        ("java\tscript:alert(1)", "没有找到网址"),
        ("data:text/html,<script>", "不是网页"),
        ("ftp://a.example/", "不是网页"),
        ("https://a.example/b https://a.example/c", "2 个网址"),
        ("https://a.example/my report.pdf", "不能有空格"),
        ("https://a.example/b c/d", "不能有空格"),
        ("https://bank.example@evil.example/", "@"),
        ("https://bank.example:pass@evil.example/", "@"),
        ("https://localhost/", "不完整"),
        ("https:///path", "不完整"),
        ("https://a..example/", "不完整"),
        ("https://-a.example/", "不完整"),
        ("https://a.example:99999/", "不完整"),
        ("https://[::1]/", "不完整"),
        ("https://a.example\\.evil.example/", "不完整"),
        ("https://a.example/" + "a" * MAX_URL, "太长"),
        ("字" * 10_000, "太长"),
    ],
)
def test_what_holds_no_address_that_can_be_kept_is_told_why(text, sentence):
    with pytest.raises(NoAddress) as problem:
        read_pasted(text)
    assert sentence in problem.value.sentence
