"""What a link takes in of the files that somebody without an account sends."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from checklist.accounts.throttling import count_refused_file
from checklist.clock import now
from checklist.db import find, write_unit
from checklist.files.models import Upload
from checklist.files.queries import Visitor
from checklist.files.uploading import Limits
from checklist.helping.contributing import count_upload, refuse_ended, refuse_file
from checklist.helping.queries import link_of, tasks_of
from checklist.visiting.pages import visitor_of


def unit_of(token: str, task_id: int) -> Callable[[], AbstractContextManager[Visitor]]:
    """The write unit in the name of whoever sends files through the link, which still runs then."""

    @contextmanager
    def picking() -> Iterator[Visitor]:
        with write_unit():
            link = link_of(token, locked=True)
            refuse_ended(link, find(tasks_of(link), task_id), at=now())
            yield visitor_of(link)

    return picking


class LinkLimits(Limits):
    """So many files and bytes, and so many that could not be taken, counted on the link."""

    def __init__(self, token: str) -> None:
        self.token = token

    def refuse(self, size: int, at: datetime) -> None:
        refuse_file(link_of(self.token, locked=True), size, at=at)

    def count(self, upload: Upload, at: datetime) -> None:
        count_upload(link_of(self.token, locked=True), upload, at=at)

    def count_refused(self, at: datetime) -> None:
        count_refused_file(link_of(self.token).id, at=at)
