"""情况说明: some sentences that say what was done, where nothing else can show it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError
from wtforms.validators import DataRequired

from checklist.evidence.kinds.kind import Kind, Part, PieceForm, first_words, words_field

TEXT_AT_MOST = 5000
# What is written where nothing is said.
SAYS_NOTHING = frozenset(("已完成", "完成", "已办", "已落实", "已按要求完成", "收到", "已阅", "同上", "无", "好的"))


class StatementForm(PieceForm):
    takes_files = True

    text = words_field(_l("情况说明"), TEXT_AT_MOST, DataRequired(_l("请写明做了什么、何时、由谁。")), long=True)
    note = None

    def validate_text(self, field: Field) -> None:
        if not self.files and field.data.strip("。，！!., \n") in SAYS_NOTHING:
            raise ValidationError(_("只写“%(words)s”说明不了做了什么。请补写何时、由谁、做了什么。", words=field.data))
        self.refuse_missing_files(field)

    def content(self) -> dict[str, Any]:
        return {"text": self.text.data}

    def default_title(self) -> str:
        return first_words(self.text.data)


class Statement(Kind):
    name = "statement"
    word = _l("情况说明")
    Form = StatementForm
    measures = {"statements": _l("情况说明份数")}

    def summary(self, content: dict[str, Any]) -> str:
        return ""

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"statements": 1})]


KIND = Statement()
