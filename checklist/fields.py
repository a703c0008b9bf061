"""Form fields with sentences of our own for what cannot be read."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, DecimalField, Field, IntegerField, TimeField
from wtforms.validators import StopValidation

# No day that somebody types here lies before it.
FIRST_YEAR = 1949

# PostgreSQL keeps no NUL, and no other control character says anything but a new line.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_CONTROLS_IN_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def plain_words(text: str | None) -> str:
    """What was typed, without control characters and spaces around it."""
    return _CONTROLS_IN_LINES.sub(" ", (text or "").replace("\r\n", "\n")).strip()


class ReadFirst(Field):
    """What could not be read has been said so, and no more is said of it. An empty field is left to the validators."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        # What is shown back holds no control characters: a page may not.
        self.raw_data: list[str] = [_CONTROLS.sub(" ", text) for text in self.raw_data or ()]

    def pre_validate(self, form: Any) -> None:
        if self.process_errors and self.raw_data and self.raw_data[0].strip():
            raise StopValidation


class Day(ReadFirst, DateField):
    """A date, with a sentence of our own for what is none, and for a year that must be a slip of the hand."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("请填写一个日期，例如 2026-12-01。")) from problem
        if self.data is not None and self.data.year < FIRST_YEAR:
            self.data = None
            raise ValueError(_("请检查日期的年份。"))


class Clock(ReadFirst, TimeField):
    """A time of day, with a sentence of our own for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as problem:
            raise ValueError(_("请填写一个时间，例如 17:30。")) from problem


class Whole(ReadFirst, IntegerField):
    """A whole number, with a sentence of our own for what is none. Full-width digits and separators are read too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = unicodedata.normalize("NFKC", valuelist[0]).replace(",", "").strip() if valuelist else ""
        if text and not re.fullmatch(r"[+-]?[0-9]{1,15}", text):
            self.data = None
            if re.fullmatch(r"[0-9]{1,15} ?[^\W\d_]{1,4}", text):
                raise ValueError(_("这里只填数字，不写单位，例如 120。"))
            raise ValueError(_("请填写一个整数，例如 120。"))
        self.data = int(text) if text else None


class Number(ReadFirst, DecimalField):
    """A number, whole or with decimals. Full-width digits and thousands separators are read too.

    Of at most `whole_digits` digits before the point and `decimals` after it.
    """

    whole_digits, decimals = 15, 4

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        if not text:
            return
        if re.fullmatch(r"[+-]?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?", text):
            text = re.sub("[, ]", "", text)
        if re.match(r"[+-]?[0-9.,]+ ?[^\W\d_]|[+-]?[0-9.,]+ ?[%‰℃]", text):
            raise ValueError(_("这里只写数字。单位请写在“单位”一栏，例如“人”“万元”“篇”。"))
        match = re.fullmatch(r"([+-]?[0-9]+)(?:\.([0-9]+))?", text)
        if match is None:
            raise ValueError(_("请填写一个数字，例如 1280 或 12.5。"))
        if len(match[1].lstrip("+-0")) > self.whole_digits or len((match[2] or "").rstrip("0")) > self.decimals:
            raise ValueError(
                _(
                    "数字太长：小数点前最多 %(whole)d 位，后最多 %(decimals)d 位。",
                    whole=self.whole_digits,
                    decimals=self.decimals,
                )
            )
        self.data = Decimal(text)
