"""Handlers."""

from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from flask_babel import gettext as _

from checklist.access import acting, only
from checklist.accounts.models import ADMINISTRATOR
from checklist.clock import now
from checklist.htmx import respond, wants_fragment
from checklist.jobs.models import WAITING
from checklist.jobs.queries import last_runs, runs_before
from checklist.jobs.running import request_run
from checklist.jobs.schedule import WORKS
from checklist.jobs.wording import duration_words, job_label, result_words, state_words
from checklist.refusals import Missing

bp = Blueprint("jobs", __name__)

PAGE_SIZE = 50


@bp.get("/jobs")
@only(ADMINISTRATOR)
def list_jobs() -> Response:
    template = "jobs/_jobs.html" if wants_fragment() else "jobs/list_jobs.html"
    return make_response(render_template(template, **_runs(request.args.get("before", type=int))))


@bp.post("/jobs/<path:name>/run")
@only(ADMINISTRATOR)
def create_run(name: str) -> Response:
    if name not in WORKS:
        raise Missing
    with acting():
        job = request_run(name, at=now())
    if job.state == WAITING:
        from checklist.jobs.queueing import hand_over  # the queue's library is loaded where a run is asked for

        hand_over(job, current_app._get_current_object())  # type: ignore[attr-defined]
    message = _("已安排运行，结果稍后显示在这里。") if job.state == WAITING else _("正在运行，结果稍后显示在这里。")
    return respond("jobs/on_requested.html", otherwise=url_for("jobs.list_jobs"), message=message, **_runs(None))


def _runs(before: int | None) -> dict[str, Any]:
    """What the page shows: the jobs with their last run, and one page of runs."""
    runs = runs_before(before, PAGE_SIZE + 1)
    last = last_runs()
    return {
        "works": [(work, last.get(work.name)) for work in WORKS.values()],
        "runs": runs[:PAGE_SIZE],
        "older": runs[PAGE_SIZE - 1].id if len(runs) > PAGE_SIZE else None,
        "is_newest": before is None,
        "is_busy": any(job.ended_at is None for job in last.values()),
        "job_label": job_label,
        "state_words": state_words,
        "duration_words": duration_words,
        "result_words": result_words,
    }
