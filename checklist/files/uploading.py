"""Files that somebody picked for a form: taken in one by one, and kept waiting until the form is sent."""

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
from checklist.files.queries import Picker, Visitor, uploads_for
from checklist.files.refusing import no_room_sentence
from checklist.files.storing import KeptFile, Unacceptable, keep, stored_file
from checklist.formatting import file_size
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


def take_uploads(
    files: Iterable[FileStorage],
    form: str,
    unit: Callable[[], AbstractContextManager[Picker]],
    *,
    at: datetime,
) -> Taken:
    """Keep the files and let them wait for that form. One that is refused loses nothing of the rest.

    The storing is slow and comes first; `unit` is the write unit in the name of whoever picked them, begun only when
    there is something to write. The same file twice for the same form waits once.
    """
    taken = Taken()
    kept: list[KeptFile] = []
    for sent in files:
        if not sent.filename and not getattr(sent.stream, "problem", ""):
            continue  # a browser's way to say that nothing was chosen
        try:
            if len(kept) == MOST_WAITING:
                raise Refused(_too_many_sentence())
            kept.append(_kept(sent, at))
        except Refused as problem:
            taken.refusals.append(_refusal(sent.filename or "", str(problem.sentence)))
    if kept:
        with unit() as picker:
            for file in kept:
                try:
                    taken.ids.append(_let_wait(file, form, picker, at).id)
                except Refused as problem:
                    taken.refusals.append(_refusal(file.name, str(problem.sentence)))
    return taken


def remove(upload: Upload) -> None:
    """Take a waiting file out of its form; its bytes are swept later. Used already: nothing happens."""
    if upload.used_at is None:
        db.session.delete(upload)


def _kept(sent: FileStorage, at: datetime) -> KeptFile:
    most: int = current_app.config["MAX_FILE_BYTES"]
    problem = getattr(sent.stream, "problem", "")
    if problem == TOO_LARGE:
        raise Unacceptable(_("文件超过 %(size)s，请压缩或拆分后再传。", size=file_size(most)))
    if problem == NO_ROOM:
        raise Unacceptable(no_room_sentence())
    with off_turn():
        return keep(sent.stream, sent.filename or "", most_bytes=most, at=at)


def _let_wait(file: KeptFile, form: str, picker: Picker, at: datetime) -> Upload:
    waiting = Upload.used_at.is_(None)
    mine = list(db.session.scalars(uploads_for(picker, form).where(waiting)))
    for upload in mine:
        if (upload.file.sha256, upload.name) == (file.sha256, file.name):
            return upload
    if len(mine) >= MOST_WAITING:
        raise Refused(_too_many_sentence())
    total = select(func.coalesce(func.sum(StoredFile.size), 0)).join(Upload, Upload.file_id == StoredFile.id)
    in_all = db.session.scalar(total.where(Upload.organization_id == picker.organization_id, waiting)) or 0
    if in_all + file.size > MOST_WAITING_LARGEST * current_app.config["MAX_FILE_BYTES"]:
        raise Refused(_("本单位选好而没有提交的文件太多，占满了空间。请先提交，或移除一些。"))
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


def _too_many_sentence() -> str:
    return _("一次最多附 %(count)d 个文件。请先提交，或移除一些。", count=MOST_WAITING)


def _refusal(name: str, sentence: str) -> str:
    return _("“%(name)s”没有收下：%(sentence)s", name=name[-60:], sentence=sentence)
