"""The confirming screen with real keys: one directive is current, and few keys make a notice ready to issue."""

import json
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE

LABELS = Path(__file__).resolve().parents[1] / "reading" / "notices" / "samples" / "00-seed.json"
MOST_KEYS = 40
COPIES = count(1)
SMALL = """示例省科学技术协会文件

关于做好科普周工作的通知

各省级学会：

现将有关事项通知如下，请遵照执行。

一、加强组织领导

各学会要制定科普周工作方案。各学会要召开一次理事会专题会议。

二、做好宣传

各学会要利用公众号发布科普文章，召开一次专题会议，于12月10日前报送工作总结。

示例省科学技术协会

2026年11月20日
"""


def read_in(page: Page, text: str) -> None:
    """Paste a notice and wait for its draft, one of its own: the same text again would lead to the draft there is."""
    page.goto("/imports/new")
    page.get_by_label("通知正文").fill(f"{text}\n（第{next(COPIES)}份）\n")
    page.get_by_role("button", name="读取通知").click()
    page.wait_for_url("**/notices/*/draft")


def cards(page: Page) -> Locator:
    return page.locator(".confirm article[data-directive]")


def current(page: Page) -> Locator:
    return page.locator('.confirm article[aria-current="true"]')


def select(page: Page, words: str) -> None:
    """Select these words in the text, as a mouse does."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".notice-text"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            window.getSelection().removeAllRanges();
            window.getSelection().addRange(range);
            return;
          }
        }""",
        words,
    )


@pytest.fixture
def staff(open_as: Callable[..., Page]) -> Page:
    page = open_as("staff")
    read_in(page, SMALL)
    return page


def test_one_is_current_and_its_passage_with_it(staff):
    staff.keyboard.press("j")
    expect(current(staff)).to_have_count(1)
    expect(cards(staff).first).to_be_focused()
    id = cards(staff).first.get_attribute("data-directive")
    expect(staff.locator(f'mark.is-current[data-directive="{id}"]').first).to_be_in_viewport()
    staff.keyboard.press("ArrowDown")
    expect(cards(staff).nth(1)).to_be_focused()
    staff.keyboard.press("k")
    expect(cards(staff).first).to_be_focused()
    staff.keyboard.press("3")
    expect(cards(staff).nth(2)).to_be_focused()


def test_dropping_and_taking_back_keeps_the_place(staff):
    staff.keyboard.press("2")
    staff.keyboard.press("x")
    expect(cards(staff).nth(1)).to_contain_text("已删去")
    expect(cards(staff).nth(1)).to_be_focused()
    expect(current(staff)).to_contain_text("已删去")
    staff.keyboard.press("k")
    staff.keyboard.press("u")
    expect(cards(staff).nth(1)).not_to_contain_text("已删去")
    expect(cards(staff).nth(1)).to_be_focused()


def test_merging_and_undoing(staff):
    there = cards(staff).count()
    staff.keyboard.press("j")
    staff.keyboard.press("m")
    expect(cards(staff).nth(1)).to_contain_text("已并入第 1 项")
    expect(cards(staff).first).to_be_focused()
    staff.keyboard.press("u")
    expect(staff.get_by_text("已并入第")).to_have_count(0)
    expect(cards(staff)).to_have_count(there)


def test_splitting(staff):
    there = cards(staff).count()
    select(staff, "如下，请")
    staff.keyboard.press("a")
    expect(current(staff).locator("blockquote")).to_have_text("现将有关事项通知如下，请遵照执行")
    staff.keyboard.press("s")
    box = staff.locator('.directive--form input[type="checkbox"]')
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    staff.keyboard.press("Enter")
    expect(cards(staff)).to_have_count(there + 2)
    expect(current(staff).locator("blockquote")).to_have_text("现将有关事项通知如下")
    expect(current(staff)).to_be_focused()


def test_editing_and_giving_it_up(staff):
    staff.keyboard.press("1")
    staff.keyboard.press("Enter")
    title = staff.locator(".directive--form").get_by_label("任务事项名称")
    expect(title).to_be_focused()
    title.press_sequentially("jxm")
    expect(title).to_have_value("jxm")
    expect(cards(staff).filter(has_text="已删去")).to_have_count(0)
    staff.keyboard.press("Escape")
    expect(title).to_be_visible()
    title.press("Enter")
    expect(cards(staff).first).to_contain_text("jxm")
    expect(cards(staff).first).to_be_focused()
    staff.keyboard.press("e")
    expect(title).to_be_focused()
    staff.keyboard.press("Escape")
    expect(cards(staff).first).to_be_focused()


def test_a_missed_passage_is_whole_clauses(staff):
    there = cards(staff).count()
    select(staff, "遵照")
    staff.keyboard.press("a")
    expect(cards(staff)).to_have_count(there + 1)
    expect(current(staff)).to_have_count(1)
    expect(current(staff).locator("blockquote")).to_have_text("请遵照执行")
    expect(current(staff)).to_be_focused()


def test_marking_for_many(staff):
    staff.keyboard.press("1")
    staff.keyboard.press("b")
    expect(cards(staff).first.locator('input[name="directive"]')).to_be_checked()


def test_a_passage_that_is_there_is_shown_and_an_added_one_taken_back(staff):
    there = cards(staff).count()
    select(staff, "科普周工作方案")
    staff.keyboard.press("a")
    expect(staff.locator("#messages")).to_contain_text("已在第 1 项")
    expect(cards(staff).first).to_be_focused()
    select(staff, "遵照")
    staff.keyboard.press("a")
    expect(cards(staff)).to_have_count(there + 1)
    staff.keyboard.press("u")
    expect(staff.get_by_text("已删去", exact=True)).to_have_count(1)
    expect(staff.locator(".directive--rejected blockquote")).to_have_text("请遵照执行")
    staff.keyboard.press("u")
    expect(staff.locator("#messages")).to_contain_text("没有可以撤销的")


def test_a_key_that_can_do_nothing_says_so(staff):
    staff.keyboard.press("1")
    for key, words in (("u", "没有可以撤销的"), ("a", "请先在原文中选中"), ("s", "不能拆分")):
        staff.keyboard.press(key)
        expect(staff.locator("#messages")).to_contain_text(words)


def test_with_something_marked_a_key_opens_the_form_for_many(staff):
    staff.keyboard.press("1")
    staff.keyboard.press("b")
    staff.keyboard.press("e")
    expect(staff.locator(".marking__form")).to_be_visible()
    expect(staff.locator(".marking__form input").first).to_be_focused()


def test_a_new_title_stands_at_the_top_at_once(staff):
    staff.locator(".setup", has_text="文头").locator("summary").click()
    staff.get_by_label("标题", exact=True).fill("改过的标题")
    staff.locator(".setup__form").get_by_role("button", name="保存").first.click()
    expect(staff.locator("h1")).to_have_text("改过的标题")


def test_the_list_of_keys_opens_and_closes(staff):
    keys = staff.locator(".keys")
    staff.keyboard.press("?")
    expect(keys).to_be_visible()
    staff.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    staff.get_by_role("button", name="按键").click()
    expect(keys).to_be_visible()


def test_keys_do_nothing_while_an_input_method_composes(staff):
    staff.keyboard.press("1")
    staff.evaluate(
        """() => document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", {key: "x", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    staff.keyboard.press("Control+x")
    staff.wait_for_timeout(200)
    expect(staff.get_by_text("已删去")).to_have_count(0)


def test_what_is_half_written_is_not_lost(staff):
    staff.keyboard.press("1")
    staff.keyboard.press("e")
    title = staff.locator(".directive--form").get_by_label("任务事项名称")
    title.fill("写了一半")
    select(staff, "遵照")
    cards(staff).nth(1).focus()
    staff.keyboard.press("a")
    expect(title).to_have_value("写了一半")
    expect(cards(staff).first).to_have_class(re.compile("is-current"))


def test_on_a_phone_the_list_comes_first_and_a_button_adds(open_as):
    staff = open_as("staff", size=PHONE)
    read_in(staff, SMALL)
    list_top = staff.locator(".confirm__list").bounding_box()["y"]
    assert list_top < staff.locator(".notice-text").bounding_box()["y"]
    staff.get_by_role("link", name="看原文", exact=True).click()
    expect(staff.locator(".notice-text")).to_be_in_viewport()
    there = cards(staff).count()
    select(staff, "遵照")
    staff.get_by_role("button", name="添加为任务事项").click()
    expect(cards(staff)).to_have_count(there + 1)


def test_without_scripts_merging_and_splitting_are_pages(open_as):
    staff = open_as("staff", scripts=False)
    read_in(staff, SMALL)
    cards(staff).first.locator("summary").click()
    cards(staff).first.get_by_role("button", name="与下一项合并").click()
    expect(cards(staff).nth(1)).to_contain_text("已并入第 1 项")
    cards(staff).first.locator("summary").click()
    cards(staff).first.get_by_role("link", name="拆分").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("拆分任务事项")
    staff.locator('input[name="start"]').first.check()
    staff.get_by_role("button", name="拆分", exact=True).click()
    staff.wait_for_url("**/draft*")
    cards(staff).first.locator("summary").click()
    cards(staff).first.get_by_role("button", name="撤销拆分").click()
    cards(staff).nth(1).get_by_role("button", name="恢复").click()
    expect(staff.get_by_text("已并入第")).to_have_count(0)


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def go_to(self, number: int) -> None:
        self.press(*str(number))
        expect(cards(self.page).nth(number - 1)).to_be_focused()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_founding_notice_is_ready_to_issue_in_few_keys(open_as, founding_notice):
    """What the labels call no directive is dropped, a deadline set, one split, one merged; then to the issuance."""
    staff = open_as("staff")
    read_in(staff, founding_notice)
    labels = json.loads(LABELS.read_text("utf-8"))
    none = [squeezed(words) for words in labels["not_directives"] + labels["borderline"]]
    passages = [squeezed(text) for text in staff.locator(".directive__source blockquote").all_text_contents()]
    wrong = [n for n, text in enumerate(passages, 1) if any(text in words or words in text for words in none)]
    keys = Keys(staff)

    for number in wrong:
        keys.go_to(number)
        keys.press("x")
        expect(cards(staff).nth(number - 1)).to_contain_text("已删去")

    report = next(n for n, text in enumerate(passages, 1) if "工作进展情况上报" in text)
    keys.go_to(report)
    keys.press("e")
    form = staff.locator(".directive--form")
    expect(form.get_by_label("任务事项名称")).to_be_focused()
    keys.press("Tab", *"02202036", "Enter")
    expect(cards(staff).nth(report - 1)).to_contain_text("2036年2月20日")

    experts = next(n for n, text in enumerate(passages, 1) if "专家储备" in text)
    keys.go_to(experts)
    keys.press("s")
    expect(form.locator('input[type="checkbox"]').first).to_be_focused()
    keys.press("Space", "Enter")
    expect(cards(staff).nth(experts)).to_contain_text("建立顺畅通道")
    expect(cards(staff).nth(experts - 1)).to_be_focused()
    keys.press("m")
    expect(cards(staff).nth(experts)).to_contain_text(f"已并入第 {experts} 项")

    keys.press("i")
    staff.wait_for_url("**/issuance")
    expect(staff.get_by_role("button", name="印发给 150 个单位")).to_be_visible()
    assert len(wrong) >= 1 and keys.count <= MOST_KEYS, (keys.count, wrong)
