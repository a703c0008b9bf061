"""链接: one address, with the channel it appeared in and how often it was read."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, SelectChoice, SelectField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from checklist.evidence.kinds.kind import Kind, Part, PieceForm
from checklist.evidence.pasting import NoAddress, Pasted, read_pasted
from checklist.fields import Whole

CHANNELS = {
    "website": _l("网站"),
    "official_account": _l("公众号"),
    "chat_group": _l("微信群"),
    "weibo": _l("微博"),
    "xuexi": _l("学习强国"),
    "other": _l("其他"),
}
# Hosts that say which channel an address is of.
HOSTS = {"mp.weixin.qq.com": "official_account", "weibo.com": "weibo", "m.weibo.cn": "weibo", "xuexi.cn": "xuexi"}
READS_AT_MOST = 2_000_000_000


def channel_of(url: str) -> str:
    """The channel that an address is of, as far as its host says; a website otherwise."""
    host = url.split("://", 1)[-1].split("/", 1)[0].lower()
    return next((channel for name, channel in HOSTS.items() if host == name or host.endswith(f".{name}")), "website")


def channel_field() -> SelectField:
    choices = [SelectChoice("", _l("按网址判断")), *(SelectChoice(name, words) for name, words in CHANNELS.items())]
    return SelectField(_l("发布渠道"), [Optional()], choices=choices)


def reads_field() -> IntegerField:
    return Whole(_l("阅读数"), [Optional(), NumberRange(0, READS_AT_MOST, message=_l("请填写一个不小于 0 的整数。"))])


class LinkForm(PieceForm):
    """An address with its title. The address may be pasted with words around it."""

    url = StringField(_l("网址"))
    channel = channel_field()
    reads = reads_field()
    pasted: Pasted | None = None

    def validate_url(self, field: Field) -> None:
        if not (field.data or "").strip():
            raise ValidationError(_("请粘贴网址。"))
        try:
            self.pasted = read_pasted(field.data)
        except NoAddress as problem:
            raise ValidationError(problem.sentence) from None

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

    def summary(self, content: dict[str, Any]) -> str:
        channel = str(CHANNELS.get(content.get("channel", ""), ""))
        if "reads" not in content:
            return channel
        return _("%(channel)s，阅读 %(reads)d 次", channel=channel or CHANNELS["other"], reads=content["reads"])

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"links": 1, "reads": content.get("reads", 0)}, content["url"])]


KIND = Link()
