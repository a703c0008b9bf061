"""Pieces with files, given through the domain's own methods."""

import io
from hashlib import sha256

from sqlalchemy import select

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, give, revise
from checklist.evidence.models import Evidence
from checklist.files.models import StoredFile, Upload
from checklist.files.storing import keep, stored_file
from checklist.tasks.attachment import attach
from checklist.tasks.models import Task
from checklist.tasks.submission import submit
from tests.builders import a_task
from tests.cast import Cast
from tests.files.making import picture

MOST = 50 * 1024 * 1024


def kept(data: bytes, name: str = "照片.jpg") -> StoredFile:
    """The row of a file that is kept; detached."""
    file = keep(io.BytesIO(data), name, most_bytes=MOST, at=now())
    with write_unit():
        return stored_file(file, now())


def uploads(*files: tuple[str, bytes], organization_id: int, form: str = "task-1") -> tuple[Upload, ...]:
    """Uploads that wait, inside a write unit; the files are kept already."""
    rows = []
    for name, data in files:
        file = db.session.scalars(select(StoredFile).where(StoredFile.sha256 == sha256(data).hexdigest())).one()
        upload = Upload(organization_id=organization_id, form=form, file=file, name=name, uploaded_at=now(), visitor="")
        db.session.add(upload)
        rows.append(upload)
    db.session.flush()
    return tuple(rows)


def given(*files: tuple[str, bytes], task_id: int | None = None, title: str = "现场照片") -> int:
    """A piece of north with these files, attached to a task where one is named; returns the evidence's id."""
    for name, data in files:
        kept(data, name)
    with write_unit():
        by = Cast().north
        picked = uploads(*files, organization_id=by.organization_id)
        evidence = give(by.organization_id, "file", Piece(title, picked=picked), by=by, at=now())
        if task_id is not None:
            attach(db.session.get_one(Task, task_id), evidence, by=by, at=now())
        return evidence.id


def given_anew(evidence_id: int, *files: tuple[str, bytes]) -> None:
    """A newer version with these files instead."""
    for name, data in files:
        kept(data, name)
    with write_unit():
        by = Cast().north
        evidence = db.session.get_one(Evidence, evidence_id)
        picked = uploads(*files, organization_id=by.organization_id)
        revise(evidence, Piece("新的照片", picked=picked), by=by, at=now())


def submitted(*files: tuple[str, bytes]) -> tuple[int, int]:
    """A task of north submitted with a piece that has these files; returns the ids of the task and of the evidence."""
    task_id = a_task()
    evidence_id = given(*(files or (("照片.jpg", picture()),)), task_id=task_id)
    with write_unit():
        submit(db.session.get_one(Task, task_id), "", by=Cast().north, at=now())
    return task_id, evidence_id
