"""Files as browsers send them, small enough for a test."""

from io import BytesIO
from pathlib import Path

from sqlalchemy import select
from werkzeug.test import TestResponse

from checklist.db import db
from checklist.files.models import Upload
from tests.pages import Pages

TEXT = "科普活动记录：参加人数 120 人。\n".encode()


def a_file(name: str = "记录.txt", content: bytes = TEXT) -> tuple[BytesIO, str]:
    """A file of a form, as the test client sends it."""
    return BytesIO(content), name


def send_files(client: Pages, *files: tuple[BytesIO, str], form: str = "task-1", htmx: bool = True) -> TestResponse:
    """Send files for a form; by htmx as static/uploads.js does, else as a plain browser."""
    data = {"form": form, "files": list(files)}
    return client.post("/uploads", data=data, content_type="multipart/form-data", htmx=htmx)


def names_waiting() -> list[str]:
    """What waits, in order."""
    db.session.remove()
    return [upload.name for upload in db.session.scalars(select(Upload).order_by(Upload.id)) if upload.used_at is None]


def kept_bytes(instance: Path) -> int:
    """How much of files is kept, whoever refers to it."""
    return sum(path.stat().st_size for path in instance.glob("files/*/*"))
