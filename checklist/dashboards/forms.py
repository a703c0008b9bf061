"""What the office says to a task: accepted, returned with a reason, reported by somebody who telephoned."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

WORDS_AT_MOST = 2000


class AcceptanceForm(FlaskForm):
    """`submission` is the number of the submission that the reviewer read."""

    submission = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class ReturnForm(AcceptanceForm):
    reason = TextAreaField(
        _l("退回理由"),
        validators=[
            DataRequired(_l("请写明退回的理由，对方会看到。")),
            Length(max=WORDS_AT_MOST, message=_l("内容太长，请不要超过 %(max)d 个字。")),
        ],
    )


class ReportForm(FlaskForm):
    note = TextAreaField(
        _l("来电情况"),
        validators=[
            DataRequired(_l("请写明来电人和所说的内容。")),
            Length(max=WORDS_AT_MOST, message=_l("内容太长，请不要超过 %(max)d 个字。")),
        ],
    )
