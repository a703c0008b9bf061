"""What the kinds that hold addresses share: channels, reads, and the address in what was pasted."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectChoice, SelectField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from checklist.evidence.pasting import NoAddress, Pasted, read_pasted
from checklist.fields import Whole, plain_words

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


def channel_words(channel: str) -> str:
    return str(CHANNELS.get(channel, CHANNELS["other"]))


def reads_field() -> Whole:
    return Whole(_l("阅读数"), [Optional(), NumberRange(0, READS_AT_MOST, message=_l("请填写一个不小于 0 的整数。"))])


def address_field(label: Any) -> StringField:
    """What was pasted: an address, perhaps with words around it."""
    return StringField(label, filters=[plain_words])


def pasted_in(field: Field) -> Pasted | None:
    """The address in what was pasted, None where nothing was; raises ValidationError with what is wrong with it."""
    if not (field.data or "").strip():
        return None
    try:
        return read_pasted(field.data)
    except NoAddress as problem:
        raise ValidationError(problem.sentence) from None


def reads_of(content: dict[str, Any]) -> dict[str, int]:
    """What it adds to the reads: nothing at all where they were not said."""
    return {"reads": content["reads"]} if "reads" in content else {}


def with_reads(words: str, content: dict[str, Any]) -> str:
    """The words, and how often it was read where that is known."""
    if "reads" not in content:
        return words
    return _("%(channel)s，阅读 %(reads)d 次", channel=words, reads=content["reads"])
