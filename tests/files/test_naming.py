"""Names of files: of one that comes in, made harmless, and of one that goes out."""

from datetime import date

import pytest

from checklist.files.naming import MOST_CHARACTERS, clean_name, telling_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("照片.jpg", "照片.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\陈晓\\方案.docx", "方案.docx"),
        ("/var/www/a.pdf", "a.pdf"),
        ("a\0b\r\n\t.pdf", "a b .pdf"),
        ("方案\u202efdp.exe", "方案fdp.exe"),
        ("\u200f\u2066照片\u2069.png", "照片.png"),
        ("\ufeff照片.png", "照片.png"),
        ("e\u0301.txt", "é.txt"),
        ("\ud800a.txt", "a.txt"),
        ("   ..hidden.  ", "hidden"),
        ("", "未命名"),
        ("...", "未命名"),
        ("/", "未命名"),
        ("\u202e", "未命名"),
        ("<script>.png", "<script>.png"),
    ],
)
def test_harmless(cast, sent, kept):
    assert clean_name(sent) == kept


def test_a_long_name_keeps_its_extension(cast):
    name = clean_name("关" * 300 + ".docx")
    assert (len(name), name[-6:]) == (MOST_CHARACTERS, "关.docx")
    assert len(clean_name("a" * 300)) == MOST_CHARACTERS
    assert len(clean_name("." + "a" * 300)) == MOST_CHARACTERS
    assert clean_name("a." + "b" * 300) == ("a." + "b" * 300)[:MOST_CHARACTERS]
    assert clean_name(clean_name("关" * 300 + ".docx")) == name


DAY = date(2026, 11, 24)
DOC = "application/msword"


@pytest.mark.parametrize(
    ("matter", "place", "name", "media_type", "told"),
    [
        ("制定科普周工作方案", 1, "方案.PDF", "application/pdf", "示例省北辰医学会-制定科普周工作方案-20261124.pdf"),
        ("制定方案", 3, "照片.jpeg", "image/jpeg", "示例省北辰医学会-制定方案-20261124-3.jpeg"),
        ("制定方案", 1, "方案.exe", "application/pdf", "示例省北辰医学会-制定方案-20261124.pdf"),
        ("制定方案", 1, "方案.html", "text/plain", "示例省北辰医学会-制定方案-20261124.txt"),
        ("制定方案", 1, "方案.wps", DOC, "示例省北辰医学会-制定方案-20261124.wps"),
        ("制定方案", 1, "方案.pdf", DOC, "示例省北辰医学会-制定方案-20261124.doc"),
        ('会议/讨论 "一":<二>|?*', 1, "a.txt", "text/plain", "示例省北辰医学会-会议_讨论 _一___二____-20261124.txt"),
        ("长" * 200, 1, "a.txt", "text/plain", "示例省北辰医学会-" + "长" * 60 + "-20261124.txt"),
    ],
)
def test_telling(cast, matter, place, name, media_type, told):
    assert telling_name("示例省北辰医学会", matter, DAY, place, name, media_type) == told
