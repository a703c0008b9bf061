"""The whole way, for real: a notice is read, confirmed and issued; a secretary ticks; the office returns and accepts.

Once with JavaScript and once without: nothing may need it.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, sign_in

ARTICLE = "https://yixuehui.example/2026/1.html"


def confirm_and_issue(staff: Page, text: str) -> str:
    """Import the notice, set a deadline, drop a directive, look at the cost, issue; returns the notice's path."""
    staff.goto("/imports/new")
    staff.get_by_label("或者粘贴通知正文").fill(text)
    staff.get_by_role("button", name="读取通知").click()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("防控工作的通知")
    path = re.sub(r"https?://[^/]+(/notices/\d+).*", r"\1", staff.url)

    first = staff.locator(".directive").first
    first.get_by_role("link", name="修改").click()
    form = staff.locator(".directive--form")
    form.get_by_label("期限", exact=False).first.fill("2036-02-20")
    for kind in ("学习情况", "情况说明"):
        form.get_by_label(kind, exact=True).uncheck()
    form.get_by_label("链接", exact=True).check()
    form.get_by_role("button", name="保存").click()
    expect(staff.locator(".directive").first).to_contain_text("2036年2月20日")

    count = staff.locator(".directive").count()
    staff.locator(".directive").last.get_by_role("button", name="删去").click()
    expect(staff.locator(".directive").last).to_contain_text("恢复")
    staff.reload()
    expect(staff.locator(".directive").last).to_contain_text("恢复")
    expect(staff.locator(".directive")).to_have_count(count)

    staff.get_by_role("link", name="下一步").first.click()
    expect(staff.get_by_role("main")).to_contain_text("150")
    staff.get_by_role("button", name="印发给 150 个单位").click()
    staff.wait_for_url(f"**{path}/dashboard")
    return path


def tick_off(secretary: Page, path: str) -> str:
    """Sign for the notice, open the first task, attach a link and report; returns the task's path."""
    secretary.goto(path)
    secretary.get_by_role("button", name="签收").click()
    expect(secretary.get_by_role("main")).to_contain_text("已签收")
    secretary.locator(".row__link").first.click()
    secretary.wait_for_url("**/tasks/*")
    task = re.sub(r"https?://[^/]+", "", secretary.url)
    report(secretary, ARTICLE)
    return task


def report(secretary: Page, url: str) -> None:
    secretary.get_by_label("网址", exact=True).fill(url)
    secretary.get_by_role("button", name="附上并上报").click()
    expect(secretary.get_by_role("main")).to_contain_text("正在等待审核")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_from_notice_to_tick(open_as, founding_notice, scripts):
    staff = open_as("staff", scripts=scripts)
    path = confirm_and_issue(staff, founding_notice)

    secretary = open_as("secretary", scripts=scripts, size=PHONE)
    task = tick_off(secretary, path)
    secretary.get_by_role("link", name="出示上报回执").click()
    expect(secretary.get_by_role("main")).to_contain_text("陈晓舒")

    if scripts:
        # The open dashboard shows it by itself; the cell opens beside the table.
        cell = staff.locator(f'.matrix a[href$="/dashboard{task}"]')
        expect(cell).to_contain_text("已上报")
        cell.click()
        panel = staff.locator("#panel")
    else:
        staff.goto(f"/dashboard{task}")
        panel = staff.get_by_role("main")
    expect(panel.locator(f'a[href="{ARTICLE}"]').first).to_be_visible()
    panel.get_by_text("退回这次上报").click()
    panel.get_by_label("退回理由").fill("请补充会议日期。")
    panel.get_by_role("button", name="退回", exact=True).click()
    expect(staff.get_by_role("main")).to_contain_text("请补充会议日期。")

    secretary.goto(path)
    expect(secretary.get_by_role("main")).to_contain_text("请补充会议日期。")
    secretary.goto(task)
    secretary.get_by_label("说明").first.fill("会议于2月3日召开。")
    secretary.get_by_role("button", name="上报", exact=True).click()
    expect(secretary.get_by_role("main")).to_contain_text("正在等待审核")

    staff.goto(f"/dashboard{task}")
    staff.get_by_role("button", name="办结").click()
    expect(staff.get_by_role("main")).to_contain_text("已办结")
    secretary.goto(task)
    expect(secretary.get_by_role("main")).to_contain_text("已办结")


def test_a_link_from_a_chat_lands_on_the_notice_after_sign_in(open_as, founding_notice):
    path = confirm_and_issue(open_as("staff"), founding_notice)
    stranger = open_as(size=PHONE)
    stranger.goto(path)
    sign_in(stranger, "secretary")
    stranger.wait_for_url(f"**{path}/checklist")


def test_what_is_typed_survives_a_session_that_ended(open_as, founding_notice):
    path = confirm_and_issue(open_as("staff"), founding_notice)
    secretary = open_as("secretary", size=PHONE)
    secretary.goto(path)
    secretary.locator(".row__link").first.click()
    secretary.get_by_label("网址", exact=True).fill(ARTICLE)
    other = secretary.context.new_page()
    other.goto("/account")
    other.locator("#sign-out").get_by_role("button").click()
    other.wait_for_url("**/sign-in*")

    report_button = secretary.get_by_role("button", name="附上并上报")
    report_button.click()
    expect(secretary.locator("#messages")).to_contain_text("请在新窗口登录")
    expect(secretary.get_by_label("网址", exact=True)).to_have_value(ARTICLE)

    sign_in(other, "secretary")
    report_button.click()
    expect(secretary.locator("#messages")).to_contain_text("请再按一次")
    report_button.click()
    expect(secretary.get_by_role("main")).to_contain_text("正在等待审核")


def test_what_is_typed_survives_a_session_that_ended_without_scripts(open_as, founding_notice):
    path = confirm_and_issue(open_as("staff"), founding_notice)
    secretary = open_as("secretary", scripts=False, size=PHONE)
    secretary.goto(path)
    secretary.locator(".row__link").first.click()
    secretary.get_by_label("网址", exact=True).fill(ARTICLE)
    secretary.context.clear_cookies()
    secretary.get_by_role("button", name="附上并上报").click()
    sign_in(secretary, "secretary")
    expect(secretary.get_by_role("main")).to_contain_text(ARTICLE)
    secretary.get_by_role("button", name="重新提交").click()
    expect(secretary.get_by_role("main")).to_contain_text("正在等待审核")


def test_two_windows_of_the_office_and_one_decision(open_as, founding_notice):
    """The second of two who decide is told what the first did, and the reason typed is still there."""
    first, second = open_as("staff"), open_as("staff")
    path = confirm_and_issue(first, founding_notice)
    task = tick_off(open_as("secretary", size=PHONE), path)
    second.goto(f"/dashboard{task}")
    second.get_by_text("退回这次上报").click()
    second.get_by_label("退回理由").fill("请补充照片。")
    first.goto(f"/dashboard{task}")
    first.get_by_role("button", name="办结").click()
    expect(first.get_by_role("main")).to_contain_text("已办结")
    second.get_by_role("button", name="退回", exact=True).click()
    expect(second.locator("#messages")).to_contain_text("已由林静书")
    expect(second.get_by_label("退回理由")).to_have_value("请补充照片。")
