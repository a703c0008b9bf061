"""The queue of the app under test."""

from collections.abc import Iterator

import pytest
from flask import Flask
from huey.api import TaskWrapper

from checklist.jobs.queueing import queue_of


@pytest.fixture
def queue(app: Flask) -> Iterator[TaskWrapper]:
    """The queue as it is, with nothing in it."""
    app.extensions.pop("jobs", None)
    run = queue_of(app)
    run.huey.flush()
    yield run
    run.huey.flush()
    run.huey.storage.close()
    app.extensions.pop("jobs")


@pytest.fixture
def immediate(queue: TaskWrapper) -> TaskWrapper:
    """The queue as a runner that takes each run in the moment it is handed over."""
    queue.huey.storage.close()
    queue.huey.immediate = True
    return queue
