"""One decision on many submissions."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectChoice, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired

from checklist.dashboards.forms import WORDS_AT_MOST
from checklist.evidence.kinds.kind import words_field
from checklist.reviewing.deciding import MOST_AT_ONCE

ACCEPT, RETURN = "accept", "return"
_PAIR = re.compile(r"([0-9]{1,9}):([0-9]{1,6})")


def read_pair(value: Any) -> tuple[int, int]:
    """A task and the number of the submission that was read, `7:1`; what nothing has where it is none."""
    match = _PAIR.fullmatch(str(value))
    return (int(match[1]), int(match[2])) if match else (0, 0)


class BulkForm(FlaskForm):
    """`pair`: the tasks, each with the number of the submission that was shown."""

    pair = SelectMultipleField(coerce=read_pair, choices=(), validate_choice=False)
    decision = RadioField(
        _l("决定"),
        choices=[SelectChoice(ACCEPT, _l("办结")), SelectChoice(RETURN, _l("退回"))],
        validators=[InputRequired(_l("请选择办结或退回。"))],
    )
    reason = words_field(_l("退回理由"), WORDS_AT_MOST, long=True)

    def validate_pair(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("请先勾选要审核的上报。"))
        if len(set(field.data)) > MOST_AT_ONCE:
            raise ValidationError(_("一次最多审核 %(most)d 件，请分几次办理。", most=MOST_AT_ONCE))

    def validate_reason(self, field: Field) -> None:
        if self.decision.data == RETURN and not field.data:
            raise ValidationError(_("请写明退回的理由，对方会看到。"))

    @property
    def read(self) -> dict[int, int]:
        """By task: the number of the submission that was shown."""
        return dict(self.pair.data or ())
