"""The founding notice: two documents, each with its letterhead, headings and directives."""

import datetime

import pytest

from checklist.reading import Part, Reading, read, understand
from tests.reading.samples import FOUNDING, data, label, on_one_line, text


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(data(FOUNDING), "00-seed.txt")


@pytest.fixture
def forwarding(reading: Reading) -> Part:
    return reading.parts[0]


@pytest.fixture
def forwarded(reading: Reading) -> Part:
    return reading.parts[1]


def bare(words: str) -> str:
    return "".join(words.split())


def test_it_finds_the_forwarding_and_the_forwarded_notice(reading):
    assert [part.role for part in reading.parts] == ["forwarding", "forwarded"]
    assert reading.parts[0].end <= reading.parts[1].start


def test_it_reads_the_letterhead_of_the_forwarding(forwarding):
    assert forwarding.title == "转发省科协《关于做好新型冠状病毒感染的肺炎疫情防控工作》的通知"
    assert forwarding.document_number == "辽医研字〔2020〕1号"
    assert forwarding.issuer == "辽宁省医疗保险研究会"
    assert forwarding.issued_on is None
    assert forwarding.addressees == "各会员单位"
    assert forwarding.annexes == ("《关于做好新型冠状病毒感染的肺炎疫情防控工作的通知》（辽科协发〔2020〕3号）",)


def test_it_reads_the_letterhead_of_the_forwarded_notice(forwarded):
    assert bare(forwarded.title) == "关于做好新型冠状病毒感染的肺炎疫情防控工作的通知"
    assert forwarded.document_number == "辽科协发〔2020〕3号"
    assert forwarded.issuer == "辽宁省科学技术协会"
    assert forwarded.issued_on == datetime.date(2020, 1, 30)
    assert forwarded.addressees == "各省级学会（协会、研究会）"


def test_it_finds_every_heading_with_its_level(forwarded):
    assert [[heading.level, heading.text] for heading in forwarded.headings] == label(FOUNDING)["headings"]


def test_every_span_is_the_exact_text(reading):
    for part in reading.parts:
        for directive in part.directives:
            assert directive.text == reading.text[directive.start : directive.end]
            assert part.start <= directive.start < directive.end <= part.end
        for heading in part.headings:
            assert bare(heading.text) == bare(reading.text[heading.start : heading.end])


def test_a_directive_names_who_must_act_and_where_it_stands(forwarded):
    duty = next(directive for directive in forwarded.directives if "保持通信畅通" in directive.text)
    assert duty.applies_to == "学会党组织负责人和秘书长"
    assert duty.heading_path == ("三、强化协同联动，做好工作谋划",)
    assert duty.evidence_kind == "roster"


def test_titles_are_short(reading):
    titles = [directive.title for part in reading.parts for directive in part.directives]
    assert all(2 <= len(title) <= 20 for title in titles)
    assert "召开一次网上支部会议和网上理事会" in titles


def test_the_preamble_and_exhortation_ask_for_nothing(reading):
    asked = "".join(directive.text for part in reading.parts for directive in part.directives)
    for words in ("坚决打赢", "充分认识", "守土有责", "不忘初心"):
        assert words not in asked


def test_lost_line_breaks_change_nothing_that_matters(reading):
    again = understand(on_one_line(text(FOUNDING)))
    for before, after in zip(reading.parts, again.parts, strict=True):
        assert [bare(heading.text) for heading in before.headings] == [bare(heading.text) for heading in after.headings]
        assert [bare(duty.text) for duty in before.directives] == [bare(duty.text) for duty in after.directives]
        assert (before.document_number, before.issuer, before.issued_on) == (
            after.document_number,
            after.issuer,
            after.issued_on,
        )


def test_reading_twice_gives_the_same(reading):
    assert read(data(FOUNDING)) == reading
    assert understand(reading.text) == reading


def test_permissions_and_the_issuers_own_plans_are_no_directives():
    notice = (
        "关于检查的通知\n各单位：\n各单位可以自行组织检查。我局将对检查情况进行抽查。"
        "鼓励各单位创新方式。各单位要于5月1日前报送检查报告。\n"
    )
    (part,) = understand(notice).parts
    assert [directive.text for directive in part.directives] == ["各单位要于5月1日前报送检查报告"]
