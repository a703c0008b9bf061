"""Directives of two notices are compared: the same, reworded, new."""

import random
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.drafting.matching import Clause, Match, compared, match, plain

OLD = [
    Clause("各学会要制定科普周工作方案", "制定科普周工作方案", ("一、加强组织领导",)),
    Clause("各学会要召开一次理事会专题会议", "召开理事会专题会议", ("一、加强组织领导",)),
    Clause("各学会要利用公众号发布科普文章", "发布科普文章", ("二、做好宣传",)),
]


def test_the_same_words_are_the_same_whatever_stands_between_them():
    new = [Clause("各学会要利用公众号，\n发布 科普文章。"), Clause("各学会要制定科普周工作方案")]
    assert match(new, OLD) == {0: Match(0, 2, True), 1: Match(1, 0, True)}


def test_wide_and_narrow_digits_are_the_same():
    assert plain("１２月５日（前）") == plain("12月5日前")


def test_other_words_for_it_are_a_rewording():
    new = [Clause("各学会要于12月10日前召开两次理事会专题会议", "召开理事会专题会议")]
    assert match(new, OLD) == {0: Match(0, 1, False)}


def test_something_else_is_new():
    assert match([Clause("各学会要向省科协报送专家名册", "报送专家名册")], OLD) == {}


def test_one_goes_to_one_and_the_surest_first():
    new = [Clause("各学会要召开二次理事会专题会议"), Clause("各学会要召开一次理事会专题会议")]
    assert match(new, OLD) == {1: Match(1, 1, True)}


def test_of_the_same_words_twice_the_headings_decide():
    old = [Clause("按时报送材料", path=("一、甲",)), Clause("按时报送材料", path=("二、乙",))]
    new = [Clause("按时报送材料", path=("三、乙",)), Clause("按时报送材料", path=("四、甲",))]
    assert {found.new: found.old for found in match(new, old).values()} == {0: 1, 1: 0}


def test_a_year_is_a_rewording():
    old = [Clause("请于2025年12月1日前报送2025年工作总结")]
    assert match([Clause("请于2026年12月1日前报送2026年工作总结")], old) == {0: Match(0, 0, False)}


def test_nothing_matches_nothing():
    assert match([], OLD) == {} == match(OLD, [])
    assert match([Clause("。，")], [Clause("！")]) == {}


def test_the_differences_are_marked():
    before, after = compared("请于12月1日前报送总结", "请于12月10日前书面报送总结")
    assert "".join(piece.text for piece in before) == "请于12月1日前报送总结"
    assert [piece.text for piece in after if piece.is_changed] == ["0", "书面"]


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_the_pieces_are_the_texts(old, new):
    before, after = compared(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    kept = ["".join(piece.text for piece in pieces if not piece.is_changed) for pieces in (before, after)]
    assert kept[0] == kept[1]


@given(st.lists(st.text("一二三四五六七八。 ", max_size=12), max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_every_text_finds_itself_again_in_any_order(texts, shuffler):
    old = [Clause(text) for text in texts]
    new = shuffler.sample(old, len(old))
    found = match(new, old)
    assert len({pair.old for pair in found.values()}) == len(found)
    assert {place for place, clause in enumerate(new) if plain(clause.text)} == found.keys()
    assert all(pair.is_same for pair in found.values())
    assert found == match(new, old)


def test_five_hundred_against_five_hundred_take_a_moment():
    letters = random.Random(7)
    clause = "各省级学会要在规定的时间内结合实际认真研究制定本单位工作方案并报送省科协"
    old = [
        Clause(clause + "".join(letters.choice("科普组织宣传会议专家名册报告方案人员培训学习") for _ in range(60)))
        for _ in range(500)
    ]
    new = [Clause(one.text.replace("方案", "计划")) for one in reversed(old)]
    started = perf_counter()
    found = match(new, old)
    assert perf_counter() - started < 3
    assert len(found) == 500 and sum(pair.old == 499 - pair.new for pair in found.values()) > 480
