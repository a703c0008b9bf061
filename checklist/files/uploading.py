"""Files that somebody picked for a form: taken in one by one, and kept waiting until the form is sent."""

import hashlib
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from checklist.accounts.models import Membership
from checklist.bodies import NO_ROOM, TOO_LARGE
from checklist.db import db
from checklist.files.models import StoredFile, Upload
from checklist.files.naming import clean_name
from checklist.files.queries import Picker, Visitor, waiting_uploads
from checklist.files.refusing import no_room_sentence, too_large_sentence
from checklist.files.storing import KeptFile, Unacceptable, keep, stored_file
from checklist.refusals import Refused
from checklist.turns import off_turn

# What a form is named after: the thing that it belongs to, as `dom_id` says it.
FORM = re.compile(r"[a-z]{1,20}(-[a-z0-9]{1,20}){1,3}")
# So many files wait for one form.
MOST_WAITING = 50
# So many of the largest files wait in one organization.
MOST_WAITING_LARGEST = 40


@dataclass(frozen=True)
class Taken:
    """What came of the files that were sent: those that wait now, by their ids, and a sentence for each other."""

    ids: list[int] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


class Limits:
    """What may be given beside the limits of the organization: as much as these allow. All inside a write unit."""

    def refuse(self, size: int, at: datetime) -> None:
        """Raises Refused where there is no room for one more new file of so many bytes."""

    def count(self, upload: Upload, at: datetime) -> None:
        """A new file waits. Raises Refused where others took the room meanwhile."""

    def count_refused(self, at: datetime) -> None:
        """A file was opened for nothing."""


@dataclass(frozen=True)
class Picked:
    """A file of a body before anything of it is kept."""

    sent: FileStorage
    name: str
    sha256: str
    size: int


def take_uploads(
    files: Iterable[FileStorage],
    form: str,
    unit: Callable[[], AbstractContextManager[Picker]],
    *,
    at: datetime,
    limits: Limits | None = None,
) -> Taken:
    """Keep the files and let them wait for that form. One that is refused loses nothing of the rest.

    `unit` is the write unit in the name of whoever picked them. Before a file is kept, which is slow, there must be
    room for it: what is refused leaves nothing on the disk. The same file twice for the same form waits once.
    """
    taken, limits = Taken(), limits or Limits()
    for sent in files:
        if not sent.filename and not getattr(sent.stream, "problem", ""):
            continue  # a browser's way to say that nothing was chosen
        try:
            taken.ids.append(_take(_picked(sent), form, unit, at, limits))
        except Refused as problem:
            taken.refusals.append(_refusal(sent.filename or "", str(problem.sentence)))
    return taken


def remove(upload: Upload) -> None:
    """Take a waiting file out of its form; its bytes are swept later. Used already: nothing happens."""
    if upload.used_at is None:
        db.session.delete(upload)


def _take(
    picked: Picked, form: str, unit: Callable[[], AbstractContextManager[Picker]], at: datetime, limits: Limits
) -> int:
    with unit() as picker:
        if (same := _waiting_same(picker, form, picked)) is not None:
            return same
        _refuse_full(picker, form, picked.size)
        limits.refuse(picked.size, at)
    try:
        with off_turn():
            kept = keep(picked.sent.stream, picked.name, most_bytes=current_app.config["MAX_FILE_BYTES"], at=at)
    except Unacceptable:
        with unit():
            limits.count_refused(at)
        raise
    with unit() as picker:
        # Others may have taken the room meanwhile, or sent the same.
        if (same := _waiting_same(picker, form, picked)) is not None:
            return same
        _refuse_full(picker, form, kept.size)
        upload = _let_wait(kept, form, picker, at)
        limits.count(upload, at)
        return upload.id


def _picked(sent: FileStorage) -> Picked:
    problem = getattr(sent.stream, "problem", "")
    if problem == TOO_LARGE:
        raise Unacceptable(too_large_sentence(current_app.config["MAX_FILE_BYTES"]))
    if problem == NO_ROOM:
        raise Unacceptable(no_room_sentence())
    with off_turn():
        digest = hashlib.file_digest(sent.stream, "sha256")  # type: ignore[arg-type]
        size = sent.stream.tell()
        sent.stream.seek(0)
    return Picked(sent, clean_name(sent.filename or ""), digest.hexdigest(), size)


def _waiting_same(picker: Picker, form: str, picked: Picked) -> int | None:
    for upload in waiting_uploads(picker, form):
        if (upload.file.sha256, upload.name) == (picked.sha256, picked.name):
            return upload.id
    return None


def _refuse_full(picker: Picker, form: str, size: int) -> None:
    if len(waiting_uploads(picker, form)) >= MOST_WAITING:
        raise Refused(_("一次最多附 %(count)d 个文件。请先提交，或移除一些。", count=MOST_WAITING))
    total = select(func.coalesce(func.sum(StoredFile.size), 0)).join(Upload, Upload.file_id == StoredFile.id)
    of_all = total.where(Upload.organization_id == picker.organization_id, Upload.used_at.is_(None))
    if (db.session.scalar(of_all) or 0) + size > MOST_WAITING_LARGEST * current_app.config["MAX_FILE_BYTES"]:
        raise Refused(_("本单位选好而没有提交的文件太多，占满了空间。请先提交，或移除一些。"))


def _let_wait(file: KeptFile, form: str, picker: Picker, at: datetime) -> Upload:
    upload = Upload(
        organization_id=picker.organization_id,
        form=form,
        file=stored_file(file, at),
        name=file.name,
        uploaded_at=at,
        uploaded_by_id=picker.id if isinstance(picker, Membership) else None,
        visitor=picker.word if isinstance(picker, Visitor) else "",
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def _refusal(name: str, sentence: str) -> str:
    return _("“%(name)s”没有收下：%(sentence)s", name=name[-60:], sentence=sentence)
