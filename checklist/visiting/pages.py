"""What anybody with a link is answered: what there is to do and its form, thanks, or why nothing can be given."""

import secrets
from typing import Any

from flask import Response, current_app, g, make_response, render_template, request, url_for
from flask_babel import gettext as _

from checklist.clock import now
from checklist.db import find
from checklist.errors import HELP_PATH
from checklist.evidence.kinds import KINDS
from checklist.evidence.kinds.kind import PieceForm
from checklist.files.models import Upload
from checklist.files.queries import Visitor, picked_uploads, waiting_uploads
from checklist.files.uploading import Taken
from checklist.helping.contributing import helped_kinds, refusal_of, task_refusal_of
from checklist.helping.forms import NAME_AT_MOST, ContributorForm
from checklist.helping.models import HelperLink
from checklist.helping.queries import hashed, open_tasks_of, tasks_of
from checklist.htmx import wants_fragment
from checklist.refusals import Refused
from checklist.tasks.models import Task

# By this cookie a helper's browser is known again: the files that were picked wait for it, the name need not be typed
# twice. It is sent to the helpers' pages only.
WORD, NAME = "helper", "helper_name"
COOKIE_SECONDS = 14 * 24 * 3600


def help_form(link: HelperLink, task_id: int) -> str:
    """The name under which what a helper typed and picked for a task waits in that browser. It holds no secret."""
    return f"help-{link.id}-{task_id}"


class HelpAddresses:
    """Where a helper's own files are sent to, shown, and taken out again."""

    def __init__(self, token: str, task_id: int) -> None:
        self.token, self.task_id = token, task_id

    @property
    def uploads(self) -> str:
        return self._address("create_help_upload")

    def picture(self, upload: Upload) -> str:
        return self._address("show_help_upload_picture", upload_id=upload.id)

    def removal(self, upload: Upload) -> str:
        return self._address("create_help_upload_removal", upload_id=upload.id)

    def _address(self, view: str, **which: Any) -> str:
        return url_for(f"visiting.{view}", token=self.token, task_id=self.task_id, **which)


def visitor_of(link: HelperLink) -> Visitor:
    """The browser that asks, known by a random word that it alone keeps; a new one gets its word with the answer."""
    if "helper_word" not in g:
        g.helper_word = request.cookies.get(WORD) or secrets.token_urlsafe(18)
    return Visitor(link.organization_id, hashed(g.helper_word))


def remember_helper(response: Response) -> None:
    """Let the browser keep its word, and the name that was given."""
    for cookie, value in ((WORD, g.get("helper_word")), (NAME, g.get("helper_name"))):
        if value:
            response.set_cookie(
                cookie,
                value,
                max_age=COOKIE_SECONDS,
                path=HELP_PATH,
                httponly=True,
                samesite="Lax",
                secure=current_app.config["SESSION_COOKIE_SECURE"],
            )


def ended_page(sentence: str) -> Response:
    """The link is known, but nothing can be given through it: why, and whom to ask."""
    return make_response(render_template("visiting/show_ended.html", sentence=sentence), 410)


def checklist_page(link: HelperLink, token: str) -> Response:
    """What the link is for: its tasks that a helper can do something for."""
    if sentence := refusal_of(link, now()):
        return ended_page(sentence)
    offered = [
        (task, [KINDS[kind].word for kind in kinds]) for task in open_tasks_of(link) if (kinds := helped_kinds(task))
    ]
    if not offered:
        return ended_page(_("这份通知的任务都已上报，不再需要材料。谢谢您的帮助。"))
    return make_response(render_template("visiting/show_help.html", link=link, token=token, offered=offered))


def task_page(link: HelperLink, token: str, task_id: int) -> Response:
    """One task with the form for it; after something was given, the thanks."""
    task = find(tasks_of(link), task_id)
    sentence = refusal_of(link, now()) or task_refusal_of(task, link.organization.name)
    if request.args.get("given"):
        context = {"link": link, "token": token, "task": task, "can_repeat": sentence is None}
        return make_response(render_template("visiting/show_given.html", **context))
    if sentence is not None:
        return ended_page(sentence)
    page = task_context(link, token, task, request.args.get("kind", ""))
    template = "visiting/_task.html" if wants_fragment() else "visiting/show_help_task.html"
    return make_response(render_template(template, **page))


def task_context(
    link: HelperLink,
    token: str,
    task: Task,
    kind: str,
    piece: PieceForm | None = None,
    who: ContributorForm | None = None,
) -> dict[str, Any]:
    """What the page of a task shows to a helper: what to do, and the form of one kind of evidence. Nothing else."""
    wanted = helped_kinds(task)
    shown = kind if kind in wanted else next(iter(wanted), "link")
    visitor = visitor_of(link)
    if piece is None:
        piece = KINDS[shown].Form(formdata=None)
        piece.picked = waiting_uploads(visitor, help_form(link, task.id)) if piece.takes_files else ()
    return {
        "link": link,
        "token": token,
        "task": task,
        "kinds": KINDS,
        "wanted": wanted,
        "kind": KINDS[shown],
        "piece": piece,
        "who": who or ContributorForm(formdata=None, contributor=request.cookies.get(NAME, "")[:NAME_AT_MOST]),
        "upload_form": help_form(link, task.id),
        "addresses": HelpAddresses(token, task.id),
    }


def sent_help(link: HelperLink, task_id: int, taken: Taken) -> tuple[str, PieceForm, ContributorForm]:
    """What a helper sent: the kind, its form with the files that were picked before or came along, and the name."""
    kind = request.form.get("kind", "")
    if kind not in helped_kinds(find(tasks_of(link), task_id)):
        raise Refused(_("这项任务要的不是这种材料，请换一种。"))
    piece = KINDS[kind].Form()
    piece.take(taken)
    piece.picked = picked_uploads(visitor_of(link), help_form(link, task_id), piece.uploads.data or ())
    return kind, piece, ContributorForm()
