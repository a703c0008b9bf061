"""Forms of drafting, confirming and issuing a notice, and of what is changed afterwards."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    FileField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, StopValidation

from checklist.clock import LAST_MINUTE, beijing, due_moment
from checklist.evidence.kinds import KINDS
from checklist.fields import Clock, Day, Whole
from checklist.notices.confirming import Audience, Letterhead, Wording
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization

ALL, SOME = "all", "some"
LEAST_AT_MOST = 20


def stripped(text: str | None) -> str:
    return (text or "").strip()


def _short(label: Any, most: int = 200, *others: Any) -> StringField:
    return StringField(label, [*others, Length(max=most, message=_l("请不要超过 %(max)d 个字。"))], filters=[stripped])


class Chosen(SelectMultipleField):
    """Ticked ids; nothing ticked is an answer too."""

    def pre_validate(self, form: FlaskForm) -> None:
        known = {choice.value for choice in self.choices}
        if any(value not in known for value in self.data or ()):
            raise ValidationError(_("所选的单位或类别已有变化，请重新勾选。"))


class OneOf(SelectField):
    """One of several ids, with a sentence of our own for what is none of them."""

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise StopValidation(_("请选择单位。"))


def known_id(value: Any) -> int:
    """The id in what was sent; 0, which nothing has, where it is none."""
    return int(value) if str(value).isdecimal() else 0


class NoticeForm(FlaskForm):
    text = TextAreaField(_l("通知正文"))
    file = FileField(_l("或者选择文件"))


class PartForm(FlaskForm):
    part = IntegerField(_l("印发哪一份"), [InputRequired(_l("请选择印发哪一份。"))])


class LetterheadForm(FlaskForm):
    title = _short(_l("标题"), 200, DataRequired(_l("请填写标题。")))
    document_number = _short(_l("发文字号"), 60)
    issuer_name = _short(_l("发文机关"), 100)
    addressees_text = _short(_l("主送机关（原文）"), 300)
    dated_on = Day(_l("成文日期"), [Optional()])

    def letterhead(self) -> Letterhead:
        return Letterhead(
            self.title.data,
            self.document_number.data,
            self.issuer_name.data,
            self.addressees_text.data,
            self.dated_on.data,
        )


class ChoosingForm(FlaskForm):
    """Categories, tags and organizations to choose from."""

    categories = Chosen(_l("类别与标签"), coerce=int)
    organizations = Chosen(_l("指定单位"), coerce=int)

    def offer(self, categories: list[Category], organizations: list[Organization]) -> None:
        """What there is to choose from."""
        self._categories = {one.id: one for one in categories}
        self._organizations = {one.id: one for one in organizations}
        self.categories.choices = [SelectChoice(one.id, one.name) for one in categories]
        self.organizations.choices = [SelectChoice(one.id, one.name) for one in organizations]

    def audience(self) -> Audience:
        return Audience(
            [self._categories[id] for id in self.categories.data],
            [self._organizations[id] for id in self.organizations.data],
        )


class AudienceForm(ChoosingForm):
    scope = RadioField(
        _l("发给谁"),
        [InputRequired()],
        choices=[SelectChoice(ALL, _l("全部学会")), SelectChoice(SOME, _l("按类别、标签或单位选择"))],
    )

    @property
    def to_all(self) -> bool:
        return self.scope.data == ALL

    def validate_scope(self, _field: RadioField) -> None:
        if not self.to_all and not self.categories.data and not self.organizations.data:
            raise ValidationError(_("请至少勾选一个类别、标签或单位。"))


class DueFields(FlaskForm):
    due_on = Day(_l("期限"), [Optional()])
    due_time = Clock(_l("时间"), [Optional()])
    # Set before validation: no deadline lies before it.
    dated_on: date | None = None

    @property
    def due_at(self) -> datetime | None:
        return due_moment(self.due_on.data, self.due_time.data) if self.due_on.data else None

    def validate_due_on(self, field: Day) -> None:
        if field.data and self.dated_on and field.data < self.dated_on:
            raise ValidationError(_("期限不能早于通知的成文日期。"))

    def validate_due_time(self, field: Clock) -> None:
        if field.data and not self.due_on.data:
            raise ValidationError(_("填了时间，还需要填日期。"))


class DirectiveForm(DueFields, ChoosingForm):
    title = _short(_l("任务事项名称"), 100, DataRequired(_l("请填写任务事项。")))
    evidence_kinds = SelectMultipleField(
        _l("可用的佐证材料"),
        [InputRequired(_l("请至少勾选一种佐证材料。"))],
        choices=[SelectChoice(kind.name, kind.word) for kind in KINDS.values()],
    )
    least_evidence = Whole(
        _l("最少份数"),
        [
            InputRequired(_l("请填写最少要几份材料，可以是 0。")),
            NumberRange(0, LEAST_AT_MOST, message=_l("请填写 %(min)d 至 %(max)d 之间的整数。")),
        ],
    )
    deadline_text = _short(_l("期限（原文）"), 100)
    applies_to_text = _short(_l("由谁办（原文）"), 100)

    def wording(self) -> Wording:
        return Wording(
            self.title.data,
            self.evidence_kinds.data,
            self.least_evidence.data or 0,
            self.due_on.data,
            self.due_time.data,
            self.deadline_text.data,
            self.applies_to_text.data,
        )


class AddingForm(FlaskForm):
    title = _short(_l("任务事项名称"), 100)


class PositionForm(FlaskForm):
    place = IntegerField(_l("位置"), [InputRequired()])


class AddresseeForm(FlaskForm):
    organization = OneOf(_l("单位名称"), coerce=known_id)

    def offer(self, organizations: list[Organization]) -> None:
        """What there is to choose from."""
        self._organizations = {one.id: one for one in organizations}
        self.organization.choices = [SelectChoice(one.id, one.name) for one in organizations]

    @property
    def chosen(self) -> Organization:
        return self._organizations[self.organization.data]


class WithdrawalForm(FlaskForm):
    reason = TextAreaField(
        _l("撤销的理由"),
        [DataRequired(_l("请写明撤销的理由。")), Length(max=1000, message=_l("请不要超过 %(max)d 个字。"))],
        filters=[stripped],
    )


class DeadlineForm(DueFields):
    reason = TextAreaField(
        _l("调整的理由"),
        [DataRequired(_l("请写明调整的理由。")), Length(max=1000, message=_l("请不要超过 %(max)d 个字。"))],
        filters=[stripped],
    )


def letterhead_form(notice: Notice) -> LetterheadForm:
    """What was sent, or else the head as it stands."""
    return LetterheadForm(obj=notice)


def audience_form(notice: Notice, categories: list[Category], organizations: list[Organization]) -> AudienceForm:
    form = AudienceForm(
        data={
            "scope": ALL if notice.to_all else SOME,
            "categories": _ids(notice.categories),
            "organizations": _ids(notice.organizations),
        }
    )
    form.offer(categories, organizations)
    return form


def directive_form(
    directive: Directive, categories: list[Category], organizations: list[Organization]
) -> DirectiveForm:
    form = DirectiveForm(
        data=_due_data(directive)
        | {
            "title": directive.title,
            "evidence_kinds": directive.evidence_kinds,
            "least_evidence": directive.least_evidence,
            "deadline_text": directive.deadline_text,
            "applies_to_text": directive.applies_to_text,
            "categories": _ids(directive.categories),
            "organizations": _ids(directive.organizations),
        }
    )
    form.offer(categories, organizations)
    form.dated_on = directive.notice.dated_on
    return form


def deadline_form(directive: Directive) -> DeadlineForm:
    form = DeadlineForm(data=_due_data(directive))
    form.dated_on = directive.notice.dated_on
    return form


def _due_data(directive: Directive) -> dict[str, Any]:
    if directive.due_at is None:
        return {}
    moment = beijing(directive.due_at)
    clock = moment.time().replace(second=0, microsecond=0)
    return {"due_on": moment.date(), "due_time": None if clock == LAST_MINUTE else clock}


def _ids(things: Iterable[Category | Organization]) -> list[int]:
    return [thing.id for thing in things]
