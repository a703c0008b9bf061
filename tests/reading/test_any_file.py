"""Files that were damaged or made up: the reader answers or refuses, the same way every time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.reading import Unreadable, read
from checklist.reading.page_words import without_page_words
from tests.reading import bombs
from tests.reading.test_page_words import ABOVE, BELOW_THE_TITLE, BENEATH, NOTICE
from tests.reading.test_properties import check

SEEDS = [
    bombs.word(), bombs.file("easyofd.ofd"), bombs.file("chromium.mht"), bombs.file("site-of-tables.html"),
    bombs.file("public-account.html"), bombs.locked_word(), NOTICE.encode("utf-16"), bombs.picture(8),
]  # fmt: skip
STARTS = [
    b"<html>",
    b"PK\x03\x04",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"MIME-Version: 1.0\nContent-Type: text/html\n\n",
]
EXAMPLES = settings(max_examples=100, deadline=None)
TAGS = "<p> </p> <div> </div> <ol> <li> <ul> </ul> <table> <tr> <td> </td> <br> <a> </a> <h1> <pre> </pre> <b> <script>"
MARKUP = st.lists(
    st.sampled_from([*TAGS.split(), *ABOVE, *BENEATH, "各单位要于5月1日前报送总结。", "&lt;", "<!--"]), max_size=60
)


def outcome(data: bytes) -> object:
    try:
        reading = read(data)
    except Unreadable as refused:
        assert refused.code in Unreadable.CODES
        return refused.code
    check(reading)
    return reading


@EXAMPLES
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 2**20), st.binary(max_size=3)), max_size=6))
def test_damaged_files(data, damages):
    for at, by in damages:
        at %= len(data)
        data = data[:at] + by + data[at + 1 :]
    assert outcome(data) == outcome(data)


@EXAMPLES
@given(st.sampled_from(SEEDS), st.floats(0, 1))
def test_files_that_break_off(data, part):
    outcome(data[: int(len(data) * part)])


@EXAMPLES
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_files_that_only_begin_like_one(start, rest):
    outcome(start + rest)


@EXAMPLES
@given(MARKUP)
def test_any_page(pieces):
    outcome(("<html><meta charset=utf-8>" + "".join(pieces)).encode())


@EXAMPLES
@given(
    st.lists(
        st.sampled_from([*ABOVE, *BELOW_THE_TITLE, *BENEATH, *NOTICE.split("\n"), "\n", "。", "首页 > "]), max_size=30
    )
)
def test_taking_the_page_away_twice_changes_nothing(pieces):
    for text in ("\n".join(pieces), "".join(pieces)):
        once = without_page_words(text)
        assert without_page_words(once) == once
