"""Web pages. Producers: LibreOffice, Chromium, and pages in the manner of sites, public accounts and Word by hand."""

from pathlib import Path

import pytest

from checklist.reading import Unreadable, extract, read

FILES = Path(__file__).parent / "files"
PAGES = [
    "site-of-divs.html", "site-of-tables.html", "public-account.html", "in-the-manner-of-word.htm", "libreoffice.html",
    "chromium.mht",
]  # fmt: skip
OF_THE_PAGE = (
    "首页", "位置", "打印", "关闭", "字号", "浏览次数", "点击数", "更新时间", "发布时间", "扫一扫", "上一", "下一",
    "版权所有", "ICP", "技术支持", "分辨率", "分享", "二维码", "蓝字", "阅读原文", "在看", "该公众号", "秘书长培训班",
    "科普基地", "机构", "搜索", "不显示", "不应读出", "脚本", "var ", "微信扫一扫",
)  # fmt: skip


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def lines(body: str) -> list[str]:
    return extract(page(body), "notice.html").text.split("\n")


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, "notice.html")
    return refused.value.code


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_its_notice_and_nothing_else(name):
    reading = read((FILES / name).read_bytes(), name)
    [part] = reading.parts
    assert part.title == "关于开展2025年科普志愿服务月活动的通知"
    assert part.addressees == "各省级学会、协会、研究会"
    assert part.issuer == "北岭省科学技术协会"
    assert part.issued_on is not None and part.issued_on.isoformat() == "2025-07-28"
    assert [heading.text for heading in part.headings if heading.level == 1] == [
        "一、活动主题", "二、工作任务", "三、有关要求",
    ]  # fmt: skip
    assert len(part.directives) >= 4
    assert [words for words in OF_THE_PAGE if words in reading.text] == []
    assert "并于8月20日前将志愿者名单报省科协科普部，名单应当写明姓名、专业、职称和联系方式" in reading.text


@pytest.mark.parametrize("name", [name for name in PAGES if name != "public-account.html"])
def test_the_number_and_the_table(name):
    reading = read((FILES / name).read_bytes(), name)
    assert reading.parts[0].document_number == "北科协发〔2025〕12号"
    assert (
        "事项\t报送材料\t截止日期\n志愿服务队\t志愿者名单\t8月20日\n活动总结\t总结、统计表\t10月15日\n" in reading.text
    )


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "utf-8", "utf-16", "big5"])
@pytest.mark.parametrize("says_so", [True, False])
def test_encodings(encoding, says_so):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if says_so else ""
    markup = f"<html><head>{meta}</head><body><p>各單位要開展工作，及時報送</p><p>各单位</p></body></html>"
    if encoding in ("gb2312", "big5"):
        markup = markup.replace("各單位要開展工作，及時報送", "各位").replace("各单位", "各位要工作")
    if encoding == "big5" and not says_so:
        pytest.skip("GB18030 takes these bytes too, and nothing tells them apart")
    text = extract(markup.encode(encoding), "notice.html").text
    assert "各位要工作" in text or "及時報送\n各单位" in text


def test_a_wrong_declaration_does_not_garble():
    data = page("<p>各单位要及时报送总结。</p>", '<meta charset="gb2312">')
    assert extract(data, "").text == "各单位要及时报送总结。"


def test_lists_are_numbered_as_shown():
    assert lines(
        '<p>各单位要做好以下工作。</p><ol start="3"><li>甲项<ol type="a"><li>子项<li>又一项</ol><li value="7">乙项</ol>'
        '<ol style="list-style-type: cjk-ideographic"><li>丙项</li></ol><ul><li>丁项</li></ul>'
        "<ol><li>（一）戊项</li></ol>"
    ) == ["各单位要做好以下工作。", "3. 甲项", "a. 子项", "b. 又一项", "7. 乙项", "一、丙项", "丁项", "（一）戊项"]


def test_a_break_parts_paragraphs_but_not_a_sentence():
    assert lines(
        "<h1>关于做好<br>工作的通知</h1><p>各单位要认真组织学习有关文件精神，结合实际<br>抓好落实。"
        "<br>　　请于5月1日前报送。<br>一、总体要求<br>北岭省科协<br>2025年5月1日</p>"
    ) == [
        "关于做好工作的通知", "各单位要认真组织学习有关文件精神，结合实际抓好落实。", "请于5月1日前报送。",
        "一、总体要求", "北岭省科协", "2025年5月1日",
    ]  # fmt: skip


def test_entities_and_white_space():
    assert lines("<p>A&nbsp;&amp;&#x4e00;&hellip;&mdash;\n  甲\n乙 丙<b> 丁</b></p>") == ["A &一…—甲乙 丙 丁"]


def test_a_cell_with_paragraphs_is_a_column_of_the_page_and_no_cell():
    body = "".join(f"<p>第{n}段，各单位要认真做好有关工作，并及时报送。</p>" for n in range(40))
    text = lines(f"<table><tr><td>左</td><td>{body}</td></tr><tr><td>下</td><td>右</td></tr></table>")
    assert "第0段，各单位要认真做好有关工作，并及时报送。" in text and not any("\t" in line for line in text)


def test_deep_pages_are_read_or_refused_plainly():
    body = "<p>各单位要及时报送总结。</p>"
    assert lines("<div>" * 1500 + body + "</div>" * 1500) == ["各单位要及时报送总结。"]
    assert refusal(page("<div>" * 100_000 + body)) == "broken"
    assert refusal(page("<p>" + "<b>" * 100_000 + "各单位")) == "broken"


def test_many_blocks_in_a_deep_page_take_no_memory_each_for_what_is_around_them():
    assert len(lines("<div>" * 1500 + "<p>各单位要及时报送总结。" * 20_000)) == 20_000


def test_sizes():
    assert refusal(page("<p>各单位要报送。</p>" * 400_000)) == "too_long"
    script = f"<script>{'x' * 10_000_000}</script><p>各单位要及时报送总结。</p>"
    assert lines(script) == ["各单位要及时报送总结。"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html>", "empty"),
        (b"<html><body><script>1</script></body></html>", "empty"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\n",
            "empty",
        ),
    ],
)
def test_what_holds_no_text_is_empty(data, code):
    assert refusal(data) == code


def test_nothing_is_fetched_and_no_entity_is_resolved():
    data = (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">]>'
        b'<html><body><p>&x;&y;\xe5\x90\x84\xe5\x8d\x95\xe4\xbd\x8d</p><iframe src="file:///etc/passwd"></iframe>'
        b'<link rel="stylesheet" href="http://127.0.0.1:9/"><img src="http://127.0.0.1:9/"></body></html>'
    )
    text = extract(data, "").text
    assert "root" not in text and "yyyy" not in text and "各单位" in text


@pytest.mark.parametrize(
    "encoding", ["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "rot13", "hex", "base64", "x"]
)
@pytest.mark.parametrize("says", ['<meta charset="{}">', '<?xml version="1.0" encoding="{}"?>'])
def test_what_is_no_encoding_of_a_text_is_passed_over(encoding, says):
    data = (says.format(encoding) + "<html><body><p>各单位要及时报送总结。</p></body></html>").encode()
    assert extract(data, "").text == "各单位要及时报送总结。"
    assert extract(data.replace("结".encode(), b"\xff\xff"), "").text.startswith("各单位要及时报送总")


@pytest.mark.parametrize("attribute", ["a{}=''", "a{}='>'", "a{}=<", "aaaa{}", 'a{}="data:x y"'])
def test_a_tag_without_end_is_broken(attribute):
    many = " ".join(attribute.format(number) for number in range(60_000))
    assert refusal(page(f"<p {many}>各单位要及时报送总结。</p>")) == "broken"
    assert refusal(page(f"<script {many}></script><p>各单位要及时报送总结。</p>")) == "broken"


def test_long_pictures_and_scripts_within_are_no_harm():
    picture = f'<img src="data:image/png;base64,{"Ab/+" * 200_000}==">'
    script = "<script>if (a <b) {" + "'x' + " * 100_000 + "}</script>"
    assert lines(picture + script + "<p>各单位要及时报送总结。</p>") == ["各单位要及时报送总结。"]


@pytest.mark.parametrize("kind", ["related", "mixed", "alternative"])
@pytest.mark.parametrize("boundary", ["b", "b{}"])
def test_a_torn_web_archive_is_broken(kind, boundary):
    openings = "".join(
        f"Content-Type: multipart/{kind}; boundary={boundary.format(at)}\n\n--{boundary.format(at)}\n"
        for at in range(5000)
    )
    assert refusal(f"MIME-Version: 1.0\n{openings}".encode()) == "broken"
