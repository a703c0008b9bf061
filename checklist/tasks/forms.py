"""What an association sends beside a piece of evidence: further tasks that it serves, notes, reasons, decisions."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectChoice, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Optional
from wtforms.widgets import HiddenInput

from checklist.evidence.giving import known_id
from checklist.evidence.kinds.kind import NOTE_AT_MOST, words_field
from checklist.tasks.models import Task

REASON_AT_MOST = 1000


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

    def ask_for_words(self) -> None:
        """Show the note as one that has to be written; the tick itself refuses where it is not."""
        self.note.flags.optional, self.note.flags.required = False, True


class ExemptionForm(FlaskForm):
    """Why a task does not apply to the association."""

    reason = words_field(
        _l("不适用的理由"), REASON_AT_MOST, DataRequired(_l("请写明这项任务为什么对本单位不适用。")), long=True
    )


class ApprovalForm(FlaskForm):
    """What the association's leader approves: the number of the request, and the versions that were on the page."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    versions = SelectMultipleField(coerce=known_id, choices=(), validate_choice=False)


class SendingBackForm(FlaskForm):
    """What the association's leader does not let out, and why."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = words_field(
        _l("退回理由"), REASON_AT_MOST, DataRequired(_l("请写明退回的理由，本单位秘书会看到。")), long=True
    )


class ReuseForm(FlaskForm):
    """Pieces that the organization has, by their ids; `submits`: the task is ticked off with them."""

    evidence = SelectMultipleField(
        coerce=known_id, choices=(), validate_choice=False, validators=[DataRequired(_l("请勾选要用的材料。"))]
    )
    submits = BooleanField()
