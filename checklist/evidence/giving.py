"""An association gives evidence, and a newer version of it; each is an event in its own journal."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert

from checklist.accounts.models import MEMBER, Membership
from checklist.db import db
from checklist.evidence.models import Evidence, EvidenceVersion, version_files
from checklist.files.models import StoredFile, Upload
from checklist.formatting import moment
from checklist.journal.models import ORGANIZATION, new_salt
from checklist.journal.recording import record
from checklist.refusals import Refused


@dataclass(frozen=True)
class NamedFile:
    """A file of a version, under the name that it was given with."""

    name: str
    file: StoredFile


def files_of(version: EvidenceVersion) -> list[NamedFile]:
    """The files of a version in their order."""
    names = [file["name"] for file in version.content.get("files", ())]
    return [NamedFile(name, file) for name, file in zip(names, version.files, strict=True)]


@dataclass(frozen=True)
class Piece:
    """What was given at one time, of whatever kind: title, date of the fact, note, and what the kind asks for."""

    title: str
    happened_on: date | None = None
    note: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    picked: tuple[Upload, ...] = ()
    # In a newer version: the files of the one before that stay, ahead of those that were picked.
    kept: tuple[NamedFile, ...] = ()
    # What was read into the content and is not kept itself.
    read: tuple[Upload, ...] = ()

    @property
    def files(self) -> tuple[NamedFile | Upload, ...]:
        """All the files that belong to it, in their order."""
        return (*self.kept, *self.picked)

    @property
    def kept_content(self) -> dict[str, Any]:
        """The content with the files that belong to it."""
        files = [{"name": file.name, "sha256": file.file.sha256} for file in self.files]
        return self.content | {"files": files} if files else self.content


def known_id(value: Any) -> int:
    """The id in what was sent; 0, which nothing has, where it is none."""
    return int(value) if str(value).isdecimal() and len(str(value)) < 10 else 0


def give(organization_id: int, kind: str, piece: Piece, *, by: Membership, at: datetime) -> Evidence:
    """Keep a piece of evidence of that kind; it serves no task yet. What was typed has been checked."""
    evidence = Evidence(organization_id=organization_id, kind=kind)
    db.session.add(evidence)
    version = _add_version(evidence, 1, piece, by=by, at=at)
    record(
        ORGANIZATION,
        organization_id,
        "evidence.given",
        by=by.id,
        at=at,
        evidence=evidence.id,
        version=1,
        kind=kind,
        digest=version.digest(),
    )
    return evidence


def is_own(evidence: Evidence, by: Membership) -> bool:
    """Whether the actor may revise the piece: a member only what that member gave; a secretary everything."""
    return by.role != MEMBER or evidence.versions[0].created_by_id == by.id


def refuse_to_revise(evidence: Evidence, by: Membership) -> None:
    """Refused, with the sentence that fits, when the actor cannot give a newer version."""
    if evidence.voiding is not None:
        raise Refused(_("这份材料已作废，不能再更新。"))
    if not is_own(evidence, by):
        name = evidence.versions[0].created_by.person.name
        raise Refused(_("这份材料由%(name)s提供，您只能更新自己提供的材料；如需更新，请与本单位秘书联系。", name=name))


def revise(
    evidence: Evidence, piece: Piece, *, seen: int | None = None, by: Membership, at: datetime
) -> EvidenceVersion:
    """Give a newer version, which supersedes the one there is. The same once more: nothing happens.

    What was submitted keeps its exact version. `seen`: the number of the version that the new one was made from;
    refused when somebody gave a newer one meanwhile, so that nothing of theirs is undone unseen.
    """
    refuse_to_revise(evidence, by)
    current = evidence.current
    if (current.title, current.happened_on, current.note, current.content) == (
        piece.title,
        piece.happened_on,
        piece.note,
        piece.kept_content,
    ):
        return current
    if seen not in (None, current.number):
        raise Refused(
            _(
                "%(name)s已于 %(moment)s 更新了这份材料（第 %(number)d 版）。请重新打开，看过新的内容再修改。",
                name=current.created_by.person.name,
                moment=moment(current.created_at),
                number=current.number,
            )
        )
    version = _add_version(evidence, current.number + 1, piece, by=by, at=at)
    record(
        ORGANIZATION,
        evidence.organization_id,
        "evidence.revised",
        by=by.id,
        at=at,
        evidence=evidence.id,
        version=version.number,
        kind=evidence.kind,
        digest=version.digest(),
    )
    return version


def _add_version(evidence: Evidence, number: int, piece: Piece, *, by: Membership, at: datetime) -> EvidenceVersion:
    version = EvidenceVersion(
        number=number,
        title=piece.title,
        happened_on=piece.happened_on,
        note=piece.note,
        content=piece.kept_content,
        created_at=at,
        created_by_id=by.id,
        salt=new_salt(),
    )
    evidence.versions.append(version)
    db.session.flush()
    if piece.files:
        places = [
            {"version_id": version.id, "position": position, "file_id": file.file.id}
            for position, file in enumerate(piece.files)
        ]
        db.session.execute(insert(version_files), places)
    for upload in (*piece.picked, *piece.read):
        upload.used_at = upload.used_at or at
    return version
