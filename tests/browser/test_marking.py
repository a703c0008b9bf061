"""Directives are marked on the confirming screen in a real browser, with scripts and without."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, served, work

# After the two issued notices of `work`.
DRAFT = "/notices/3/draft"


@pytest.fixture
def address(tmp_path, serve) -> str:
    """The program with a draft that waits to be confirmed."""
    return serve(served(tmp_path, work))


def boxes(page: Page) -> Locator:
    return page.locator('input[name="directive"]')


def ticked(page: Page) -> int:
    return page.locator('input[name="directive"]:checked').count()


def test_marked_changed_and_still_marked_when_wrong(open_as):
    page = open_as("staff")
    page.goto(DRAFT)
    bar = page.locator(".marking")
    expect(bar).to_be_hidden()
    boxes(page).nth(0).check()
    boxes(page).nth(2).check()
    expect(bar.locator("[data-marked]")).to_have_text("2")
    bar.locator("summary").first.click()
    bar.locator('[name="due_time"]').fill("10:00")
    bar.locator('button[value="change"]').click()
    expect(bar.locator(".field__errors")).to_be_visible()
    assert ticked(page) == 2
    bar.locator('[name="due_time"]').fill("")
    bar.locator('[name="least_evidence"]').fill("3")
    bar.locator('button[value="change"]').click()
    expect(bar).to_be_hidden()
    expect(page.locator("#messages")).to_contain_text("2")
    assert ticked(page) == 0 and page.locator(".directive__fact", has_text="3 份").count() == 2


def test_by_heading_and_all(open_as):
    page = open_as("staff")
    page.goto(DRAFT)
    heading = page.locator("input[data-marks]").first
    heading.check()
    under = ticked(page)
    assert under >= 1
    page.locator('.marking [name="every"]').check()
    assert ticked(page) == boxes(page).count() > under
    boxes(page).first.uncheck()
    assert not page.locator('.marking [name="every"]').is_checked() and not heading.is_checked()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_and_without_scripts(open_as, scripts):
    page = open_as("staff", scripts=scripts, size=PHONE)
    page.goto(DRAFT)
    boxes(page).nth(1).check()
    page.locator('.marking button[value="drop"]').click()
    expect(page.locator("#messages")).to_contain_text("已删去 1 项")
    expect(page.locator(".directive--rejected")).to_have_count(1)
