"""What a helper's browser sends."""

from io import BytesIO

from PIL import Image
from werkzeug.test import TestResponse

from tests.helping.linking import HELPER
from tests.pages import Pages

Sent = tuple[BytesIO, str]


def a_photograph() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (600, 400), "#885522").save(picture, "JPEG")
    return picture.getvalue()


def send_help(client: Pages, token: str, task_id: int, *files: Sent, htmx: bool = True) -> TestResponse:
    """Files for the form of a task; by htmx as static/uploads.js does, else as a plain browser."""
    address = f"/help/{token}/tasks/{task_id}/uploads"
    return client.post(address, data={"files": list(files)}, content_type="multipart/form-data", htmx=htmx)


def give_files(client: Pages, token: str, task_id: int, *files: Sent, **typed: str) -> TestResponse:
    """The form of a piece of files: with these, or with the `uploads` that wait."""
    data = {"kind": "file", "contributor": HELPER, **typed} | ({"files": list(files)} if files else {})
    address = f"/help/{token}/tasks/{task_id}/contributions"
    return client.post(address, data=data, content_type="multipart/form-data")
