"""链接: one address, with the channel it appeared in, when it was published and how often it was read."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError
from wtforms.validators import Optional

from checklist.evidence.folding import folded
from checklist.evidence.kinds.addresses import (
    CHANNELS,
    address_field,
    channel_field,
    channel_of,
    channel_words,
    pasted_in,
    reads_field,
    reads_of,
    with_reads,
)
from checklist.evidence.kinds.kind import Kind, Part, PieceForm
from checklist.evidence.pasting import Pasted
from checklist.fields import Day


class LinkForm(PieceForm):
    """An address with its title. The address may be pasted with words around it."""

    url = address_field(_l("网址"))
    channel = channel_field()
    reads = reads_field()
    happened_on = Day(_l("发布日期"), [Optional()])
    pasted: Pasted | None = None

    def validate_url(self, field: Field) -> None:
        self.pasted = pasted_in(field)
        if self.pasted is None:
            raise ValidationError(_("请粘贴网址。"))

    def content(self) -> dict[str, Any]:
        url = self._pasted.url
        content: dict[str, Any] = {"url": url, "channel": self.channel.data or channel_of(url)}
        if self.reads.data is not None:
            content["reads"] = self.reads.data
        return content

    def default_title(self) -> str:
        return self._pasted.words or self._pasted.url.split("://", 1)[1]

    @property
    def _pasted(self) -> Pasted:
        if self.pasted is None:
            raise AssertionError("a link is asked for after its form was validated")
        return self.pasted


class Link(Kind):
    name = "link"
    word = _l("链接")
    Form = LinkForm
    measures = {"links": _l("链接数"), "reads": _l("阅读数")}
    may_lack = frozenset({"reads"})

    def summary(self, content: dict[str, Any]) -> str:
        channel = content.get("channel", "")
        return with_reads(channel_words(channel), content) if channel in CHANNELS or "reads" in content else ""

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"links": 1, **reads_of(content)}, folded(content["url"]))]


KIND = Link()
