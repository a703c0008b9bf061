"""Every page in English: what is still Chinese on it was typed by somebody or stands in a notice, and all of it fits.

Only the database excuses Chinese: a text that is stored may stand anywhere, a passage of a notice in the notice.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from checklist.db import Base, db
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_every_page import pages

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# The texts of the page and of its attributes, each with whether it stands in a notice; not the word that leads back.
TEXTS = """() => {
  const texts = [], nodes = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const parent = nodes.currentNode.parentElement;
    if (!parent.closest("script, style, body [lang]"))
      texts.push([nodes.currentNode.textContent, parent.closest(".notice-text, .cutting, blockquote") !== null]);
  }
  for (const name of ["title", "aria-label", "placeholder", "alt", "data-offline", "data-failed"])
    document.querySelectorAll("[" + name + "]").forEach(one => texts.push([one.getAttribute(name), false]));
  return texts;
}"""
# The words that break in the middle because their place is too narrow.
BROKEN = """() => {
  const broken = [], nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (!node.parentElement.closest("dt, th, label, legend, summary, button, .button, .count, nav")) continue;
    for (const word of node.textContent.matchAll(/[A-Za-z]{4,}/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set(Array.from(range.getClientRects(), box => box.top)).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


@pytest.fixture(scope="session")
def address(worked_province, serve):
    """Overrides the empty province: these pages have something on them."""
    return serve(worked_province)


def stored_texts(app: Flask) -> list[str]:
    """Every Chinese text in the database, the longest first."""
    with app.app_context():
        rows = [row for table in Base.metadata.sorted_tables for row in db.session.execute(select(table))]
    texts = {even(text) for row in rows for text in texts_in(list(row)) if CHINESE.search(text)}
    return sorted(texts, key=len, reverse=True)


def texts_in(value: Any) -> Iterator[str]:
    """The texts in a value, as deep as lists and dictionaries go."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def even(text: str) -> str:
    return " ".join(text.split())


def left_over(texts: list[tuple[str, bool]], stored: list[str]) -> set[str]:
    """Those of the texts in which Chinese is left that is not stored."""
    notices = "\n".join(stored).replace(" ", "")
    found = set()
    for whole, is_in_notice in {(even(text), is_in_notice) for text, is_in_notice in texts if CHINESE.search(text)}:
        if is_in_notice and whole.replace(" ", "") in notices:
            continue
        rest = whole
        for text in stored:
            rest = rest.replace(text, "")
        if CHINESE.search(rest):
            found.add(whole)
    return found


def read_english(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("html[lang=en]")


@pytest.mark.parametrize("account", ["", "staff", "admin", "secretary"])
def test_every_page_in_english(account, open_as, worked_province):
    page = open_as(account)
    stored = stored_texts(worked_province)
    read_english(page)
    faults: dict[str, object] = {}
    for endpoint in pages(page, worked_province):
        if page.evaluate("document.documentElement.lang") != "en":
            faults[f"{endpoint}: lang"] = page.url
        if texts := left_over(page.evaluate(TEXTS), stored):
            faults[f"{endpoint}: Chinese"] = texts
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                faults[f"{endpoint}: overflows"] = size
            if words := page.evaluate(BROKEN):
                faults[f"{endpoint}: breaks at {size['width']}"] = words
    assert faults == {}


def test_chinese_that_is_not_stored_is_found():
    stored = ["关于召开会议的 通知", "示例省数学会"]
    excused = [("示例省数学会 submitted", False), ("召开会议的通知", True), ("Returned", False)]
    assert left_over(excused, stored) == set()
    faulty = [("示例省数学会上报", False), ("会议", False), ("不办", True)]
    assert left_over(faulty, stored) == {text for text, _is_in_notice in faulty}
