"""A notice file in any usual encoding becomes text; what is no notice is refused with a code."""

import codecs

import pytest

from checklist.reading import MAX_CHARACTERS, Unreadable, decode, read, understand

NOTICE = "关于报送工作总结的通知\n各单位：\n请于5月1日前报送工作总结。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_usual_encodings(encoding):
    assert decode(NOTICE.encode(encoding)) == NOTICE


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_byte_order_marks(mark, encoding):
    assert decode(mark + NOTICE.encode(encoding)) == NOTICE


def test_big5_is_found_out():
    traditional = "關於報送工作總結的通知\n各單位：\n請於五月一日前報送工作總結，並說明工作進展情況。\n" * 5
    assert decode(traditional.encode("big5")) == traditional


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\x0b"])
def test_line_ends_become_plain(line_end):
    assert decode(f"一{line_end}二".encode()) == "一\n二"


def test_radicals_become_characters():
    assert decode("⽂件 ⻓期 ⻅⾯".encode()) == "文件 长期 见面"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", codecs.BOM_UTF8, "\u3000\n".encode()])
def test_no_text_is_empty(data):
    assert refusal(data) == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(range(256)),
        b"%PDF-1.7 text",
        b"\xd0\xcf\x11\xe0" * 20,
        bytes(range(256)) * 20,
        b"\0" * 100,
    ],
)
def test_a_renamed_binary_file_is_binary(data):
    assert refusal(data) == "binary"


def test_a_text_over_the_limit_is_too_long():
    assert refusal(b"a" * (MAX_CHARACTERS + 1)) == "too_long"
    assert refusal(b"a" * (MAX_CHARACTERS * 4 + 1)) == "too_long"


def test_bytes_that_break_their_own_mark_are_undecodable():
    assert refusal(codecs.BOM_UTF8 + b"\xff\xfe\xfa") == "undecodable"


@pytest.mark.parametrize("mark", ["机密", "秘密★1年", "绝 密", "机密★长期", "000001\n机密★6个月\n特急", "密级：秘密"])
def test_a_marked_letterhead_is_classified(mark):
    assert refusal(f"{mark}\n{NOTICE}".encode()) == "classified"
    with pytest.raises(Unreadable, match="classified"):
        understand(f"{mark}\n{NOTICE}")


def test_a_marked_notice_without_line_breaks_is_classified():
    assert refusal(f"机密★1年 {NOTICE}".replace("\n", " ").encode()) == "classified"


@pytest.mark.parametrize("words", ["各单位要保守国家秘密。", "附件：商业秘密保护办法", "机密计算技术交流会"])
def test_prose_about_secrets_is_readable(words):
    assert read(f"{NOTICE}{words}\n".encode()).parts


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        understand(decode(data, "notice.txt"))
    assert refused.value.code in Unreadable.CODES
    return refused.value.code
