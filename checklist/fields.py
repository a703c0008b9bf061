"""Form fields with sentences of our own for what cannot be read."""

from flask_babel import gettext as _
from wtforms import DateField, TimeField


class Day(DateField):
    """A date, with a sentence of our own for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("请填写一个日期，例如 2026-12-01。")) from problem


class Clock(TimeField):
    """A time of day, with a sentence of our own for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("请填写一个时间，例如 17:30。")) from problem
