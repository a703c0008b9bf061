"""Handlers of the pages that anybody with a link sees. The word in the address is all that lets them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, abort, g, request, url_for
from flask_babel import gettext as _

from checklist.access import public
from checklist.accounts.throttling import TooManyAttempts, count_guess
from checklist.bodies import takes_files
from checklist.clock import now
from checklist.db import find, write_unit
from checklist.errors import HELP_PATH, is_help
from checklist.files.pages import picture
from checklist.files.previewing import thumbnail_of
from checklist.files.queries import Visitor, picked_uploads, uploads_for
from checklist.files.uploading import Taken, remove, take_uploads
from checklist.headers import never_stored
from checklist.helping.contributing import contribute, refuse_ended
from checklist.helping.models import HelperLink
from checklist.helping.queries import link_of, tasks_of
from checklist.htmx import invalid, leave_for, respond
from checklist.refusals import Missing
from checklist.visiting.limits import LinkLimits
from checklist.visiting.pages import (
    HelpAddresses,
    checklist_page,
    help_form,
    remember_helper,
    sent_help,
    task_context,
    task_page,
    visitor_of,
)

# So many files in one request; more are sent one after the other.
FILES_AT_ONCE = 9

bp = Blueprint("visiting", __name__, url_prefix=f"{HELP_PATH}/<string(length=32):token>")


@bp.app_context_processor
def bare() -> dict[str, Any]:
    """These pages lead nowhere else, nor does what is answered to a guess."""
    return {"is_bare": True} if is_help() else {}


@bp.after_request
def keep_secret(response: Response) -> Response:
    """The address is the key: it goes to no other site, into no cache and no search engine."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    remember_helper(response)
    return never_stored(response)


@bp.get("")
@public
def show_help(token: str) -> Response:
    """What the link is for: one task, or those of a checklist that a helper can do something for."""
    link = _known(token)
    if link.task_id is not None:
        return task_page(link, token, link.task_id)
    return checklist_page(link, token)


@bp.get("/tasks/<int:task_id>")
@public
def show_help_task(token: str, task_id: int) -> Response:
    return task_page(_known(token), token, task_id)


def _refuse_files(token: str, task_id: int) -> None:
    """Before anything of a large body is read: the link runs, and the task is one of its own."""
    link = _known(token)
    refuse_ended(link, find(tasks_of(link), task_id), at=now())


@bp.post("/tasks/<int:task_id>/contributions")
@public
@takes_files(after=_refuse_files)
def create_contribution(token: str, task_id: int) -> Response:
    """Give what was typed and picked; it waits for the secretary."""
    taken = _take_sent(token, task_id)
    link = _known(token)
    kind, piece, who = sent_help(link, task_id, taken)
    if not all([piece.validate_on_submit(), who.validate()]):
        context = task_context(link, token, find(tasks_of(link), task_id), kind, piece, who)
        return invalid("visiting/_task.html", "visiting/show_help_task.html", **context)
    with write_unit():
        link = link_of(token, locked=True)
        piece.picked = picked_uploads(visitor_of(link), help_form(link, task_id), piece.uploads.data or ())
        name = who.contributor.data or ""
        contribute(link, find(tasks_of(link), task_id), kind, piece.piece(), name, at=now())
    g.helper_name = name
    return leave_for(url_for("visiting.show_help_task", token=token, task_id=task_id, given=1))


@bp.post("/tasks/<int:task_id>/uploads")
@public
@takes_files(after=_refuse_files)
def create_help_upload(token: str, task_id: int) -> Response:
    """Each file by itself: the answer lists those that wait now, and why each other was refused."""
    taken = _take_sent(token, task_id)
    link = _known(token)
    uploads = picked_uploads(visitor_of(link), help_form(link, task_id), taken.ids)
    context: dict[str, Any] = {
        "addresses": HelpAddresses(token, task_id),
        "uploads": uploads,
        "refusals": taken.refusals,
    }
    if not uploads:
        return invalid("files/on_uploaded.html", "files/show_refusals.html", **context)
    otherwise = url_for("visiting.show_help_task", token=token, task_id=task_id, kind="file")
    return respond("files/on_uploaded.html", otherwise=otherwise, **context)


@bp.get("/tasks/<int:task_id>/uploads/<int:upload_id>/picture.jpg")
@public
def show_help_upload_picture(token: str, task_id: int, upload_id: int) -> Response:
    """A small picture of one's own file that waits."""
    link = _known(token)
    upload = find(uploads_for(visitor_of(link), help_form(link, task_id)), upload_id)
    return picture(upload.file, thumbnail_of)


@bp.post("/tasks/<int:task_id>/uploads/<int:upload_id>/removal")
@public
def create_help_upload_removal(token: str, task_id: int, upload_id: int) -> Response:
    """Take one's own file out of the form again."""
    link = _known(token)
    with write_unit():
        remove(find(uploads_for(visitor_of(link), help_form(link, task_id)), upload_id))
    return respond("files/on_removed.html", otherwise=url_for("visiting.show_help_task", token=token, task_id=task_id))


def _take_sent(token: str, task_id: int) -> Taken:
    """Let the files of the body wait for the form."""
    form, sent = help_form(_known(token), task_id), request.files.getlist("files")
    taken = take_uploads(
        sent[:FILES_AT_ONCE], form, lambda: _picking(token, task_id), at=now(), limits=LinkLimits(token)
    )
    if len(sent) > FILES_AT_ONCE:
        taken.refusals.append(_("一次最多传 %(count)d 个文件，其余的没有收下，请再选一次。", count=FILES_AT_ONCE))
    return taken


@contextmanager
def _picking(token: str, task_id: int) -> Iterator[Visitor]:
    """The write unit in the name of whoever sends files through the link, which still runs then."""
    with write_unit():
        link = link_of(token, locked=True)
        refuse_ended(link, find(tasks_of(link), task_id), at=now())
        yield visitor_of(link)


def _known(token: str) -> HelperLink:
    """The link of this address. A made-up one is counted, does not exist, and at some point is not even looked for."""
    try:
        return link_of(token)
    except Missing:
        try:
            with write_unit():
                count_guess(request.remote_addr, at=now())
        except TooManyAttempts:
            abort(429)
        raise
