"""意见建议: what experts suggest, to whom it went, and what came of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectChoice, ValidationError
from wtforms.validators import Optional

from checklist.evidence.kinds.kind import NOTE_AT_MOST, Kind, OneOf, Part, PieceForm, first_words, words_field
from checklist.fields import Day

TEXT_AT_MOST = 5000
RECIPIENT_AT_MOST = 100
RECIPIENTS = {
    "office": _l("省科协"),
    "national": _l("全国学会"),
    "department": _l("有关部门"),
    "other": _l("其他"),
}
# To say which of them is needed, or it cannot be found again.
NAMED = ("department", "other")


class SuggestionForm(PieceForm):
    takes_files = True

    text = words_field(_l("意见建议"), TEXT_AT_MOST, long=True)
    recipient = OneOf(
        _l("报给了谁"),
        _l("请选择报给了谁。"),
        choices=[SelectChoice(name, words) for name, words in RECIPIENTS.items()],
    )
    recipient_name = words_field(_l("具体部门或单位"), RECIPIENT_AT_MOST)
    outcome = words_field(_l("采纳和答复情况"), NOTE_AT_MOST, Optional(), long=True)
    happened_on = Day(_l("报送日期"), [Optional()])

    def validate_text(self, field: Field) -> None:
        self.refuse_without(field, _("请写意见建议，或选择文件，至少一样。"))

    def validate_recipient_name(self, field: Field) -> None:
        if self.recipient.data in NAMED and not field.data:
            raise ValidationError(_("请写明报给了哪个部门或单位。"))

    def content(self) -> dict[str, Any]:
        fields = (self.text, self.recipient, self.recipient_name, self.outcome)
        return {field.name: field.data or "" for field in fields}

    def default_title(self) -> str:
        return first_words(self.text.data) if self.text.data else str(self.files[0].name).rsplit(".", 1)[0]


class Suggestion(Kind):
    name = "suggestion"
    word = _l("意见建议")
    Form = SuggestionForm
    measures = {"suggestions": _l("意见建议件数"), "answered": _l("已有采纳或答复的件数")}

    def summary(self, content: dict[str, Any]) -> str:
        to = str(RECIPIENTS[content["recipient"]])
        name = content.get("recipient_name")
        if not name:
            return _("报给%(recipient)s", recipient=to)
        if content["recipient"] == "other":
            return _("报给%(recipient)s", recipient=name)
        return _("报给%(recipient)s（%(name)s）", recipient=to, name=name)

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"suggestions": 1, "answered": int(bool(content.get("outcome")))})]


KIND = Suggestion()
