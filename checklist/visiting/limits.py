"""What a link takes in of the files that somebody without an account sends."""

from datetime import datetime

from checklist.accounts.throttling import count_refused_file
from checklist.files.models import Upload
from checklist.files.uploading import Limits
from checklist.helping.contributing import count_upload, refuse_file
from checklist.helping.queries import link_of


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
