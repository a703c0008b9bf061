"""Static files: every address carries the hash of the file, so browsers may keep it for a year."""

import hashlib
from functools import cache
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from checklist.headers import HEADERS
from checklist.settings import ROOT

YEAR_SECONDS = 365 * 24 * 3600


@cache
def version(filename: str) -> str:
    """The first digits of the file's SHA-256; empty when there is no such file."""
    path = ROOT / "static" / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def add_headers(headers: Any, _path: str, _url: str) -> None:
    """The security headers of pages stand on static files too."""
    for name, value in HEADERS.items():
        headers[name] = value


def init_assets(app: Flask) -> None:
    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = version(values["filename"])

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(ROOT / "static"),
        prefix="static/",
        max_age=YEAR_SECONDS,
        add_headers_function=add_headers,
    )
