"""情况说明: some sentences that say what was done, where nothing else can show it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from checklist.evidence.kinds.kind import Kind, Part, PieceForm, words_field

TEXT_AT_MOST = 5000
TITLE_FROM_TEXT = 40


class StatementForm(PieceForm):
    takes_files = True

    text = words_field(_l("情况说明"), TEXT_AT_MOST, DataRequired(_l("请写明做了什么、何时、由谁。")), long=True)
    note = None

    def content(self) -> dict[str, Any]:
        return {"text": self.text.data}

    def default_title(self) -> str:
        first = self.text.data.splitlines()[0]
        return first if len(first) <= TITLE_FROM_TEXT else f"{first[:TITLE_FROM_TEXT]}…"


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
