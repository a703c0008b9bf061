"""What tests of kept files start from."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def store(app) -> Iterator[Path]:
    """The folder of the instance, with no file in it; inside a request, as files are kept."""
    instance: Path = app.config["INSTANCE"]
    for name in ("files", "previews", "importing"):
        shutil.rmtree(instance / name, ignore_errors=True)
    with app.test_request_context():
        yield instance
