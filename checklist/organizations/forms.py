"""Forms of organizations, of categories and of the import."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from checklist.fields import plain_words
from checklist.organizations.models import CATEGORY, TAG, Category, Organization


def plain(text: str | None) -> str:
    """A name as it was typed, without spaces around it; characters composed in the usual way."""
    return unicodedata.normalize("NFC", plain_words(text))


class OrganizationForm(FlaskForm):
    name = StringField(
        _l("单位名称"),
        [DataRequired(_l("请填写单位名称。")), Length(max=100, message=_l("单位名称太长。"))],
        filters=[plain],
    )
    category = SelectMultipleField(_l("学科类别"), coerce=int)
    tag = SelectMultipleField(_l("标签"), coerce=int)

    def __init__(self, categories: Iterable[Category], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(categories)
        self.category.choices = [SelectChoice(one.id, one.name) for one in kept if one.kind == CATEGORY]
        self.tag.choices = [SelectChoice(one.id, one.name) for one in kept if one.kind == TAG]

    @property
    def category_ids(self) -> list[int]:
        return [*(self.category.data or ()), *(self.tag.data or ())]


class NewOrganizationForm(OrganizationForm):
    parent = SelectField(_l("上级单位"), coerce=int)

    def __init__(
        self, categories: Iterable[Category], parents: Iterable[Organization], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(categories, *args, **kwargs)
        self.parent.choices = [SelectChoice(one.id, one.name) for one in parents]


class CategoryForm(FlaskForm):
    kind = RadioField(
        _l("种类"),
        [DataRequired(_l("请选择种类。"))],
        choices=[SelectChoice(CATEGORY, _l("学科类别")), SelectChoice(TAG, _l("标签"))],
        default=TAG,
    )
    name = StringField(
        _l("名称"),
        [DataRequired(_l("请填写名称。")), Length(max=20, message=_l("名称最多 20 个字。"))],
        filters=[plain],
    )


class ImportForm(FlaskForm):
    file = FileField(_l("填好的表格（.xlsx）"), [FileRequired(_l("请选择填好的表格。"))])
