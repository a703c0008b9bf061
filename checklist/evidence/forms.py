"""A link as evidence: what is typed about it."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, Optional

from checklist.clock import today
from checklist.evidence.giving import Link
from checklist.evidence.pasting import NoAddress, Pasted, read_pasted
from checklist.fields import Day

TITLE_AT_MOST = 200
NOTE_AT_MOST = 1000
FIRST_YEAR = 1949
# PostgreSQL keeps no NUL, and no other control character says anything but a new line.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def plain_words(text: str | None) -> str:
    """What was typed, without control characters and spaces around it."""
    return _CONTROLS.sub(" ", (text or "").replace("\r\n", "\n")).strip()


class LinkForm(FlaskForm):
    """An address with its title, the date of the fact and a note. The address may be pasted with words around it."""

    url = StringField(_l("网址"))
    title = StringField(
        _l("标题"),
        [Optional(), Length(max=TITLE_AT_MOST, message=_l("标题太长，请不要超过 %(max)d 个字。"))],
        filters=[plain_words],
    )
    happened_on = Day(_l("事情发生的日期"), [Optional()])
    note = TextAreaField(
        _l("说明"),
        [Optional(), Length(max=NOTE_AT_MOST, message=_l("说明太长，请不要超过 %(max)d 个字。"))],
        filters=[plain_words],
    )

    def __init__(self, *args: Any, needs_url: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_url = needs_url
        self.pasted: Pasted | None = None

    def validate_url(self, field: Field) -> None:
        """An address is needed, or at least where something was said about one."""
        if not (field.data or "").strip():
            if self.needs_url or self.title.data or self.happened_on.raw_data and self.happened_on.raw_data[0]:
                raise ValidationError(_("请粘贴网址。"))
            return
        try:
            self.pasted = read_pasted(field.data)
        except NoAddress as problem:
            raise ValidationError(problem.sentence) from None

    def validate_happened_on(self, field: Field) -> None:
        if field.data is None:
            return  # it could not be read: the field has said so
        if field.data > today():
            raise ValidationError(_("事情发生的日期不能晚于今天。"))
        if field.data.year < FIRST_YEAR:
            raise ValidationError(_("请检查日期的年份。"))

    def link(self) -> Link | None:
        """The link that was given, None where no address was. Its title: as typed, else pasted, else the address."""
        if self.pasted is None:
            return None
        title = self.title.data or self.pasted.words or self.pasted.url.split("://", 1)[1]
        return Link(self.pasted.url, title[:TITLE_AT_MOST], self.happened_on.data, self.note.data or "")
