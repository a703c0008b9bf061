"""The same page under its many addresses is one; two pages never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.evidence.folding import TRACKING, folded

ARTICLE = "https://mp.weixin.qq.com/s?__biz=MzA3MDEyMw%3D%3D&mid=2650&idx=1&sn=ab12"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://North.Example/a", "https://north.example/a"),
        ("HTTPS://north.example/a/", "https://north.example/a"),
        ("https://north.example", "https://north.example/"),
        ("https://north.example:443/a", "https://north.example/a"),
        ("http://north.example:80/a", "https://north.example/a"),
        ("https://north.example./a", "https://north.example/a"),
        ("https://north.example/a#top", "https://north.example/a"),
        ("https://north.example/a?", "https://north.example/a"),
        ("https://north.example/a?id=1&", "https://north.example/a?id=1"),
        ("https://north.example/a?utm_source=weixin&id=1&utm_medium=x", "https://north.example/a?id=1"),
        ("https://north.example/a?from=singlemessage&isappinstalled=0", "https://north.example/a"),
        ("https://north.example/a?id=1&share_token=9&spm=a.b&SPM=c", "https://north.example/a?id=1"),
        ("https://north.example/科普?q=周", "https://north.example/%e7%a7%91%e6%99%ae?q=%E5%91%A8"),
        ("https://north.example/%61%2Db", "https://north.example/a-b"),
        ("https://north.example/a?q=a+b", "https://north.example/a?q=a%20b"),
        ("https://科协.中国/a", "https://xn--ykrz90g.xn--fiqs8s/a"),
        ("https://mp.weixin.qq.com/s/AbC_1?scene=1&chksm=9#rd", "http://mp.weixin.qq.com/s/AbC_1"),
        (ARTICLE + "&chksm=f1&scene=27&key=9&uin=8&from=timeline#wechat_redirect", ARTICLE),
        ("http://mp.weixin.qq.com/s?idx=1&sn=ab12&mid=2650&__biz=MzA3MDEyMw==#rd", ARTICLE),
        ("http://mp.weixin.qq.com/s/?__biz=MzA3MDEyMw==&mid=2650&idx=1&sn=ab12", ARTICLE),
    ],
)
def test_one_page(url, same):
    assert folded(url) == folded(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://north.example/a", "https://north.example/A"),
        ("https://north.example/a", "https://south.example/a"),
        ("https://north.example/a", "https://north.example:8443/a"),
        ("https://north.example/a?id=1", "https://north.example/a?id=2"),
        ("https://north.example/a?fromage=1", "https://north.example/a"),
        ("https://north.example/a%2Fb", "https://north.example/a/b"),
        ("https://north.example/a?q=1%262", "https://north.example/a?q=1&2"),
        ("https://north.example/?q=%B9%FE", "https://north.example/?q=%B9%FF"),
        ("https://h5.example/#/article/1", "https://h5.example/#/article/2"),
        ("https://mp.weixin.qq.com/s/AbC_1", "https://mp.weixin.qq.com/s/abc_1"),
        (ARTICLE, ARTICLE.replace("idx=1", "idx=2")),
        (ARTICLE, ARTICLE.replace("mid=2650", "mid=2651")),
    ],
)
def test_two_pages(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "text", ["", "字", "https://", "ftp://a.example/", "https://a@b.example/", "http://[::1", "//a"]
)
def test_what_is_no_address_stays(text):
    assert folded(text) == text


@given(st.text())
def test_anything_folds_once(text):
    assert folded(folded(text)) == folded(text)


@given(
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["a.example", "A.Example.", "mp.weixin.qq.com", "科协.中国", "[::1]", "İ.example"]),
    st.sampled_from(["", ":80", ":443", ":0443", ":8443"]),
    st.text("/aA.%25科~ +;=", max_size=12),
    st.lists(
        st.tuples(
            st.sampled_from([*sorted(TRACKING), "__biz", "mid", "id", "%66rom", ""]), st.text("aZ%2b+=字", max_size=4)
        )
    ),
    st.text("#/!%2f字? &", max_size=6),
)
def test_any_address_folds_once(scheme, host, port, path, query, fragment):
    told = "&".join(f"{name}={value}" for name, value in query)
    once = folded(f"{scheme}://{host}{port}/{path}?{told}#{fragment}")
    assert folded(once) == once
    assert folded(once.replace("https://", "http://", 1)) == once
