"""What an association sends with a task: a link, further tasks that it serves, a note."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectChoice, SelectMultipleField

from checklist.evidence.forms import LinkForm
from checklist.tasks.models import Task


class AttachmentForm(LinkForm):
    """A link for a task and, by their ids, for others; `submits_others`: those are ticked off with it.

    The address may be left out where the task can be ticked off without a new one; a note then goes with the tick.
    """

    others = SelectMultipleField(_l("同时用于"), coerce=int, choices=(), validate_choice=False)
    submits_others = BooleanField(_l("勾选的任务也一并上报"), default=True)

    def offer(self, siblings: Sequence[Task]) -> None:
        """Show these tasks to choose from; needed to show the form only, not to read what was sent."""
        self.others.choices = [SelectChoice(task.id, task.directive.title) for task in siblings]
