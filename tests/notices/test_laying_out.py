"""The text is laid out for reading, and every character of it stays where the passages say."""

import pytest

from checklist.notices.laying_out import FOOT, HEADING, NUMBER, PROSE, TITLE, laid_out, shown, with_sentences
from checklist.notices.models import Notice
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
