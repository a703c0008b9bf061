"""Handlers."""

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, actor, only
from checklist.accounts.models import MEMBER, SECRETARY
from checklist.bodies import takes_files
from checklist.clock import now
from checklist.db import find
from checklist.errors import page_before
from checklist.files.forms import UploadForm
from checklist.files.queries import picked_uploads, uploads_of
from checklist.files.uploading import remove, take_uploads
from checklist.htmx import invalid, respond

bp = Blueprint("files", __name__)


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
