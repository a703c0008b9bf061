"""报告: what was done in a period, in words or as files."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError
from wtforms.validators import InputRequired

from checklist.clock import today
from checklist.evidence.kinds.kind import Kind, Part, PieceForm, refuse_impossible, words_field
from checklist.evidence.models import EvidenceVersion
from checklist.fields import Day
from checklist.formatting import full_day

TEXT_AT_MOST = 10_000


class ReportForm(PieceForm):
    takes_files = True

    from_on = Day(_l("从哪天"), [InputRequired(_l("请填写报告从哪天起。"))])
    until_on = Day(_l("到哪天"), [InputRequired(_l("请填写报告到哪天止。"))])
    text = words_field(_l("报告内容"), TEXT_AT_MOST, long=True)
    # The period says when.
    happened_on = None

    def validate_from_on(self, field: Field) -> None:
        if field.data is None:
            return
        if self.until_on.data is not None and field.data > self.until_on.data:
            raise ValidationError(_("起止日期填反了：开始日期在截止日期之后。"))
        refuse_impossible(field)

    def validate_until_on(self, field: Field) -> None:
        if field.data is not None and field.data > today():
            raise ValidationError(_("截止日期不能晚于今天；还没有做的，等做了再报。"))

    def validate_text(self, field: Field) -> None:
        self.refuse_without(field, _("请写报告内容，或选择报告文件，至少一样。"))

    def content(self) -> dict[str, Any]:
        return {
            "from_on": self.from_on.data.isoformat(),
            "until_on": self.until_on.data.isoformat(),
            "text": self.text.data,
        }

    def default_title(self) -> str:
        return _("工作进展报告")


class Report(Kind):
    name = "report"
    word = _l("报告")
    Form = ReportForm
    measures = {"reports": _l("报告份数")}

    def summary(self, content: dict[str, Any]) -> str:
        return _(
            "%(first)s至%(last)s",
            first=full_day(date.fromisoformat(content["from_on"])),
            last=full_day(date.fromisoformat(content["until_on"])),
        )

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"reports": 1})]

    def typed(self, version: EvidenceVersion) -> dict[str, Any]:
        days = {name: date.fromisoformat(version.content[name]) for name in ("from_on", "until_on")}
        return super().typed(version) | days


KIND = Report()
