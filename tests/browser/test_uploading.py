"""Files from a phone's album: sent one by one with their progress; nothing is lost, whatever happens to one of them."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.files.models import Upload
from checklist.tasks.models import Task
from tests.browser.conftest import DESKTOP, PATIENCE_MILLISECONDS, PHONE, served
from tests.builders import a_notice, attached_link, tasks_of
from tests.cast import Cast, make_cast
from tests.pages import Pages

# Werkzeug's own server leaves a picture's file to the garbage collector when the browser goes away meanwhile.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def fill() -> None:
    with write_unit():
        make_cast(now())


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Flask], str]) -> tuple[Flask, str]:
    """The program with the cast, and its address."""
    app = served(tmp_path_factory.mktemp("album"), fill)
    app.test_client_class = Pages
    return app, serve(app)


@pytest.fixture
def task_id(album: tuple[Flask, str]) -> int:
    """A task of north that wants files or a statement."""
    with album[0].app_context():
        return tasks_of(a_notice(kinds=("file", "statement")))[0].id


@pytest.fixture
def opened(browser: Browser, album: tuple[Flask, str]) -> Iterator[Callable[..., Page]]:
    """`opened("/tasks/1", scripts=False)`: that page on a phone, with the secretary of north signed in."""
    contexts: list[BrowserContext] = []
    app, address = album

    def at(path: str, *, scripts: bool = True, size: dict[str, int] = PHONE) -> Page:
        client: Any = app.test_client()
        with app.app_context():
            client.sign_in(Cast().north.id)
        cookie = client.get_cookie("session").value
        context = browser.new_context(
            base_url=address, java_script_enabled=scripts, viewport=size, locale="zh-CN", has_touch=size is PHONE
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        context.add_cookies([{"name": "session", "value": cookie, "url": address}])
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield at
    for context in contexts:
        context.close()


def a_photograph(name: str = "IMG_0001.jpg", seed: int = 1) -> dict[str, Any]:
    picture, noise = BytesIO(), Random(seed)  # noqa: S311
    Image.frombytes("RGB", (80, 60), noise.randbytes(80 * 60 * 3)).resize((800, 600)).save(picture, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def a_text(name: str, words: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/plain", "buffer": words.encode()}


def status_of(album: tuple[Flask, str], task_id: int) -> str:
    with album[0].app_context():
        return db.session.get_one(Task, task_id).status


def pick(page: Page, *files: dict[str, Any]) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


def the_button(page: Page) -> Any:
    return page.get_by_role("button", name="附上并上报")


def test_a_tick_with_a_photograph_takes_three_taps_after_the_list(opened, album, task_id):
    with album[0].app_context():
        notice_id = db.session.get_one(Task, task_id).notice_id
    page = opened(f"/notices/{notice_id}/checklist")
    taps = 0

    def tap(target: Any) -> None:
        nonlocal taps
        taps += 1
        target.tap()

    tap(page.locator(f'a.row__link[href="/tasks/{task_id}"]'))
    with page.expect_file_chooser() as chooser:
        tap(page.get_by_label("选择照片或文件"))
    chooser.value.set_files([a_photograph()])
    tap(the_button(page))
    expect(page.get_by_role("main")).to_contain_text("正在等待审核")
    assert taps == 3
    assert status_of(album, task_id) == "submitted"
    expect(page.get_by_role("main")).to_contain_text("IMG_0001")


def test_many_at_once_are_all_there_with_their_pictures(opened, task_id):
    page = opened(f"/tasks/{task_id}")
    pick(page, *(a_photograph(f"IMG_{number:04d}.jpg", number) for number in range(12)))
    expect(page.locator(".upload[id] img")).to_have_count(12)
    for picture in page.locator(".upload[id] img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.reload()
    expect(page.locator(".upload[id]")).to_have_count(12)
    the_button(page).click()
    expect(page.get_by_role("main")).to_contain_text("12 个文件")


def test_what_is_pressed_too_early_is_done_when_all_files_are_there(opened, album, task_id):
    page, held = opened(f"/tasks/{task_id}"), []
    page.route("**/uploads", lambda route: held.append(route))
    pick(page, a_photograph("慢.jpg"))
    expect(the_button(page)).to_contain_text("还有 1 个文件在上传")
    page.get_by_text("标题、日期和说明").click()
    page.get_by_label("标题").fill("启动仪式")
    the_button(page).click()
    expect(the_button(page)).to_contain_text("传完后自动提交")
    assert status_of(album, task_id) == "open"
    held.pop().continue_()
    expect(page.get_by_role("main")).to_contain_text("正在等待审核")
    expect(page.get_by_role("main")).to_contain_text("启动仪式")


def test_one_that_the_network_dropped_is_sent_again(opened, album, task_id):
    page, tries = opened(f"/tasks/{task_id}"), []

    def answer(route: Route) -> None:
        tries.append(route)
        if len(tries) == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads", answer)
    pick(page, a_photograph("断.jpg"))
    expect(page.locator(".upload--failed")).to_contain_text("网络断开，没有传完")
    pick(page, a_text("通.txt", "活动记录"))
    expect(page.locator(".upload[id]")).to_contain_text("通.txt")
    the_button(page).click()
    expect(page.locator(".uploads__state")).to_contain_text("有 1 个文件没有传上来")
    assert status_of(album, task_id) == "open"
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".upload[id]")).to_have_count(2)
    the_button(page).click()
    expect(page.get_by_role("main")).to_contain_text("2 个文件")


def test_each_that_is_refused_says_why_and_the_rest_goes_on(opened, album, task_id, monkeypatch):
    monkeypatch.setitem(album[0].config, "MAX_FILE_BYTES", 100_000)
    page, sent = opened(f"/tasks/{task_id}"), []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/uploads") else None)
    pick(
        page,
        a_text("太大.txt", "记" * 50_000),
        a_text("空.txt", ""),
        a_text("页.html", "<!doctype html><script>1</script>"),
    )
    expect(page.locator(".upload--refused")).to_have_count(3)
    expect(page.locator(".uploads__list")).to_contain_text("文件超过 98 KB")
    expect(page.locator(".uploads__list")).to_contain_text("空文件")
    expect(page.locator(".uploads__list")).to_contain_text("网页")
    assert len(sent) == 1  # what cannot be taken in any case is not sent over a slow line
    pick(page, a_text("好.txt", "活动记录"))
    expect(page.locator(".upload[id]")).to_contain_text("好.txt")
    the_button(page).click()
    expect(page.get_by_role("main")).to_contain_text("正在等待审核")


def test_a_file_is_taken_out_again(opened, album, task_id):
    page = opened(f"/tasks/{task_id}")
    pick(page, a_text("一.txt", "一"), a_text("二.txt", "二"))
    expect(page.locator(".upload[id]")).to_have_count(2)
    page.get_by_role("button", name="移除 一.txt").click()
    expect(page.locator(".upload[id]")).to_have_count(1)
    page.reload()
    expect(page.locator(".upload[id]")).to_contain_text("二.txt")
    with album[0].app_context():
        waiting = select(Upload.name).where(Upload.form == f"task-{task_id}")
        assert db.session.scalars(waiting).all() == ["二.txt"]


def test_what_is_on_its_way_moves_to_another_kind_of_form(opened, task_id):
    page, held = opened(f"/tasks/{task_id}", size=DESKTOP), []
    page.route("**/uploads", lambda route: held.append(route))
    pick(page, a_text("慢.txt", "慢"))
    page.get_by_role("link", name="情况说明").click()
    expect(page.get_by_label("情况说明")).to_be_visible()
    expect(page.locator(".upload--sending")).to_contain_text("慢.txt")
    held.pop().continue_()
    expect(page.locator(".upload[id]")).to_contain_text("慢.txt")


def test_a_token_that_ran_out_is_renewed(opened, task_id):
    page = opened(f"/tasks/{task_id}")
    page.evaluate("document.querySelector('meta[name=csrf-token]').content = 'stale'")
    pick(page, a_text("记录.txt", "记录"))
    expect(page.locator(".upload[id]")).to_contain_text("记录.txt")


@pytest.mark.parametrize("path", ["evidence", "submission"])
def test_without_scripts_files_are_sent_with_the_form(opened, album, task_id, path):
    page = opened(f"/tasks/{task_id}?kind=statement", scripts=False)
    pick(page, a_text("一.txt", "一"), a_text("空.txt", ""))
    button = page.get_by_role("button", name="仅附上" if path == "evidence" else "附上并上报")
    page.get_by_label("情况说明").fill("活动已于今日举行。")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("“空.txt”没有收下")
    expect(page.get_by_label("情况说明")).to_have_value("活动已于今日举行。")
    expect(page.locator(".upload[id]")).to_contain_text("一.txt")
    assert status_of(album, task_id) == "open"
    button.click()
    expect(page.get_by_role("main")).to_contain_text("一.txt")
    assert status_of(album, task_id) == ("open" if path == "evidence" else "submitted")


def test_without_scripts_a_file_is_unticked(opened, task_id):
    page = opened(f"/tasks/{task_id}", scripts=False)
    pick(page, a_text("一.txt", "一"), a_text("二.txt", "二"), a_text("空.txt", ""))
    the_button(page).click()
    expect(page.locator(".upload")).to_have_count(2)
    page.get_by_role("checkbox", name="一.txt").uncheck()
    the_button(page).click()
    expect(page.get_by_role("main")).to_contain_text("正在等待审核")
    expect(page.locator(".evidence")).to_contain_text("1 个文件")


def test_what_was_typed_survives_the_page(opened, task_id):
    page = opened(f"/tasks/{task_id}?kind=statement")
    page.get_by_label("情况说明").fill("活动已于今日举行。")
    page.close()
    again = page.context.new_page()
    again.goto(f"/tasks/{task_id}?kind=statement")
    expect(again.get_by_label("情况说明")).to_have_value("活动已于今日举行。")
    the_button(again).click()
    expect(again.get_by_role("main")).to_contain_text("正在等待审核")
    assert drafts(again) == []


def test_signing_out_forgets_what_was_typed(opened, task_id):
    page = opened(f"/tasks/{task_id}?kind=statement")
    page.get_by_label("情况说明").fill("活动已于今日举行。")
    assert len(drafts(page)) == 1
    assert re.fullmatch(r"draft:\d+-task-\d+-statement", drafts(page)[0])
    page.goto("/account")
    page.locator("#sign-out").get_by_role("button").click()
    page.wait_for_url("**/sign-in*")
    assert drafts(page) == []


def drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))")


def test_what_is_wrong_far_down_the_page_is_in_sight_and_has_the_cursor(opened, album):
    with album[0].app_context():
        task_id = tasks_of(a_notice(kinds=("link", "statement")))[0].id
        attached_link(task_id)
    page = opened(f"/tasks/{task_id}")
    page.get_by_text("再附一份材料").click()
    page.get_by_label("网址", exact=True).fill("明天再报")
    page.get_by_role("button", name="仅附上").click()
    field = page.locator('.field--problem [aria-invalid="true"]')
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("没有找到网址", exact=False)).to_be_in_viewport(ratio=1)
    assert field.input_value() == "明天再报"
