"""Handlers."""

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import HEAD, LEADER, MEMBER, SECRETARY, STAFF
from checklist.bodies import takes_files
from checklist.clock import now
from checklist.db import find
from checklist.errors import page_before
from checklist.files.forms import UploadForm
from checklist.files.pages import download, download_name, file_page, picture, seen_file
from checklist.files.previewing import page_picture, thumbnail_of
from checklist.files.queries import picked_uploads, uploads_of
from checklist.files.uploading import remove, take_uploads
from checklist.htmx import invalid, respond

bp = Blueprint("files", __name__)

# Everybody who looks at evidence; the administrator sees no notices and what belongs to them.
SEERS = (SECRETARY, MEMBER, HEAD, STAFF, LEADER)


@bp.post("/uploads")
@only(SECRETARY, MEMBER)
@takes_files
def create_upload() -> Response:
    """Each file by itself: the answer lists those that wait now, and why each other was refused."""
    form = UploadForm()
    if not form.validate():
        abort(400)
    taken = take_uploads(request.files.getlist("files"), form.form.data or "", acting, at=now())
    uploads = picked_uploads(actor(), form.form.data or "", taken.ids)
    refusals = taken.refusals if uploads or taken.refusals else [_("请选择照片或文件。")]
    if not uploads:
        return invalid("files/on_uploaded.html", "files/show_refusals.html", uploads=[], refusals=refusals)
    for sentence in refusals:
        flash(sentence, "problem")
    back = page_before() or url_for("dashboards.show_home")
    return respond("files/on_uploaded.html", otherwise=back, uploads=uploads, refusals=refusals)


@bp.post("/uploads/<int:upload_id>/removal")
@only(SECRETARY, MEMBER)
def create_upload_removal(upload_id: int) -> Response:
    with acting() as by:
        remove(find(uploads_of(by), upload_id))
    return respond("files/on_removed.html", otherwise=page_before() or url_for("dashboards.show_home"))


@bp.get("/uploads/<int:upload_id>/picture.jpg")
@only(SECRETARY, MEMBER)
def show_upload_picture(upload_id: int) -> Response:
    """A small picture of a file that waits, for whoever picked it."""
    return picture(find(uploads_of(actor()), upload_id).file, thumbnail_of)


@bp.get("/evidence/<int:evidence_id>/versions/<int:number>/files/<int:position>")
@only(*SEERS)
def show_file(evidence_id: int, number: int, position: int) -> str:
    return render_template(
        "files/show_file.html", **file_page(actor(), seen_file(actor(), evidence_id, number, position))
    )


@bp.get("/evidence/<int:evidence_id>/versions/<int:number>/files/<int:position>/download")
@only(*SEERS)
def show_download(evidence_id: int, number: int, position: int) -> Response:
    seen = seen_file(actor(), evidence_id, number, position)
    return download(seen.file, download_name(actor(), seen))


@bp.get("/evidence/<int:evidence_id>/versions/<int:number>/files/<int:position>/pages/<int:page>.jpg")
@only(*SEERS)
def show_page(evidence_id: int, number: int, position: int, page: int) -> Response:
    seen = seen_file(actor(), evidence_id, number, position)
    return picture(seen.file, lambda file: page_picture(file, page))


@bp.get("/evidence/<int:evidence_id>/versions/<int:number>/files/<int:position>/thumbnail.jpg")
@only(*SEERS)
def show_thumbnail(evidence_id: int, number: int, position: int) -> Response:
    return picture(seen_file(actor(), evidence_id, number, position).file, thumbnail_of)
