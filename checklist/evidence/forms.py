"""What is sent beside a newer version, and to void a piece."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import DataRequired

from checklist.evidence.giving import known_id
from checklist.evidence.kinds.kind import NOTE_AT_MOST, words_field


class RevisionForm(FlaskForm):
    """Which version the new one was made from, and which of its files stay, by their places from 1."""

    version = HiddenField(filters=[known_id])
    kept = SelectMultipleField(_l("保留的文件"), coerce=known_id, choices=(), validate_choice=False)


class VoidingForm(FlaskForm):
    """Why a piece is voided."""

    reason = words_field(_l("作废的理由"), NOTE_AT_MOST, DataRequired(_l("请写明作废的理由。")), long=True)
