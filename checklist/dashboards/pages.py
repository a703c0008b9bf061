"""What the handlers answer with: one task's record as it is now, or with the form that did not hold."""

from typing import Any

from flask import Response, url_for

from checklist.access import actor
from checklist.clock import now
from checklist.comments.pages import comments_on
from checklist.comments.queries import news_for
from checklist.dashboards.counting import counts_of
from checklist.dashboards.forms import AnswerForm, ReopeningForm, ReportForm, ReturnForm
from checklist.dashboards.matrix import cell_of, state_words
from checklist.dashboards.queries import next_waiting, reviewed_task
from checklist.evidence.kinds import KINDS
from checklist.htmx import invalid, respond
from checklist.supplements.queries import succession_of
from checklist.tasks.comparing import differences
from checklist.tasks.waiting import is_inner


def record_of(task_id: int, **forms: Any) -> dict[str, Any]:
    """What the page of one task shows: the task, its forms, the next one that waits."""
    task = reviewed_task(actor(), task_id)
    blank = {
        "return_form": ReturnForm(formdata=None),
        "report_form": ReportForm(formdata=None),
        "answer_form": AnswerForm(formdata=None),
        "reopening_form": ReopeningForm(formdata=None),
    }
    return {
        "task": task,
        "next_id": next_waiting(task),
        "is_inner": task.submission is None and is_inner(task),
        "kinds": KINDS,
        "succession": succession_of(task),
        "differences": differences(task.submissions),
        **comments_on(task_id),
        **blank,
        **forms,
    }


def invalid_record(task_id: int, **form: Any) -> Response:
    """The record again, with what was typed into this form of it and what is wrong with that."""
    return invalid("dashboards/_record.html", "dashboards/show_cell.html", **record_of(task_id, **form))


def reviewed(task_id: int, message: str) -> Response:
    """The record after an act, its cell in the matrix, the counts, and a sentence on what was done."""
    record = record_of(task_id)
    task = record["task"]
    return respond(
        "dashboards/on_reviewed.html",
        otherwise=url_for("dashboards.show_cell", task_id=task_id),
        text=message,
        message=message,
        kind="success",
        notice=task.notice,
        counts=counts_of([task.notice_id], now())[task.notice_id],
        news=news_for(actor(), task.notice_id).tasks,
        words=state_words(),
        cell=cell_of(task, now()),
        **record,
    )
