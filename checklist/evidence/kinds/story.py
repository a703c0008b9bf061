"""典型事迹: a model person or deed, told or linked to, and whether it may be published.

Where it may not be published, names of people stand in the story only: no title is taken from it, for titles are seen
in lists.
"""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectChoice, ValidationError
from wtforms.validators import Optional

from checklist.clock import today
from checklist.evidence.folding import folded
from checklist.evidence.kinds.addresses import address_field, pasted_in
from checklist.evidence.kinds.kind import Kind, OneOf, Part, PieceForm, first_words, words_field
from checklist.evidence.pasting import Pasted
from checklist.fields import Day
from checklist.formatting import day

TEXT_AT_MOST = 5000
PUBLIC, OFFICE_ONLY = "public", "office_only"
_SENTENCE_ENDS = re.compile(r"[。！？\n]")
CONSENTS = {PUBLIC: _l("已征得本人同意公开"), OFFICE_ONLY: _l("不公开，仅供省科协掌握")}


class StoryForm(PieceForm):
    takes_files = True

    text = words_field(_l("事迹"), TEXT_AT_MOST, long=True)
    url = address_field(_l("已发布的网址"))
    consent = OneOf(
        _l("能否公开"),
        _l("请选择能否公开。"),
        choices=[SelectChoice(name, words) for name, words in CONSENTS.items()],
    )
    happened_on = Day(_l("事迹发生的日期"), [Optional()])
    pasted: Pasted | None = None

    def validate_text(self, field: Field) -> None:
        if not (self.url.data or "").strip():
            self.refuse_without(field, _("请写事迹，或粘贴网址，或选择文件，至少一样。"))

    def validate_url(self, field: Field) -> None:
        self.pasted = pasted_in(field)

    def validate_consent(self, field: Field) -> None:
        if field.data == OFFICE_ONLY and (self.url.data or "").strip():
            raise ValidationError(_("附了已发布的网址，就已经公开。请选“已征得本人同意公开”，或删去网址、只写事迹。"))

    def content(self) -> dict[str, Any]:
        content = {"text": self.text.data, "consent": self.consent.data}
        return content | {"url": self.pasted.url} if self.pasted else content

    def default_title(self) -> str:
        first = _SENTENCE_ENDS.split(self.text.data, maxsplit=1)[0] if self.consent.data == PUBLIC else ""
        own = (self.pasted.words if self.pasted else "") or (first_words(first) if first else "")
        return own or _("典型事迹（%(day)s）", day=day(self.happened_on.data or today()))


class Story(Kind):
    name = "story"
    word = _l("典型事迹")
    Form = StoryForm
    measures = {"stories": _l("典型事迹篇数"), "public": _l("可公开的篇数")}

    def summary(self, content: dict[str, Any]) -> str:
        return str(CONSENTS[content["consent"]])

    def parts(self, content: dict[str, Any]) -> list[Part]:
        sums: dict[str, Any] = {"stories": 1, "public": int(content["consent"] == PUBLIC)}
        return [Part(sums, folded(content["url"]) if "url" in content else "")]


KIND = Story()
