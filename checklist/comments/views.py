"""Handlers."""

from flask import Blueprint, Response
from flask_babel import gettext as _

from checklist.access import acting, only
from checklist.accounts.models import MEMBER, SECRETARY, STAFF
from checklist.clock import now
from checklist.comments.forms import CommentForm, RemarkForm
from checklist.comments.pages import invalid_comment, written
from checklist.comments.queries import commented_tasks_for
from checklist.comments.writing import comment, remark
from checklist.db import find
from checklist.tasks.queries import reviewed_tasks_for

bp = Blueprint("comments", __name__)


@bp.post("/tasks/<int:task_id>/comments")
@only(SECRETARY, MEMBER, STAFF)
def create_comment(task_id: int) -> Response:
    form = CommentForm()
    if not form.validate():
        return invalid_comment(task_id, comment_form=form)
    with acting() as by:
        comment(find(commented_tasks_for(by), task_id, locked=True), form.text.data or "", by=by, at=now())
    return written(task_id, _("留言已发出，对方会看到。"))


@bp.post("/tasks/<int:task_id>/remarks")
@only(STAFF)
def create_remark(task_id: int) -> Response:
    form = RemarkForm()
    if not form.validate():
        return invalid_comment(task_id, remark_form=form)
    with acting() as by:
        remark(find(reviewed_tasks_for(by), task_id, locked=True), form.remark.data or "", by=by, at=now())
    return written(task_id, _("备注已记下，只有本单位看得到。"), is_remark=True)
