"""Word of before 2007, WPS, RTF and OpenDocument: made into .docx by LibreOffice where it is installed (`soffice`).

LibreOffice runs as a process of its own, without network or macros, in a profile that is new each time, and is ended
with all that it started. It has its own limits, above those of whoever reads: 512 MB of address space are just enough
for text (measured with version 7.4), so the soft limit is raised to MEMORY_BYTES as far as the hard one lets it.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from checklist.children import die_with_parent, limit
from checklist.reading.formats.docx import read_docx
from checklist.reading.model import Unreadable
from checklist.reading.packages import opened
from checklist.reading.streams import entry, is_encrypted

MEMORY_BYTES = 2 * 1024 * 1024 * 1024
WRITTEN_BYTES = 128 * 1024 * 1024
WALL_SECONDS = 20
# How LibreOffice says that it set up its new profile and has to be started once more.
_AGAIN = 81
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Where a setting is, its name and what it is: no macro runs, nothing that a document links to is fetched.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_old_word(data: bytes, name: str) -> str:
    """The text as read_docx gives it. Raises Unreadable: `convert` where LibreOffice is not installed."""
    suffix = _suffix(data, name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable("convert", name)
    with tempfile.TemporaryDirectory(prefix="checklist-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"notice{suffix}")
        source.write_bytes(data)
        _write_profile(Path(folder, "profile"))
        _convert(program, source)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise Unreadable("broken", name)
        data = made.read_bytes()
    return read_docx(data, name)


def _suffix(data: bytes, name: str) -> str:
    """The ending by which LibreOffice looks first; raises Unreadable at what it should not be given."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(_OLE2):
        if is_encrypted(data):
            raise Unreadable("password", name)
        return ".doc" if entry(data, "WordDocument") is not None else ".wps"
    if data.startswith(b"PK"):
        with opened(io.BytesIO(data), name) as archive:
            manifest = "META-INF/manifest.xml"
            if manifest in archive.NameToInfo and b"encryption-data" in archive.read(manifest):
                raise Unreadable("password", name)
        return ".odt"
    return ".xml"


def _convert(program: str, source: Path) -> None:
    """LibreOffice's own starter leaves processes behind when it is ended: what it starts is started here, if found."""
    engine = Path(program).resolve().with_name("soffice.bin")
    command = [
        str(engine if engine.is_file() else program),
        f"-env:UserInstallation={(source.parent / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    until = time.monotonic() + WALL_SECONDS
    if _run(command, source.parent, until) == _AGAIN:
        _run(command, source.parent, until)


def _run(command: list[str], folder: Path, until: float) -> int | None:
    environment = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
        preexec_fn=_limit,
    ) as process:
        try:
            return process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            return None
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


def _limit() -> None:
    """In the new process, before LibreOffice: its limits, and its end should its parent be killed."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CPU, WALL_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        limit(what, most)
    die_with_parent()


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, key, value in _SETTINGS
    )
    home = 'xmlns:oor="http://openoffice.org/2001/registry"'
    profile.joinpath("user").mkdir(parents=True)
    written = f'<?xml version="1.0" encoding="UTF-8"?><oor:items {home}>{items}</oor:items>'
    profile.joinpath("user", "registrymodifications.xcu").write_text(written, encoding="utf-8")
