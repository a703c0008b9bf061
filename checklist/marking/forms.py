"""The form that changes many directives at once: what is filled in is set, all else stays."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, SelectMultipleField, ValidationError
from wtforms.validators import NumberRange, Optional

from checklist.drafting.confirming import Audience
from checklist.drafting.forms import LEAST_AT_MOST, ChoosingForm
from checklist.evidence.kinds import KINDS
from checklist.fields import Whole
from checklist.marking.changing import CHANGE, DROP, RESTORE, Change
from checklist.notices.forms import DueFields, known_id
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization

REPLACE, ADD = "replace", "add"
PATH_JOINT = " › "


def path_words(directive: Directive) -> str:
    """The headings that a directive stands under, by which all under them are marked together."""
    return PATH_JOINT.join(directive.heading_path)


class Marked(SelectMultipleField):
    """Ids of directives of the draft."""

    def pre_validate(self, form: FlaskForm) -> None:
        known = {choice.value for choice in self.choices}
        if any(value not in known for value in self.data or ()):
            raise ValidationError(_("有的任务事项已不在这份草稿里。请刷新页面，重新勾选。"))


class MarkingForm(DueFields, ChoosingForm):
    """Which directives are marked, one by one, by heading or all; what is to be done to them; and with what."""

    directive = Marked(_l("任务事项"), coerce=known_id)
    under = SelectMultipleField(_l("同一标题下的"), choices=(), validate_choice=False)
    every = BooleanField(_l("全部"))
    # The button that was pressed; Enter presses the first.
    act = HiddenField(filters=[lambda act: act if act in (DROP, RESTORE) else CHANGE])
    evidence_kinds = SelectMultipleField(
        _l("可用的佐证材料"), choices=[SelectChoice(kind.name, kind.word) for kind in KINDS.values()]
    )
    kinds_act = RadioField(
        _l("勾选的材料"),
        choices=[SelectChoice(REPLACE, _l("换成这些")), SelectChoice(ADD, _l("在原有的之外加上"))],
        default=REPLACE,
    )
    least_evidence = Whole(
        _l("最少份数"),
        [Optional(), NumberRange(0, LEAST_AT_MOST, message=_l("请填写 %(min)d 至 %(max)d 之间的整数。"))],
    )
    no_deadline = BooleanField(_l("不定期限"))
    for_all = BooleanField(_l("所有主送对象"))

    def mark(self, notice: Notice) -> None:
        """What there is to mark."""
        self._own = [directive for directive in notice.directives if directive.part == notice.part]
        self.directive.choices = [SelectChoice(directive.id, directive.title) for directive in self._own]
        self.dated_on = notice.dated_on

    @property
    def marked(self) -> list[Directive]:
        """The marked directives, in order."""
        ids, paths = set(self.directive.data or ()), set(self.under.data or ())
        return [d for d in self._own if self.every.data or d.id in ids or path_words(d) in paths]

    def validate_no_deadline(self, field: BooleanField) -> None:
        if field.data and self.due_on.data:
            raise ValidationError(_("填了期限，就不要再勾选“不定期限”。"))

    def validate_for_all(self, field: BooleanField) -> None:
        if field.data and (self.categories.data or self.organizations.data):
            raise ValidationError(_("勾选了类别、标签或单位，就不要再勾选“所有主送对象”。"))

    def validate(self, extra_validators: object = None) -> bool:
        is_valid = self._validate_fields()
        if not is_valid:
            self.form_errors.extend(self.directive.errors)
        elif not self.marked:
            self.form_errors.append(_("请先勾选任务事项。"))
        elif self.act.data == CHANGE and self.change() == Change():
            self.form_errors.append(_("请填写要改的内容：佐证材料、份数、期限，或由哪些单位办。"))
        return not self.form_errors and bool(is_valid)

    def _validate_fields(self) -> bool:
        """What is dropped or restored needs no more than being marked."""
        if self.act.data in (DROP, RESTORE):
            return bool(self.directive.validate(self))
        return bool(super().validate())

    def change(self) -> Change:
        audience = self.audience()
        is_for_some = bool(audience.categories or audience.organizations)
        return Change(
            kinds=tuple(self.evidence_kinds.data) if self.evidence_kinds.data else None,
            adds_kinds=bool(self.evidence_kinds.data) and self.kinds_act.data == ADD,
            least=self.least_evidence.data,
            sets_due=self.no_deadline.data or self.due_on.data is not None,
            due_at=self.due_at,
            audience=audience if is_for_some else Audience([], []) if self.for_all.data else None,
        )


def marking_form(
    notice: Notice, categories: list[Category], organizations: list[Organization], *, is_sent: bool = True
) -> MarkingForm:
    """What was sent, or an empty form."""
    form = MarkingForm() if is_sent else MarkingForm(formdata=None)
    form.offer(categories, organizations)
    form.mark(notice)
    return form
