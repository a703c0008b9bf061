"""What a person says of the draft of a supplement: what each directive is to the notice, and what is withdrawn."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectChoice, SelectField, ValidationError
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import HiddenInput

from checklist.drafting.relating import CHANGED, NEW, REASON_AT_MOST, SAME
from checklist.evidence.kinds.kind import words_field
from checklist.notices.forms import known_id

RELATION_WORDS = {NEW: _l("新增"), CHANGED: _l("改动"), SAME: _l("相同，不再下达")}


class RelationForm(FlaskForm):
    """`other`: the directive that it changes, or is the same as; of no meaning where it is new."""

    relation = SelectField(
        _l("与原通知的关系"), choices=[SelectChoice(relation, words) for relation, words in RELATION_WORDS.items()]
    )
    other = SelectField(_l("原事项"), coerce=known_id, choices=(), validate_choice=False)

    def validate_other(self, field: SelectField) -> None:
        if self.relation.data != NEW and not field.data:
            raise ValidationError(_("请选择原通知中的哪一项。"))


class WithdrawalPlanForm(FlaskForm):
    """Which directive of the notice is withdrawn, and the reason that its associations will read."""

    directive = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = words_field(_l("撤销的理由"), REASON_AT_MOST, DataRequired(_l("请写明撤销的理由。")), long=True)
