"""Every page that a role can reach by links, at two widths: nothing overflows, nothing is English by accident.

The pages are found by following links, one of every kind; a new page is looked at without anybody adding it.
Screenshots go to test-results/pages; with --pictures those of the documentation are taken anew.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from tests.browser.conftest import DESKTOP, PHONE

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results" / "pages"
# What may stand in Latin letters on a Chinese page: names of things, addresses, file kinds, the way to English.
LATIN = re.compile(r"[A-Za-z]{3,}")
ALLOWED = {
    "English", "Word", "Excel", "PDF", "OFD", "xlsx", "docx", "doc", "wps", "txt", "http", "https", "QR", "SHA", "MB",
    "ECB", "Ctrl", "Enter",
}  # fmt: skip
ADDRESS = re.compile(
    r"https?://\S+|[\w.-]+\.(?:example|txt|xlsx|html)\S*|\b(?:secretary|member|staff|leader|admin|head)\b"
)
PICTURES = {
    ("staff", "dashboards.show_dashboard", 1280): "dashboard",
    ("staff", "drafting.edit_draft", 1280): "confirm",
    ("secretary", "tasks.show_checklist", 390): "checklist-phone",
    ("admin", "organizations.list_organizations", 1280): "organizations",
}


@pytest.fixture(scope="session")
def address(worked_province, serve):
    """Overrides the empty province: these pages have something on them."""
    return serve(worked_province)


def pages(page: Page, app: Flask) -> Iterator[str]:
    """The endpoints reached from home by links, one address of each kind; the page is on it when it is yielded."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(app, path)
        if endpoint is None or endpoint in seen:
            continue
        seen.add(endpoint)
        page.goto(path)
        yield endpoint_of(app, urlsplit(page.url).path) or endpoint
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting += [urlsplit(link).path for link in links if link.startswith("/")]


def endpoint_of(app: Flask, path: str) -> str | None:
    """The view of an address; None for a file to download and for what is no page."""
    if path.endswith(".xlsx") or path.startswith("/static/"):
        return None
    try:
        return app.url_map.bind("").match(path, "GET")[0]
    except HTTPException:
        return None


def english_words(text: str) -> set[str]:
    return set(LATIN.findall(ADDRESS.sub("", text))) - ALLOWED


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
@pytest.mark.parametrize("account", ["", "staff", "leader", "admin", "secretary", "member", "head"])
def test_every_page(account, size, open_as, worked_province, request):
    RESULTS.mkdir(parents=True, exist_ok=True)
    page = open_as(account, size=size)
    faults: dict[str, object] = {}
    visited = []
    for endpoint in pages(page, worked_province):
        visited.append(endpoint)
        picture = RESULTS / f"{account or 'stranger'}-{endpoint}-{size['width']}.png"
        page.screenshot(path=picture, full_page=True)
        name = PICTURES.get((account, endpoint, size["width"]))
        if name and request.config.getoption("--pictures"):
            page.screenshot(path=picture)
            shutil.copy(picture, ROOT / "docs" / "pictures" / f"{name}.png")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults[f"{endpoint}: overflows"] = page.url
        if words := english_words(page.inner_text("body")):
            faults[f"{endpoint}: English"] = words
        axe = Axe().run(page)
        if axe.violations_count:
            faults[f"{endpoint}: axe"] = [violation["id"] for violation in axe.response["violations"]]
    assert faults == {}
    assert len(visited) >= (1 if not account else 4), visited


def test_english_on_a_chinese_page_is_found():
    assert english_words("已上报 Submitted https://a.example/x") == {"Submitted"}
