"""Helping without an account, on phones: from the secretary's link to what the office sees; scripts are not needed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from checklist.clock import now
from checklist.db import write_unit
from tests.browser.conftest import PATIENCE_MILLISECONDS, PHONE, is_problem, served
from tests.builders import a_notice, tasks_of
from tests.cast import Cast, make_cast
from tests.pages import Pages
from tests.visiting.sending import a_photograph

ARTICLE = "https://mp.weixin.qq.com/s/abcdef"
# Werkzeug's own server leaves a picture's file to the garbage collector when the browser goes away meanwhile.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def fill() -> None:
    with write_unit():
        make_cast(now())


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Flask], str]) -> tuple[Flask, str]:
    """The program with the cast, and its address."""
    app = served(tmp_path_factory.mktemp("helping"), fill)
    app.test_client_class = Pages
    return app, serve(app)


@pytest.fixture
def task_id(program: tuple[Flask, str]) -> int:
    """A task of north that wants a link or files."""
    with program[0].app_context():
        return tasks_of(a_notice(kinds=("link", "file")))[0].id


@pytest.fixture
def phone(browser: Browser, program: tuple[Flask, str]) -> Iterator[Callable[..., Page]]:
    """`phone("north")`: a page on a phone of its own, where that one is signed in; `phone()`: a stranger's."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []
    app, address = program

    def opened(who: str = "", *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=address, java_script_enabled=scripts, viewport=PHONE, locale="zh-CN", has_touch=True
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        if who:
            client: Any = app.test_client()
            with app.app_context():
                client.sign_in(getattr(Cast(), who).id)
            cookie = client.get_cookie("session").value
            context.add_cookies([{"name": "session", "value": cookie, "url": address}])
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if is_problem(message) else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def make_link(secretary: Page, task_id: int) -> str:
    """From the task's page to the link; returns its address as it stands in the message for the group."""
    secretary.goto(f"/tasks/{task_id}")
    secretary.get_by_role("link", name="请人提供材料").click()
    secretary.get_by_label("发给谁").fill("科普组")
    secretary.get_by_role("button", name="生成链接和二维码").click()
    expect(secretary.get_by_role("img", name="二维码")).to_be_visible()
    return re.search(r"https?://\S+", secretary.get_by_label("发到群里的话").input_value())[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_the_link_to_the_office(phone, task_id, scripts):
    secretary = phone("north", scripts=scripts)
    address = make_link(secretary, task_id)

    helper = phone(scripts=scripts)
    helper.goto(address)
    expect(helper.get_by_role("main")).to_contain_text("各学会要制定科普周工作方案")
    helper.get_by_label("网址", exact=True).fill(f"科普周启动 {ARTICLE}")
    helper.get_by_label("您的姓名").fill("吴老师")
    helper.get_by_role("button", name="提交").click()
    expect(helper.get_by_role("main")).to_contain_text("已收到，谢谢您")

    helper.get_by_role("link", name="再提供一份").click()
    helper.get_by_role("link", name="文件", exact=True).click()
    picker = helper.locator("input[type=file]")
    picker.set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()})
    if scripts:
        expect(helper.locator(".upload__picture img")).to_be_visible()
    expect(helper.get_by_label("您的姓名")).to_have_value("吴老师")
    helper.get_by_role("button", name="提交").click()
    expect(helper.get_by_role("main")).to_contain_text("已收到，谢谢您")

    secretary.goto("/checklist")
    secretary.get_by_role("link", name="有 2 份别人提供的材料待确认").click()
    for left in (1, 0):
        secretary.get_by_role("button", name="采用", exact=True).first.click()
        expect(secretary.get_by_role("button", name="采用", exact=True)).to_have_count(left)
    secretary.goto(f"/tasks/{task_id}")
    expect(secretary.get_by_role("main")).to_contain_text("吴老师提供")
    secretary.get_by_role("button", name="上报", exact=True).click()
    expect(secretary.get_by_role("main")).to_contain_text("正在等待审核")

    staff = phone("staff", scripts=scripts)
    staff.goto(f"/dashboard/tasks/{task_id}")
    expect(staff.locator(f'a[href="{ARTICLE}"]').first).to_be_visible()
    expect(staff.get_by_role("main")).to_contain_text("现场.jpg")


def test_what_was_typed_and_picked_is_still_there_after_wechat_closed_the_page(phone, task_id):
    address = make_link(phone("north"), task_id)
    helper = phone()
    helper.goto(address)
    helper.get_by_label("网址", exact=True).fill(ARTICLE)
    helper.get_by_label("您的姓名").fill("吴老师")
    again = helper.context.new_page()
    helper.close()
    again.goto(address)
    expect(again.get_by_label("网址", exact=True)).to_have_value(ARTICLE)
    expect(again.get_by_label("您的姓名")).to_have_value("吴老师")
    token = address.rsplit("/", 1)[1]
    assert token not in again.evaluate("JSON.stringify(localStorage)")

    again.get_by_role("link", name="文件", exact=True).click()
    again.locator("input[type=file]").set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": a_photograph()}
    )
    expect(again.locator(".upload__picture img")).to_be_visible()
    third = again.context.new_page()
    again.close()
    third.goto(f"{address}?kind=file")
    expect(third.locator(".upload__name").first).to_contain_text("现场.jpg")


def test_the_address_is_sent_to_nobody(phone, task_id):
    address = make_link(phone("north"), task_id)
    helper = phone()
    asked: list[tuple[str, str]] = []
    helper.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
    helper.goto(address)
    helper.get_by_label("网址", exact=True).fill(ARTICLE)
    helper.get_by_label("您的姓名").fill("吴老师")
    helper.get_by_role("button", name="提交").click()
    expect(helper.get_by_role("main")).to_contain_text("已收到")
    origin = address.split("/help/")[0]
    assert asked
    assert [url for url, _referer in asked if not url.startswith(origin)] == []
    assert {referer for _url, referer in asked} == {""}


def test_a_link_that_was_ended_keeps_what_was_typed(phone, task_id):
    secretary = phone("north")
    address = make_link(secretary, task_id)
    helper = phone()
    helper.goto(address)
    helper.get_by_label("网址", exact=True).fill(ARTICLE)
    helper.get_by_label("您的姓名").fill("吴老师")
    secretary.goto("/helper-links")
    secretary.get_by_text("停用…").first.click()
    secretary.get_by_role("button", name="停用", exact=True).first.click()
    expect(secretary.locator("#messages")).to_contain_text("链接已停用")
    helper.get_by_role("button", name="提交").click()
    expect(helper.locator("#messages")).to_contain_text("已停用")
    expect(helper.get_by_label("网址", exact=True)).to_have_value(ARTICLE)
    helper.reload()
    expect(helper.get_by_role("main")).to_contain_text("不再收材料")


def test_everybody_can_use_the_pages(phone, task_id):
    address = make_link(phone("north"), task_id)
    helper = phone()
    for path in (address, f"{address}?kind=file"):
        helper.goto(path)
        assert helper.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert Axe().run(helper).response["violations"] == []
