"""What an association sends beside a piece of evidence: further tasks that it serves, the note of a tick."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectChoice, SelectMultipleField
from wtforms.validators import Optional

from checklist.evidence.giving import known_id
from checklist.evidence.kinds.kind import NOTE_AT_MOST, words_field
from checklist.tasks.models import Task


class OthersForm(FlaskForm):
    """The other tasks, by their ids, that the piece serves too; `submits_others`: those are ticked off with it."""

    others = SelectMultipleField(_l("同时用于"), coerce=known_id, choices=(), validate_choice=False)
    submits_others = BooleanField(_l("勾选的任务也一并上报"), default=True)

    def offer(self, siblings: Sequence[Task]) -> None:
        """Show these tasks to choose from; needed to show the form only, not to read what was sent."""
        self.others.choices = [SelectChoice(task.id, task.directive.title) for task in siblings]


class TickForm(FlaskForm):
    """Ticking off with what is attached already, or with nothing where nothing is needed."""

    note = words_field(_l("说明"), NOTE_AT_MOST, Optional(), long=True)
