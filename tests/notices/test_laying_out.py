"""The text is laid out for reading, and every character of it stays where the passages say."""

from time import perf_counter

import pytest

from checklist.clock import now
from checklist.notices.blocks import FOOT, HEADING, NUMBER, PROSE, TITLE
from checklist.notices.laying_out import laid_out, shown, with_sentences
from checklist.notices.models import Directive, Notice
from tests.builders import a_draft
from tests.notices.building import directives_of, notice_of
from tests.reading.samples import FOUNDING, NAMES, text


def layout(notice: Notice):
    directives = directives_of(notice.id)
    return laid_out(notice.source_text, notice.parts[notice.part], directives), directives


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_is_marked_once_and_nothing_is_lost(cast, name):
    notice = notice_of(a_draft(text(name)))
    paragraphs, directives = layout(notice)
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    anchored = [anchor.id for segment in segments for anchor in segment.anchors]
    assert sorted(anchored) == sorted(directive.id for directive in directives)
    part = notice.parts[notice.part]
    squeezed = "".join(notice.source_text[part["start"] : part["end"]].split())
    assert "".join("".join(segment.text for segment in segments).split()) == squeezed
    for directive in directives:
        marked = "".join(segment.text for segment in segments if segment.directive is directive)
        assert "".join(marked.split()) in "".join(directive.text.split())


def test_the_founding_notice_looks_like_one(cast):
    paragraphs, _directives = layout(notice_of(a_draft(text(FOUNDING))))
    roles = [paragraph.role for paragraph in paragraphs]
    words = ["".join(segment.text for segment in paragraph.segments) for paragraph in paragraphs]
    assert words[roles.index(NUMBER)] == "辽科协发〔2020〕3号"
    assert words[roles.index(TITLE)].startswith("关于做好新型冠状病毒感染的肺炎疫情")
    assert [w for w, role in zip(words, roles, strict=True) if role == HEADING][0].startswith("一、提高政治站位")
    assert [w for w, role in zip(words, roles, strict=True) if role == FOOT][-1] == "2020年1月30日印发"
    # A line break of the source inside a sentence is not shown.
    assert any("疫情防控新型冠状病毒" in w or "关于防控新型冠状病毒" in w for w in words)


def test_sentences_can_be_ticked_where_they_stand(cast):
    notice = notice_of(a_draft(text(FOUNDING)))
    paragraphs = with_sentences(notice.source_text, notice.parts[notice.part], directives_of(notice.id))
    ticks = [sentence for paragraph in paragraphs if paragraph.role == PROSE for sentence in paragraph.sentences]
    assert len(ticks) > 40 and any(sentence.directive for sentence in ticks)
    assert all(shown(notice.source_text[sentence.start : sentence.end]) == sentence.text for sentence in ticks)


def test_words_of_other_languages_keep_their_spaces():
    assert shown("各学会要加强与\n\n全国学会的联系") == "各学会要加强与全国学会的联系"
    assert shown("agencies must\n report") == "agencies must report"


def test_what_is_not_shown_is_counted(app):
    text = "各学会要认真组织本单位的全体人员参加线上的\n  业务培训，并在每月月底以前把本单位的学习情况按时报\n送总结。"
    (paragraph,) = laid_out(
        text, {"start": 0, "end": len(text), "title": "", "document_number": "", "headings": []}, ()
    )
    (segment,) = paragraph.segments
    assert segment.text == (
        "各学会要认真组织本单位的全体人员参加线上的业务培训，并在每月月底以前把本单位的学习情况按时报送总结。"
    )
    assert [hidden for _words, hidden in segment.pieces] == [3, 1, 0]
    assert sum(len(words) + hidden for words, hidden in segment.pieces) == len(text)


def test_what_is_kept_is_marked_before_what_was_left_out(cast):
    notice_id = a_draft()
    dropped, kept = directives_of(notice_id)[:2]
    dropped.start, dropped.end, dropped.dropped_at = kept.start - 1, kept.end, now()
    notice = notice_of(notice_id)
    marked = laid_out(notice.source_text, notice.parts[notice.part], [dropped, kept])
    segments = [s for paragraph in marked for s in paragraph.segments if kept in s.anchors]
    assert segments[0].directive is kept


def test_time_is_linear_in_paragraphs_and_directives(app):
    """Twice as much takes about twice as long; where each paragraph asks every directive it takes four times."""

    def seconds(count: int) -> float:
        line = "各学会要报送本单位的工作总结。\n"
        text = line * count
        directives = [Directive(start=n * len(line), end=n * len(line) + 14) for n in range(count)]
        part = {"start": 0, "end": len(text), "title": "无", "document_number": "", "headings": []}
        start = perf_counter()
        for lay_out in (laid_out, with_sentences):
            lay_out(text, part, directives)
        return perf_counter() - start

    seconds(200)
    small, large = (min(seconds(count) for _time in range(3)) for count in (1000, 4000))
    assert large < small * 9
