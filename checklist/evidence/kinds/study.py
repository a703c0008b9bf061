"""学习情况: by which channels something was studied or passed on, and how many of all the members it reached."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectChoice, SelectMultipleField, ValidationError
from wtforms.validators import Optional

from checklist.evidence.folding import folded
from checklist.evidence.kinds.addresses import CHANNELS, address_field, pasted_in
from checklist.evidence.kinds.kind import Kind, Part, PieceForm
from checklist.evidence.kinds.meeting import people_field
from checklist.evidence.pasting import Pasted
from checklist.fields import Day

WAYS = {name: words for name, words in CHANNELS.items() if name != "other"} | {
    "online_meeting": _l("线上会议"),
    "gathering": _l("现场学习"),
    "other": CHANNELS["other"],
}


class StudyForm(PieceForm):
    """Nobody can reach more members than there are. The address and the screenshots are optional."""

    takes_files = True

    channels = SelectMultipleField(
        _l("学习传达的渠道"),
        choices=[SelectChoice(name, words) for name, words in WAYS.items()],
        validate_choice=False,
    )
    reached = people_field(_l("传达到的会员数"), _l("请填写传达到的会员数。"), 0)
    total = people_field(_l("会员总数"), _l("请填写会员总数。"), 1)
    happened_on = Day(_l("学习日期"), [Optional()])
    url = address_field(_l("网址"))
    pasted: Pasted | None = None

    def validate_channels(self, field: Field) -> None:
        if not field.data or not set(field.data) <= WAYS.keys():
            raise ValidationError(_("请勾选学习传达的渠道，可以多选。"))

    def validate_reached(self, field: Field) -> None:
        total = self.total.data
        if field.data is not None and total is not None and field.data > total:
            raise ValidationError(
                _(
                    "传达到的 %(reached)d 人多于会员总数 %(total)d 人，请核对两个数是否填反。",
                    reached=field.data,
                    total=total,
                )
            )

    def validate_url(self, field: Field) -> None:
        self.pasted = pasted_in(field)

    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = {
            "channels": [name for name in WAYS if name in (self.channels.data or ())],
            "reached": self.reached.data,
            "total": self.total.data,
        }
        if self.pasted:
            content["url"] = self.pasted.url
        return content

    def default_title(self) -> str:
        return (self.pasted.words if self.pasted else "") or _("学习传达")


class Study(Kind):
    name = "study"
    word = _l("学习情况")
    Form = StudyForm
    measures = {"studies": _l("学习次数"), "reached": _l("传达到的会员数"), "links": _l("链接数")}

    def summary(self, content: dict[str, Any]) -> str:
        return _(
            "%(channels)s，会员 %(total)d 人，传达到 %(reached)d 人",
            channels=_("、").join(str(WAYS[name]) for name in content["channels"] if name in WAYS),
            total=content["total"],
            reached=content["reached"],
        )

    def parts(self, content: dict[str, Any]) -> list[Part]:
        # Two associations that study the same page reach different members: only the page is the same.
        study = Part({"studies": 1, "reached": content["reached"]})
        return [study, Part({"links": 1}, folded(content["url"]))] if "url" in content else [study]


KIND = Study()
