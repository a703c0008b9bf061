"""指标数据: a number with its unit and the written definition (口径) by which it was counted.

A number far from the last one of the same definition and unit is asked about once: a nought too many is soon typed.
"""

import unicodedata
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, ValidationError
from wtforms.validators import DataRequired, InputRequired, Optional

from checklist.evidence.kinds.kind import Kind, Part, PieceForm, words_field
from checklist.evidence.models import EvidenceVersion
from checklist.fields import Day, Number
from checklist.formatting import day

UNIT_AT_MOST = 20
DEFINITION_AT_MOST = 500
# From so many times the last number on, or a part of it as small, the new one is far from it.
FAR = 5


def kept_number(number: Decimal) -> str:
    """A number as it is kept and read again: no exponent, no noughts that say nothing."""
    return f"{number.normalize():f}" if number else "0"


def shown_number(text: str) -> str:
    """A kept number with its thousands apart."""
    return f"{Decimal(text):,f}"


def is_far(number: Decimal, last: Decimal) -> bool:
    """Whether a number is far from the last one. From nothing everything is a beginning."""
    return bool(last) and not 1 < number / last * FAR < FAR * FAR


def measure_of(content: dict[str, Any]) -> str:
    """Definition and unit in one: numbers are added up, and compared, only where both are the same.

    Of a number that a notice asked for by its name, the name: whatever each association wrote behind it.
    """
    definition = _folded(content.get("figure") or content["definition"]).rstrip("。.;,")
    return f"{definition}（{unicodedata.normalize('NFKC', content['unit']).strip()}）"


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


class FiguresForm(PieceForm):
    compares = True
    gives_figure = True

    amount = Number(_l("数字"), [InputRequired(_l("请填写数字。"))])
    unit = words_field(_l("单位"), UNIT_AT_MOST, DataRequired(_l("请填写单位，例如“人”“场”“万元”。")))
    definition = words_field(
        _l("口径"), DEFINITION_AT_MOST, DataRequired(_l("请写明口径：统计什么、从何时到何时、包括谁。")), long=True
    )
    # What is ticked is the number that was asked about, not any other typed since.
    confirmed = BooleanField(_l("数字无误"))
    happened_on = Day(_l("数据截止日期"), [Optional()])
    asked_about = ""

    def validate_amount(self, field: Field) -> None:
        last = self._last()
        if field.data is None or last is None or not is_far(field.data, Decimal(last.content["amount"])):
            return
        self.asked_about = kept_number(field.data)
        if self.confirmed.raw_data != [self.asked_about]:
            raise ValidationError(
                _(
                    "%(day)s填报的同一指标是 %(last)s %(unit)s，这次是 %(new)s %(unit)s，相差较大。"
                    "如果没有填错，请勾选“数字无误”后再提交。",
                    day=day(last.happened_on or last.created_at),
                    last=shown_number(last.content["amount"]),
                    new=shown_number(self.asked_about),
                    unit=self.unit.data,
                )
            )

    def validate_unit(self, field: Field) -> None:
        if field.data.isdecimal():
            raise ValidationError(_("单位是“人”“场”“万元”这样的词；数字请写在“数字”一栏。"))

    def _last(self) -> EvidenceVersion | None:
        measure = measure_of(self.content())
        return next((version for version in self.earlier if measure_of(version.content) == measure), None)

    def content(self) -> dict[str, Any]:
        amount = kept_number(self.amount.data) if self.amount.data is not None else ""
        figure = self._figure()
        named = {"figure": figure} if figure else {}
        return {"amount": amount, "unit": self.unit.data, "definition": self.definition.data} | named

    def _figure(self) -> str:
        """The number that was asked for, when this is that one: its definition begins with the name."""
        asked: str = self.asked or (self.seen.content.get("figure", "") if self.seen else "")
        return asked if asked and _folded(self.definition.data).startswith(_folded(asked)) else ""

    def default_title(self) -> str:
        return self.definition.data.splitlines()[0]


class Figures(Kind):
    name = "figures"
    word = _l("指标数据")
    Form = FiguresForm
    measures = {"figures": _l("指标数据项数")}

    def begun(self, figure: str, unit: str) -> dict[str, Any]:
        return {"unit": unit, "definition": figure} if figure else {}

    def summary(self, content: dict[str, Any]) -> str:
        return f"{shown_number(content['amount'])} {content['unit']}"

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"figures": 1, measure_of(content): Decimal(content["amount"])})]

    def measure_words(self, measure: str) -> str:
        if measure in self.measures:
            return super().measure_words(measure)
        definition, unit = measure.removesuffix("）").rsplit("（", 1)
        return _("%(definition)s（%(unit)s）", definition=definition, unit=unit)

    def typed(self, version: EvidenceVersion) -> dict[str, Any]:
        return super().typed(version) | {"amount": Decimal(version.content["amount"])}


KIND = Figures()
