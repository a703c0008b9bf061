"""The review queue in a real browser: by keyboard, without scripts, and with something half written beside it."""

import re

import pytest
from playwright.sync_api import Page, expect

from checklist.clock import now
from checklist.demo.loading import load
from tests.browser.conftest import PHONE, served


@pytest.fixture(scope="module")
def address(tmp_path_factory, serve) -> str:
    """Thirty associations at work on one notice; some of what they submitted waits."""
    return serve(served(tmp_path_factory.mktemp("queue"), lambda: load(30, 1, now())))


def shown(page: Page) -> str:
    """The task that stands in the queue."""
    return page.get_attribute("#queue", "data-task") or ""


def waiting(page: Page) -> int:
    """How many wait, as the page says."""
    return int(re.findall(r"\d+", page.inner_text(".queue__count"))[-1])


def press(page: Page, key: str) -> str:
    """Press a key that goes on to another task, and return which."""
    before = shown(page)
    page.keyboard.press(key)
    expect(page.locator("#queue")).not_to_have_attribute("data-task", before)
    expect(page.locator("#queue-title")).to_be_focused()
    settled(page)
    return shown(page)


def settled(page: Page) -> None:
    """Wait until a key can decide on what is shown."""
    expect(page.locator("#queue")).to_have_attribute("data-settled", "yes")


def test_by_keyboard(open_as):
    staff = open_as("staff")
    staff.goto("/notices/1/reviews")
    total, first = waiting(staff), shown(staff)
    second = press(staff, "j")
    assert press(staff, "k") == first and press(staff, "ArrowRight") == second

    accepted = shown(staff)
    staff.keyboard.press("a")
    staff.keyboard.press("a")  # twice in a hurry: the next one was not read and is not decided on
    expect(staff.locator("#messages")).to_contain_text("已办结")
    expect(staff.locator("#queue")).not_to_have_attribute("data-task", accepted)
    settled(staff)
    assert waiting(staff) == total - 1 and staff.url.endswith(f"task={shown(staff)}")

    returned = shown(staff)
    staff.keyboard.press("r")
    expect(staff.locator("#reason")).to_be_focused()
    staff.keyboard.type("a j k 请补充日期")
    assert shown(staff) == returned
    staff.keyboard.press("Control+Enter")
    expect(staff.locator("#messages")).to_contain_text("已退回")
    expect(staff.locator("#queue")).not_to_have_attribute("data-task", returned)
    assert waiting(staff) == total - 2 and staff.input_value("#reason") == ""

    staff.keyboard.press("Control+j")
    staff.keyboard.press("Alt+a")
    assert waiting(staff) == total - 2


def test_what_is_half_written_is_not_taken_away(open_as):
    staff = open_as("staff")
    staff.goto("/reviews")
    task = shown(staff)
    staff.get_by_text("给对方留言").click()
    staff.fill(f"#task-{task}-comment", "请把签到表也传上来。")
    staff.get_by_role("button", name="办结").click()
    expect(staff.locator("#messages")).to_contain_text("还有没发出的内容")
    assert shown(staff) == task
    staff.get_by_role("button", name="发出留言").click()
    expect(staff.locator(".comments__list")).to_contain_text("请把签到表也传上来。")
    staff.get_by_text("写内部备注").click()
    staff.fill(f"#task-{task}-remark", "先电话确认。")
    staff.get_by_role("button", name="记下备注").click()
    expect(staff.locator(".comments__list")).to_contain_text("仅本单位可见")
    staff.get_by_role("button", name="办结").click()
    expect(staff.locator("#queue")).not_to_have_attribute("data-task", task)


def test_a_colleague_was_first(open_as):
    first, second = open_as("staff"), open_as("staff")
    for staff in (first, second):
        staff.goto("/notices/1/reviews")
    task = shown(second)
    assert shown(first) == task
    first.get_by_role("button", name="办结").click()
    expect(first.locator("#queue")).not_to_have_attribute("data-task", task)
    second.fill("#reason", "请补充照片。")
    second.get_by_role("button", name="退回").click()
    expect(second.locator("#messages")).to_contain_text("已由林静书")
    assert second.input_value("#reason") == "请补充照片。"
    second.get_by_role("link", name="下一件").click()
    expect(second.locator("#messages")).to_contain_text("还有没发出的内容")
    second.get_by_role("link", name="下一件").click()
    expect(second.locator("#queue")).not_to_have_attribute("data-task", task)
    expect(second.locator("#messages")).to_be_empty()


@pytest.mark.parametrize("size", [None, PHONE])
def test_without_scripts(open_as, size):
    staff = open_as("staff", scripts=False, **({"size": size} if size else {}))
    staff.goto("/notices/1/reviews")
    total, task = waiting(staff), shown(staff)
    staff.get_by_role("button", name="办结").click()
    expect(staff.locator("#messages")).to_contain_text("已办结")
    assert shown(staff) != task and waiting(staff) == total - 1
    staff.get_by_label("退回理由").fill("请补充日期。")
    staff.get_by_role("button", name="退回").click()
    assert waiting(staff) == total - 2


def test_many_at_once(open_as):
    staff = open_as("staff")
    staff.goto("/notices/1/bulk-review")
    staff.get_by_role("button", name="勾选本页").click()
    count = staff.locator(".line").count()
    expect(staff.locator("[data-ticked]")).to_have_text(str(count))
    staff.locator(".line input").first.uncheck()
    expect(staff.locator("[data-ticked]")).to_have_text(str(count - 1))
    # Wherever one is in the list, the decision is on the screen; the reason is asked for with a return only.
    expect(staff.get_by_role("button", name="确定")).to_be_in_viewport()
    expect(staff.locator("#bulk-reason")).to_be_hidden()
    staff.get_by_label("退回", exact=True).check()
    expect(staff.locator("#bulk-reason")).to_be_visible()
    staff.get_by_role("button", name="确定").click()
    expect(staff.locator("#bulk")).to_contain_text("请写明退回的理由")
    expect(staff.locator("#bulk-reason")).to_be_visible()
    expect(staff.locator("[data-ticked]")).to_have_text(str(count - 1))
    staff.get_by_label("办结", exact=True).check()
    staff.get_by_role("button", name="确定").click()
    expect(staff.locator("#messages")).to_contain_text(f"{count - 1} 件已办结。")
