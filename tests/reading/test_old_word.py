"""Old Word and its like through LibreOffice; and what is said where that is not installed."""

import http.server
import os
import resource
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from checklist.notices.wording import UNREADABLE
from checklist.reading import Unreadable
from checklist.reading.apart import read_apart
from checklist.reading.child import MEMORY_BYTES
from checklist.reading.formats import extract, old_word
from checklist.reading.formats.old_word import read_old_word

FILES = Path(__file__).parent / "files"
DOC = (FILES / "libreoffice.doc").read_bytes()
EXPECTED = [
    "关于做好学会换届工作的通知",
    "省级各学会：",
    "现就换届工作通知如下。",
    "一、制定换届方案",
    "（一）各学会要在任期届满前三个月报送换届方案。",
    "（注：方案格式见附件。）",
    "（二）召开理事会审议。",
    "二、做好财务审计",
    "材料\t时限",
    "换届方案\t3月31日",
    "审计报告\t4月30日",
    "云河省科学技术协会",
    "2026年1月12日",
]
# Without its settings LibreOffice asks for this picture.
LINKED = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>各学会：'
    '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">'
    '<draw:image xlink:href="{home}/a.png" xlink:type="simple"/></draw:frame></text:p>'
    "</office:text></office:body></office:document>"
)
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program called soffice that does this."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.defpath}")


def refused(data: bytes = DOC) -> str:
    with pytest.raises(Unreadable) as problem:
        read_old_word(data, "通知.doc")
    assert problem.value.name == "通知.doc"
    return problem.value.code


def is_running(pid: int) -> bool:
    """Whoever adopted an ended process may not have taken note of it yet."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def test_without_libreoffice_it_is_said_how_to_convert(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused() == "convert"
    assert "另存为 .docx" in str(UNREADABLE["convert"])


@needs_libreoffice
@pytest.mark.parametrize("name", ["libreoffice.doc", "odfpy.odt"])
def test_a_document_of_libreoffice_and_one_of_odfpy(name):
    assert extract((FILES / name).read_bytes(), name).text.split("\n") == EXPECTED


@needs_libreoffice
def test_a_letterhead_changes_and_numbers_come_through():
    found = extract((FILES / "libreoffice-letterhead.doc").read_bytes(), "").text.split("\n")
    assert found[1] == "云科协发〔2026〕18号\t签发人：周望川"
    assert "活动场次由各学会按计划安排，并于8月31日前报送方案。" in found
    assert "二、报送活动总结" in found
    assert not [line for line in found if "内部提示" in line]


@needs_libreoffice
def test_within_the_limits_of_the_child_that_reads(tmp_path):
    path = tmp_path / "通知.doc"
    path.write_bytes(DOC)
    assert MEMORY_BYTES <= 512 * 1024 * 1024
    assert read_apart(path, path.name, tmp_path).text.split("\n") == EXPECTED
    assert list(tmp_path.iterdir()) == [path]


@needs_libreoffice
def test_what_a_document_links_to_is_not_fetched():
    asked = []

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{site.server_port}"
        text = read_old_word(LINKED.format(home=home).encode(), "")
        site.shutdown()
    assert text == "各学会："
    assert asked == []


@needs_libreoffice
def test_damaged_ones_are_refused_or_read():
    for data in (DOC[: len(DOC) // 2], DOC[:600], DOC[:2000] + bytes(9000), b"{\\rtf1", b"<?xml version='1.0'?><a/>"):
        try:
            read_old_word(data, "")
        except Unreadable as problem:
            assert problem.code in ("broken", "empty")


def test_a_password_is_seen_before_anything_is_started(tmp_path, monkeypatch):
    stand_in(tmp_path, monkeypatch, f"touch {tmp_path}/started")
    locked = bytearray(DOC)
    head = DOC.index(b"\xec\xa5")
    locked[head + 11] |= 1
    assert refused(bytes(locked)) == "password"
    assert refused((FILES / "msoffcrypto.docx").read_bytes()) == "password"
    assert not (tmp_path / "started").exists()


def test_one_that_hangs_is_ended_with_what_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(old_word, "WALL_SECONDS", 1)
    stand_in(tmp_path, monkeypatch, f"sleep 60 & echo $! > {tmp_path}/pid; wait")
    begun = time.monotonic()
    assert refused() == "broken"
    assert time.monotonic() - begun < 10
    pid = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 5
    while is_running(pid):
        assert time.monotonic() < until


def test_it_runs_with_limits_of_its_own_and_leaves_nothing(tmp_path, monkeypatch):
    told = tmp_path / "told"
    stand_in(
        tmp_path, monkeypatch, f'ulimit -v > {told}; echo "$HOME" >> {told}; cat profile/user/*.xcu >> {told}; exit 81'
    )
    assert refused() == "broken"
    memory, home, profile = told.read_text().split("\n", 2)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    assert memory == str(old_word.MEMORY_BYTES // 1024) or 0 <= hard < old_word.MEMORY_BYTES
    assert not Path(home).exists()
    assert "DisableMacrosExecution" in profile
