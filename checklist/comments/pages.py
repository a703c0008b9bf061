"""What every page of a task shows of its comments, and the answers of the handlers that write them."""

from typing import Any

from flask import Response, url_for
from sqlalchemy.orm import joinedload

from checklist.access import actor
from checklist.comments.forms import CommentForm, RemarkForm
from checklist.comments.queries import commented_tasks_for, conversation_of
from checklist.db import find
from checklist.dom import dom_id
from checklist.htmx import invalid, respond
from checklist.notices.models import Notice
from checklist.tasks.models import Task


def comments_on(task_id: int, **forms: Any) -> dict[str, Any]:
    """The conversation about a task and the forms to go on with it, as comments/_comments.html wants them."""
    blank = {"comment_form": CommentForm(formdata=None), "remark_form": RemarkForm(formdata=None)}
    return {"conversation": conversation_of(actor(), task_id), **blank, **forms}


def invalid_comment(task_id: int, **form: Any) -> Response:
    """The one form that was sent, `comment_form` or `remark_form`, with what was typed and what is wrong with it."""
    [name] = form
    page = _page_of(task_id) | comments_on(task_id, **form)
    return invalid(f"comments/_{name}.html", "comments/show_comments.html", **page)


def written(task_id: int, message: str, *, is_remark: bool = False) -> Response:
    """The conversation with what was just written."""
    page = _page_of(task_id)
    return respond(
        "comments/on_written.html",
        otherwise=f"{page['task_url']}#{dom_id(page['task'], 'comments')}",
        message=message,
        is_remark=is_remark,
        **page,
        **comments_on(task_id),
    )


def task_address(task_id: int) -> str:
    """Where the actor sees the task."""
    page = "dashboards.show_cell" if actor().organization.is_office else "tasks.show_task"
    return url_for(page, task_id=task_id)


def _page_of(task_id: int) -> dict[str, Any]:
    query = commented_tasks_for(actor()).options(
        joinedload(Task.directive), joinedload(Task.addressee), joinedload(Task.notice).load_only(Notice.title)
    )
    return {"task": find(query, task_id), "task_url": task_address(task_id)}
