"""Forms of what one key does on the confirming screen."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from checklist.notices.forms import short


class AddingForm(FlaskForm):
    """Ticked sentences with a title, or a passage that was selected: its first character, and the one behind it."""

    title = short(_l("任务事项名称"), 100)
    start = IntegerField(widget=HiddenInput(), validators=[Optional()])
    end = IntegerField(widget=HiddenInput(), validators=[Optional()])

    @property
    def passage(self) -> tuple[int, int] | None:
        """What was selected; None where sentences were ticked."""
        if self.start.data is None or self.end.data is None:
            return None
        return self.start.data, self.end.data


class MergingForm(FlaskForm):
    """The directive that follows, as the screen showed it."""

    next = IntegerField(validators=[InputRequired()])


class PositionForm(FlaskForm):
    place = IntegerField(_l("位置"), [InputRequired()])
