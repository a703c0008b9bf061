"""What the handlers answer with: the page of a task as it is now, or with the form that did not hold."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from checklist.access import actor
from checklist.accounts.models import SECRETARY
from checklist.comments.pages import comments_on
from checklist.db import find
from checklist.dom import dom_id
from checklist.evidence.kinds import KINDS
from checklist.evidence.kinds.kind import PieceForm
from checklist.evidence.listing import read_filter
from checklist.evidence.pages import take_sent_files
from checklist.evidence.queries import given_earlier
from checklist.files.queries import picked_uploads, waiting_uploads
from checklist.helping.contributing import helped_kinds
from checklist.helping.queries import contributors_of, waiting_contributions
from checklist.htmx import invalid, respond, wants_fragment
from checklist.supplements.queries import succession_of
from checklist.tasks.attachment import refuse_unless_unfinished, refuse_while_approval_pends
from checklist.tasks.comparing import differences
from checklist.tasks.forms import OthersForm, ReuseForm, SendingBackForm, TickForm
from checklist.tasks.models import UNFINISHED, Approval, Submission, Task
from checklist.tasks.queries import moved_deadlines, open_siblings, own_tasks_for, task_with_record
from checklist.tasks.submission import is_unchanged
from checklist.tasks.suggesting import has_reusable, offer_for


def sent_kind() -> str:
    """The kind of evidence that was sent; a made-up one is a link, whose form then says what is missing."""
    kind = request.form.get("kind", "")
    return kind if kind in KINDS else "link"


def sent_piece(task_id: int, kind: str) -> PieceForm:
    """The form of that kind with what was sent, the files that were picked for it, and what it is compared with."""
    form = KINDS[kind].Form()
    if form.takes_files and request.files:
        find(own_tasks_for(actor()), task_id)
        take_sent_files(form, upload_form(task_id))
    form.picked = picked_uploads(actor(), upload_form(task_id), form.uploads.data or ())
    form.earlier = given_earlier(actor(), kind) if form.compares else ()
    form.is_entrusted = actor().role == SECRETARY
    if form.gives_figure:
        form.asked = find(own_tasks_for(actor()), task_id).directive.figure
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
        directive = task.directive
        piece = KINDS[shown].Form(formdata=None, data=KINDS[shown].begun(directive.figure, directive.unit))
        piece.asked = directive.figure
        piece.picked = waiting_uploads(actor(), upload_form(task_id)) if piece.takes_files else ()
    tick = TickForm(formdata=None)
    unchanged = task.status in UNFINISHED and is_unchanged(task, [evidence.current for evidence in task.attached])
    if unchanged:
        tick.ask_for_words()
    return {
        "task": task,
        "siblings": siblings,
        "wanted": wanted,
        "kind": KINDS[shown],
        "piece": piece,
        "others": others,
        "tick": tick,
        "is_unchanged": unchanged,
        "sending_back": SendingBackForm(formdata=None),
        "upload_form": upload_form(task_id),
        "moved": moved_deadlines([task]).get(task.directive_id, []),
        "succession": succession_of(task),
        "reusable": task.status in UNFINISHED and has_reusable(task),
        "kinds": KINDS,
        "differences": differences(task.submissions),
        "waiting": waiting_contributions(actor(), task_id) if actor().role == SECRETARY else [],
        "contributors": contributors_of([evidence.id for evidence in task.attached]),
        "is_helpable": bool(helped_kinds(task)),
        # They stand beside what is swapped.
        **({} if wants_fragment() else comments_on(task_id)),
    }


def reuse_page(task_id: int, form: ReuseForm, chosen: list[int]) -> dict[str, Any]:
    """A task's page with the organization's own pieces to choose from, in the place of the form of a new one."""
    page = task_page(task_id)
    if page["task"].status not in UNFINISHED:
        return page  # there is nothing to choose for
    offer = offer_for(page["task"], read_filter(request.args), request.args.get("page", 1, int), chosen)
    return page | {"reuse": form, "offer": offer}


def invalid_task(task_id: int, **page: Any) -> Response:
    """The form again; where the task was finished meanwhile there is none, and the sentence says so."""
    context = task_page(task_id, **page)
    refuse_unless_unfinished(context["task"])
    refuse_while_approval_pends(context["task"])
    return invalid("tasks/_task.html", "tasks/show_task.html", **context)


def invalid_tick(task_id: int, tick: TickForm) -> Response:
    """The note of the tick again, with what is wrong with it."""
    context = task_page(task_id) | {"tick": tick}
    if context["is_unchanged"]:
        tick.ask_for_words()
    refuse_unless_unfinished(context["task"])
    refuse_while_approval_pends(context["task"])
    return invalid("tasks/_task.html", "tasks/show_task.html", **context)


def invalid_reuse(task_id: int, form: ReuseForm) -> Response:
    """The choice of pieces again, with what is wrong with it."""
    context = reuse_page(task_id, form, form.evidence.data or [])
    refuse_unless_unfinished(context["task"])
    refuse_while_approval_pends(context["task"])
    return invalid("tasks/_task.html", "tasks/show_task.html", **context)


def invalid_sending_back(task_id: int, sending_back: SendingBackForm) -> Response:
    """The leader's reason again, with what is wrong with it."""
    context = task_page(task_id) | {"sending_back": sending_back}
    return invalid("tasks/_task.html", "tasks/show_task.html", **context)


def changed_task(task_id: int, message: str) -> Response:
    """The task as it is now, in the place of the one that was acted on, with an empty form."""
    page = task_page(task_id) if wants_fragment() else {}
    otherwise = url_for("tasks.show_task", task_id=task_id)
    return respond("tasks/on_changed.html", otherwise=otherwise, message=message, **page)


def ticked_words(done: Submission | Approval) -> str:
    """What a tick led to, in a sentence."""
    return _("已上报，等待审核。") if isinstance(done, Submission) else _("已报本会负责人审签，通过后即上报。")
