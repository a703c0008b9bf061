"""会议记录: which meeting, when and where, how many of how many came, and its minutes as words or files."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectChoice, ValidationError
from wtforms.validators import DataRequired, InputRequired, NumberRange

from checklist.evidence.kinds.kind import Kind, OneOf, Part, PieceForm, words_field
from checklist.fields import Day, Whole

MEETINGS = {
    "party_branch": _l("党支部会议"),
    "council": _l("理事会"),
    "standing_council": _l("常务理事会"),
    "supervisors": _l("监事会"),
    "members": _l("会员（代表）大会"),
    "topical": _l("专题会"),
    "forum": _l("座谈会、研讨会"),
    "other": _l("其他会议"),
}
MINUTES_AT_MOST = 5000
PLATFORM_AT_MOST = 60
PEOPLE_AT_MOST = 1_000_000


def people_field(label: Any, missing: Any, least: int) -> Whole:
    """So many people, asked for."""
    sentence = _l("请填写 %(min)d 至 %(max)d 之间的整数。")
    return Whole(label, [InputRequired(missing), NumberRange(least, PEOPLE_AT_MOST, message=sentence)])


class MeetingForm(PieceForm):
    takes_files = True

    meeting_kind = OneOf(
        _l("会议"),
        _l("请选择是哪种会议。"),
        choices=[SelectChoice("", _l("请选择")), *(SelectChoice(name, words) for name, words in MEETINGS.items())],
    )
    happened_on = Day(_l("会议日期"), [InputRequired(_l("请填写会议日期。"))])
    platform = words_field(_l("线上平台或地点"), PLATFORM_AT_MOST, DataRequired(_l("请填写线上平台或开会地点。")))
    attended = people_field(_l("实到人数"), _l("请填写实到人数。"), 1)
    members = people_field(_l("应到人数"), _l("请填写应到人数。"), 1)
    minutes = words_field(_l("会议纪要"), MINUTES_AT_MOST, long=True)

    def validate_attended(self, field: Field) -> None:
        members = self.members.data
        if field.data is not None and members is not None and field.data > members:
            raise ValidationError(
                _(
                    "实到 %(attended)d 人多于应到 %(members)d 人，请核对两个数是否填反。",
                    attended=field.data,
                    members=members,
                )
            )

    def validate_minutes(self, field: Field) -> None:
        self.refuse_without(field, _("请写会议纪要，或选择纪要、截图等文件，至少一样。"))

    def content(self) -> dict[str, Any]:
        return {
            "meeting_kind": self.meeting_kind.data,
            "platform": self.platform.data,
            "attended": self.attended.data,
            "members": self.members.data,
            "minutes": self.minutes.data,
        }

    def default_title(self) -> str:
        return str(MEETINGS[self.meeting_kind.data])


class Meeting(Kind):
    name = "meeting"
    word = _l("会议记录")
    Form = MeetingForm
    measures = {"meetings": _l("会议次数"), "attended": _l("参会人次")}

    def summary(self, content: dict[str, Any]) -> str:
        return _(
            "%(platform)s，应到 %(members)d 人，实到 %(attended)d 人",
            platform=content["platform"],
            members=content["members"],
            attended=content["attended"],
        )

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"meetings": 1, "attended": content["attended"]})]


KIND = Meeting()
