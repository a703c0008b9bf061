"""What the handlers answer with: the page of a task as it is now, or with the form that did not hold."""

from typing import Any

from flask import Response, request, url_for

from checklist.access import actor
from checklist.comments.pages import comments_on
from checklist.dom import dom_id
from checklist.evidence.kinds import KINDS
from checklist.evidence.kinds.kind import PieceForm
from checklist.evidence.queries import given_earlier
from checklist.files.queries import picked_uploads, waiting_uploads
from checklist.htmx import invalid, respond, wants_fragment
from checklist.tasks.attachment import refuse_unless_unfinished
from checklist.tasks.comparing import differences
from checklist.tasks.forms import OthersForm, TickForm
from checklist.tasks.models import Task
from checklist.tasks.queries import moved_deadlines, open_siblings, task_with_record, withdrawal_of


def sent_kind() -> str:
    """The kind of evidence that was sent; a made-up one is a link, whose form then says what is missing."""
    kind = request.form.get("kind", "")
    return kind if kind in KINDS else "link"


def sent_piece(task_id: int, kind: str) -> PieceForm:
    """The form of that kind with what was sent, the files that were picked for it, and what it is compared with."""
    form = KINDS[kind].Form()
    form.picked = picked_uploads(actor(), upload_form(task_id), form.uploads.data or ())
    form.earlier = given_earlier(actor(), kind) if form.compares else ()
    return form


def upload_form(task_id: int) -> str:
    """The name under which files picked for a task's form wait."""
    return dom_id(Task(id=task_id))


def task_page(
    task_id: int, kind: str = "", piece: PieceForm | None = None, others: OthersForm | None = None
) -> dict[str, Any]:
    """What a task's page shows, with the form of this kind on it; of the first kind where it is not wanted."""
    task = task_with_record(actor(), task_id)
    wanted = [name for name in task.directive.evidence_kinds if name in KINDS]
    shown = kind if piece is not None or kind in wanted else next(iter(wanted), "link")
    siblings = open_siblings(task)
    others = others or OthersForm(formdata=None)
    others.offer([sibling for sibling in siblings if shown in sibling.directive.evidence_kinds])
    if piece is None:
        piece = KINDS[shown].Form(formdata=None)
        piece.picked = waiting_uploads(actor(), upload_form(task_id)) if piece.takes_files else ()
    return {
        "task": task,
        "siblings": siblings,
        "wanted": wanted,
        "kind": KINDS[shown],
        "piece": piece,
        "others": others,
        "tick": TickForm(formdata=None),
        "upload_form": upload_form(task_id),
        "moved": moved_deadlines([task]).get(task.directive_id, []),
        "withdrawal": withdrawal_of(task),
        "kinds": KINDS,
        "differences": differences(task.submissions),
        # They stand beside what is swapped.
        **({} if wants_fragment() else comments_on(task_id)),
    }


def invalid_task(task_id: int, **page: Any) -> Response:
    """The form again; where the task was finished meanwhile there is none, and the sentence says so."""
    context = task_page(task_id, **page)
    refuse_unless_unfinished(context["task"])
    return invalid("tasks/_task.html", "tasks/show_task.html", **context)


def invalid_tick(task_id: int, tick: TickForm) -> Response:
    """The note of the tick again, with what is wrong with it."""
    context = task_page(task_id) | {"tick": tick}
    refuse_unless_unfinished(context["task"])
    return invalid("tasks/_task.html", "tasks/show_task.html", **context)


def changed_task(task_id: int, message: str) -> Response:
    """The task as it is now, in the place of the one that was acted on, with an empty form."""
    page = task_page(task_id) if wants_fragment() else {}
    otherwise = url_for("tasks.show_task", task_id=task_id)
    return respond("tasks/on_changed.html", otherwise=otherwise, message=message, **page)
