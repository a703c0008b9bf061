"""The prose in stretches that a person can tick, for a directive that the reader missed."""

from checklist.reading import read, sentences
from tests.reading.samples import FOUNDING, data

PROSE = "各学会要制定方案。建立值班制度；请及时上报！\n\n联系人：张三"


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def test_a_sentence_is_a_stretch():
    assert words(PROSE) == ["各学会要制定方案。", "建立值班制度；", "请及时上报！", "联系人：张三"]


def test_a_long_sentence_is_offered_clause_by_clause():
    long = (
        "各学会要针对疫情防控制定工作方案，建立应急响应机制，建立网上值班制度，并把工作进展情况及时上报省科协办公室。"
    )
    assert words(long) == [
        "各学会要针对疫情防控制定工作方案，",
        "建立应急响应机制，",
        "建立网上值班制度，",
        "并把工作进展情况及时上报省科协办公室。",
    ]


def test_english_sentences():
    assert words("Agencies must report. They may ask.") == ["Agencies must report.", "They may ask."]


def test_the_stretches_of_a_part_are_in_order_and_leave_nothing_out():
    reading = read(data(FOUNDING))
    for part in reading.parts:
        spans = sentences(reading.text, part.start, part.end)
        assert all(before.end <= after.start for before, after in zip(spans, spans[1:], strict=False))
        covered = "".join(reading.text[span.start : span.end] for span in spans)
        assert "".join(covered.split()) == "".join(reading.text[part.start : part.end].split())


def test_bounds_are_kept():
    assert sentences("一。二。", 2, 99) == ((2, 4),)
    assert sentences("", 0, 0) == ()
    assert sentences("  \n ", 0, 4) == ()
