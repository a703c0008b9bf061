"""What the handlers answer with: the page of a piece, and the form of a newer version of it."""

from typing import Any

from flask import request

from checklist.access import acting
from checklist.accounts.models import MEMBER, SECRETARY, Membership
from checklist.clock import now
from checklist.db import find
from checklist.dom import dom_id
from checklist.evidence.forms import RevisionForm
from checklist.evidence.giving import files_of, is_own
from checklist.evidence.kinds import KINDS
from checklist.evidence.kinds.kind import Kind, PieceForm
from checklist.evidence.models import Evidence
from checklist.evidence.queries import evidence_for, evidence_with_record, given_earlier
from checklist.evidence.serving import tasks_served
from checklist.evidence.voiding import why_not_void
from checklist.files.queries import picked_uploads, waiting_uploads
from checklist.files.uploading import take_uploads
from checklist.helping.queries import contributors_of
from checklist.refusals import Missing


def take_sent_files(form: PieceForm, name: str) -> None:
    """Where no script runs, files are sent with the form itself: they are kept first, to wait for the form `name`."""
    files = request.files.getlist("files") if form.takes_files else []
    if files:
        form.take(take_uploads(files, name, acting, at=now()))


def piece_page(by: Membership, evidence_id: int) -> dict[str, Any]:
    """What the page of a piece shows."""
    evidence = evidence_with_record(by, evidence_id)
    served = tasks_served(evidence_id)
    is_running = evidence.voiding is None
    return {
        "evidence": evidence,
        "served": served,
        "can_revise": is_running and by.role in (SECRETARY, MEMBER) and is_own(evidence, by),
        "can_void": is_running and by.role == SECRETARY,
        "why_not_void": why_not_void(served),
        "kinds": KINDS,
        "helpers": contributors_of([evidence_id]).get(evidence_id, []),
    }


def kind_of(evidence: Evidence) -> Kind:
    """The kind of a piece; one that is no more is shown as a link."""
    return KINDS.get(evidence.kind, KINDS["link"])


def standing_form(by: Membership, evidence: Evidence) -> PieceForm:
    """The form of a newer version, filled with what stands."""
    current = evidence.current
    form = kind_of(evidence).Form(formdata=None, data=kind_of(evidence).typed(current))
    form.kept = files_of(current)
    form.picked = waiting_uploads(by, dom_id(evidence)) if form.takes_files else ()
    return form


def fill(form: PieceForm, revision: RevisionForm, by: Membership, evidence: Evidence) -> None:
    """Give the sent form its files: those of the version it was made from that stay, and those newly picked."""
    seen = next((version for version in evidence.versions if version.number == revision.version.data), None)
    if seen is None:
        raise Missing
    form.seen, stay = seen, revision.kept.data or ()
    form.kept = [file for place, file in enumerate(files_of(seen), 1) if place in stay]
    form.picked = picked_uploads(by, dom_id(evidence), form.uploads.data or ())
    earlier = given_earlier(by, evidence.kind) if form.compares else ()
    form.earlier = [version for version in earlier if version.evidence_id != evidence.id]
    form.is_entrusted = by.role == SECRETARY


def edit_page(by: Membership, evidence_id: int, form: PieceForm, revision: RevisionForm) -> dict[str, Any]:
    """What the page of a newer version shows: the form, and the files of the version it is made from."""
    evidence = find(evidence_for(by), evidence_id)
    seen = next(version for version in evidence.versions if version.number == revision.version.data)
    return {
        "evidence": evidence,
        "seen": seen,
        "kind": kind_of(evidence),
        "piece": form,
        "stay": revision.kept.data,
        "files": list(enumerate(files_of(seen), 1)),
        "upload_form": dom_id(evidence),
        "kinds": KINDS,
    }
