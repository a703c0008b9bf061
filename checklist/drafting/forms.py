"""Forms of drafting and confirming a notice."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    FileField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from checklist.drafting.confirming import Audience, Letterhead, Wording
from checklist.evidence.kinds import KINDS
from checklist.evidence.kinds.figures import UNIT_AT_MOST
from checklist.evidence.kinds.kind import words_field
from checklist.fields import Day, Whole
from checklist.files.naming import clean_name
from checklist.notices.addressing import is_to_the_same
from checklist.notices.forms import DueFields, due_data, short
from checklist.notices.models import Directive, Notice
from checklist.organizations.models import Category, Organization

ALL, SOME, SAME = "all", "some", "same"
LEAST_AT_MOST = 20


class Chosen(SelectMultipleField):
    """Ticked ids; nothing ticked is an answer too."""

    def pre_validate(self, form: FlaskForm) -> None:
        known = {choice.value for choice in self.choices}
        if any(value not in known for value in self.data or ()):
            raise ValidationError(_("所选的单位或类别已有变化，请重新勾选。"))


class ImportForm(FlaskForm):
    """A notice, pasted or as a file; and the issued one that it adds to, or is a copy of."""

    file = FileField(_l("选择文件"))
    text = TextAreaField(_l("或者粘贴通知正文"))
    supplements = IntegerField(widget=HiddenInput(), validators=[Optional()])
    copies = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def validate_file(self, field: FileField) -> None:
        if self.is_pasted and not (self.text.data or "").strip():
            raise ValidationError(_("请粘贴通知正文，或选择一个文件。"))
        if self._has_file and (self.text.data or "").strip():
            raise ValidationError(_("正文和文件只需要一样。请清空文本框，或不选文件。"))

    @property
    def _has_file(self) -> bool:
        return bool(self.file.data and (self.file.data.filename or getattr(self.file.data.stream, "problem", "")))

    @property
    def is_pasted(self) -> bool:
        """Whether the notice stands in the box rather than in a file."""
        return not self._has_file

    @property
    def name(self) -> str:
        """What the file is called; empty for a pasted text."""
        return clean_name(self.file.data.filename or "") if self._has_file else ""


class PartForm(FlaskForm):
    part = IntegerField(_l("印发哪一份"), [InputRequired(_l("请选择印发哪一份。"))])


class LetterheadForm(FlaskForm):
    title = short(_l("标题"), 200, DataRequired(_l("请填写标题。")))
    document_number = short(_l("发文字号"), 60)
    issuer_name = short(_l("发文机关"), 100)
    addressees_text = short(_l("主送机关（原文）"), 300)
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

    def offer_the_same(self) -> None:
        """Of a supplement: to those that the notice went to, which is what it says when nobody is chosen."""
        self.scope.choices = [SelectChoice(SAME, _l("原通知的全部主送对象")), *self.scope.choices]

    def audience(self) -> Audience:
        return Audience([], []) if self.scope.data == SAME else super().audience()

    def validate_scope(self, _field: RadioField) -> None:
        if self.scope.data == SOME and not self.categories.data and not self.organizations.data:
            raise ValidationError(_("请至少勾选一个类别、标签或单位。"))


class DirectiveForm(DueFields, ChoosingForm):
    title = short(_l("任务事项名称"), 100, DataRequired(_l("请填写任务事项。")))
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
    deadline_text = short(_l("期限（原文）"), 100)
    applies_to_text = short(_l("由谁办（原文）"), 100)
    figure = words_field(_l("指标名称"), 100, Optional())
    unit = words_field(_l("单位"), UNIT_AT_MOST, Optional())

    def validate_unit(self, field: StringField) -> None:
        if field.data and not self.figure.data:
            raise ValidationError(_("填了单位，还需要填指标名称，例如“培训人数”。"))

    def wording(self) -> Wording:
        return Wording(
            self.title.data,
            self.evidence_kinds.data,
            self.least_evidence.data or 0,
            self.due_on.data,
            self.due_time.data,
            self.deadline_text.data,
            self.applies_to_text.data,
            self.figure.data,
            self.unit.data,
        )


def letterhead_form(notice: Notice) -> LetterheadForm:
    """What was sent, or else the head as it stands."""
    return LetterheadForm(obj=notice)


def audience_form(notice: Notice, categories: list[Category], organizations: list[Organization]) -> AudienceForm:
    form = AudienceForm(
        data={
            "scope": ALL if notice.to_all else SAME if is_to_the_same(notice) else SOME,
            "categories": _ids(notice.categories),
            "organizations": _ids(notice.organizations),
        }
    )
    if notice.supplements_id is not None:
        form.offer_the_same()
    form.offer(categories, organizations)
    return form


def directive_form(
    directive: Directive, categories: list[Category], organizations: list[Organization]
) -> DirectiveForm:
    form = DirectiveForm(
        data=due_data(directive)
        | {
            "title": directive.title,
            "evidence_kinds": directive.evidence_kinds,
            "least_evidence": directive.least_evidence,
            "deadline_text": directive.deadline_text,
            "applies_to_text": directive.applies_to_text,
            "figure": directive.figure,
            "unit": directive.unit,
            "categories": _ids(directive.categories),
            "organizations": _ids(directive.organizations),
        }
    )
    form.offer(categories, organizations)
    form.dated_on = directive.notice.dated_on
    return form


def _ids(things: Iterable[Category | Organization]) -> list[int]:
    return [thing.id for thing in things]
