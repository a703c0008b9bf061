"""Forms of what is changed after a notice was issued."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional, StopValidation

from checklist.clock import LAST_MINUTE, beijing, due_moment
from checklist.fields import Clock, Day
from checklist.notices.models import Directive
from checklist.organizations.models import Organization


def stripped(text: str | None) -> str:
    return (text or "").strip()


def short(label: Any, most: int = 200, *others: Any) -> StringField:
    return StringField(label, [*others, Length(max=most, message=_l("请不要超过 %(max)d 个字。"))], filters=[stripped])


class OneOf(SelectField):
    """One of several ids, with a sentence of our own for what is none of them."""

    def pre_validate(self, form: FlaskForm) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise StopValidation(_("请选择单位。"))


def known_id(value: Any) -> int:
    """The id in what was sent; 0, which nothing has, where it is none."""
    return int(value) if str(value).isdecimal() else 0


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


def deadline_form(directive: Directive) -> DeadlineForm:
    form = DeadlineForm(data=due_data(directive))
    form.dated_on = directive.notice.dated_on
    return form


def due_data(directive: Directive) -> dict[str, Any]:
    if directive.due_at is None:
        return {}
    moment = beijing(directive.due_at)
    clock = moment.time().replace(second=0, microsecond=0)
    return {"due_on": moment.date(), "due_time": None if clock == LAST_MINUTE else clock}
