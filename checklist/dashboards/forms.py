"""What the office says to a task: accepted, returned with a reason, reported by somebody who telephoned."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from checklist.fields import plain_words

WORDS_AT_MOST = 2000
GRANTED, REFUSED = "granted", "refused"


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


class AnswerForm(FlaskForm):
    """To what an association asked not to have to do: `number` is the request that was read."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    # The button that was pressed.
    answer = StringField(validators=[AnyOf((GRANTED, REFUSED), message=_l("请按“同意不适用”或“不同意”。"))])
    words = TextAreaField(
        _l("答复"),
        filters=[plain_words],
        validators=[Length(max=WORDS_AT_MOST, message=_l("内容太长，请不要超过 %(max)d 个字。"))],
    )

    @property
    def is_granted(self) -> bool:
        return self.answer.data == GRANTED

    def validate_words(self, field: Field) -> None:
        if self.answer.data == REFUSED and not field.data:
            raise ValidationError(_("请写明不同意的理由，对方会看到。"))


class ReopeningForm(FlaskForm):
    """`number`: how many times the task will have been opened again, so that nothing is opened that was not read."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = TextAreaField(
        _l("重新打开的理由"),
        filters=[plain_words],
        validators=[
            DataRequired(_l("请写明重新打开的理由，对方会看到。")),
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
