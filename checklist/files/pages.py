"""What the handlers answer with: the page that shows a file, its pictures, and the file itself to be saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Response, send_file, url_for
from flask_babel import gettext as _

from checklist.accounts.models import HEAD, MEMBER, SECRETARY, Membership
from checklist.clock import beijing
from checklist.evidence.giving import files_of
from checklist.evidence.models import EvidenceVersion
from checklist.evidence.queries import seen_version, task_served_first
from checklist.files.models import StoredFile
from checklist.files.naming import telling_name
from checklist.files.previewing import Preview, ensure_preview, has_preview, preview_of
from checklist.files.refusing import lost_sentence
from checklist.files.storing import path_of
from checklist.refusals import Missing, Refused
from checklist.turns import off_turn

# What is at such an address never changes; the browser's own copy is private to who signed in.
KEPT_SECONDS = 30 * 24 * 3600
ROWS_SHOWN = 200
# For what is saved: whatever it is, no browser runs anything of it.
SANDBOX = "sandbox; default-src 'none'"


@dataclass(frozen=True)
class SeenFile:
    """A file of a version that the actor may see; `position` counts from 1."""

    version: EvidenceVersion
    position: int
    name: str
    file: StoredFile


def seen_file(by: Membership, evidence_id: int, number: int, position: int) -> SeenFile:
    """The file at that place of that version, when the actor may see it; raises Missing."""
    version = seen_version(by, evidence_id, number)
    files = files_of(version)
    if not 1 <= position <= len(files):
        raise Missing
    return SeenFile(version, position, files[position - 1].name, files[position - 1].file)


def file_page(by: Membership, seen: SeenFile) -> dict[str, Any]:
    """What the page of a file shows. Where the preview has to be made anew, others have their turn meanwhile."""
    address: dict[str, Any] = {"evidence_id": seen.version.evidence_id, "number": seen.version.number}
    return {
        "seen": seen,
        "crumbs": _crumbs(by, seen.version),
        "address": address,
        "files": files_of(seen.version),
        "pages": [
            url_for("files.show_page", **address, position=seen.position, page=page)
            for page in range(1, seen.file.pages + 1)
        ],
        **shown_preview(seen.file),
    }


def shown_preview(file: StoredFile) -> dict[str, Any]:
    """The preview for templates/files/_preview.html, or the sentence that there is none."""
    preview: Preview | None = None
    sentence = ""
    try:
        if not has_preview(file):
            with off_turn():
                ensure_preview(file)
        preview = preview_of(file)
    except Refused as refusal:
        sentence = str(refusal.sentence)
    return {"preview": preview, "no_preview": sentence, "rows_shown": ROWS_SHOWN}


def picture(file: StoredFile, path: Callable[[StoredFile], Path]) -> Response:
    """One of our own pictures of the file: the only thing that a browser shows by itself."""
    if not has_preview(file):
        with off_turn():
            ensure_preview(file)
    found = path(file)
    response = send_file(found, "image/jpeg", etag=f"{file.sha256}-{found.stem}", conditional=True)
    return _kept(response)


def download(file: StoredFile, name: str) -> Response:
    """The file itself, to be saved under that name. The answer is sent off turn, with no transaction open."""
    path = path_of(file.sha256)
    if not path.is_file():
        raise Refused(lost_sentence())
    # Text is never compressed on the way: parts of it can be asked for.
    media_type = file.media_type if file.media_type != "text/plain" else "application/octet-stream"
    response = send_file(path, media_type, as_attachment=True, download_name=name, etag=file.sha256, conditional=True)
    response.headers["Content-Security-Policy"] = SANDBOX
    return _kept(response)


def download_name(by: Membership, seen: SeenFile) -> str:
    """单位-事项-日期, with the extension of what the file truly is."""
    version = seen.version
    day = version.happened_on or beijing(version.created_at).date()
    served = task_served_first(by, version)
    matter = served[1] if served else version.title
    return telling_name(version.evidence.organization.name, matter, day, seen.position, seen.name, seen.file.media_type)


def _crumbs(by: Membership, version: EvidenceVersion) -> list[tuple[str, str]]:
    """The way back: to the piece, or for those who have no library to the task that it serves."""
    if by.role in (SECRETARY, MEMBER):
        piece = url_for("evidence.show_evidence", evidence_id=version.evidence_id)
        return [(_("佐证材料"), url_for("evidence.list_evidence")), (version.title, piece)]
    served = task_served_first(by, version)
    if served is None:
        return []
    page = "tasks.show_task" if by.role == HEAD else "dashboards.show_cell"
    return [(served[1], url_for(page, task_id=served[0]))]


def _kept(response: Response) -> Response:
    if response.status_code == 304:
        response.close()  # it has no body, and nobody else closes the file
    response.last_modified = None
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}, immutable"
    return response
