"""Form fields with sentences of our own for what cannot be read."""

import re
import unicodedata

from flask_babel import gettext as _
from wtforms import DateField, IntegerField, TimeField


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


class Whole(IntegerField):
    """A whole number, with a sentence of our own for what is none. Full-width digits and separators are read too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = unicodedata.normalize("NFKC", valuelist[0]).replace(",", "").strip() if valuelist else ""
        if text and not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
            self.data = None
            raise ValueError(_("请填写一个整数，例如 120。"))
        self.data = int(text) if text else None
