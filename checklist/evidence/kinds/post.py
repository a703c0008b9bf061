"""宣传报道: many addresses pasted at once, one a line, each with its title and how often it was read."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import Field, TextAreaField, ValidationError
from wtforms.validators import Optional, StopValidation

from checklist.evidence.folding import folded
from checklist.evidence.kinds.addresses import CHANNELS, READS_AT_MOST, channel_of, reads_of
from checklist.evidence.kinds.kind import TITLE_AT_MOST, Kind, Part, PieceForm
from checklist.evidence.models import EvidenceVersion
from checklist.evidence.pasting import MAX_URL, NoAddress, NothingFound, SeveralAddresses, read_pasted
from checklist.fields import Day

LINES_AT_MOST = 200
# So many lines are named that do not hold; the rest is counted.
NAMED_AT_MOST = 10
QUOTED = 30

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What numbers the lines of a list: 1. 2、（3） or the first column of a spreadsheet.
_ORDINAL = re.compile(r"^\s*(?:[（(]\d{1,3}[)）]|\d{1,3}(?:[、)）．]|\.(?!\d)|\t))\s*")
# How often it was read: 1200, 1,200, 阅读 1200, 1200次, 1.2万, 10万+.
_READS = re.compile(
    r"(?:(?:\s+|[，；｜（]\s*)[,;|(]?\s*(?P<word>(?:阅读|浏览|点击|播放)[量数]?)?|(?P<close>(?:阅读|浏览|点击|播放)[量数]?))"
    r"\s*[:：]?\s*(?P<number>\d[\d,，]{0,14}(?:\.\d+)?)\s*(?P<wan>万)?[+＋]?\s*(?:次|人次|阅读)?\s*[)）]?\s*$"
)
_ADDRESS = re.compile(r"[:：]//|\w\.\w", re.ASCII)


@dataclass(frozen=True)
class Line:
    """One article: its address, the words beside it, and its reads where they are given."""

    url: str
    title: str
    reads: int | None


def _plain_lines(text: str | None) -> str:
    """What was pasted, without control characters; tabs part the columns of a spreadsheet."""
    return _CONTROLS.sub(" ", text or "")


class PostForm(PieceForm):
    addresses = TextAreaField(_l("文章网址"), filters=[_plain_lines])
    happened_on = Day(_l("发布日期"), [Optional()])
    lines: tuple[Line, ...] = ()

    def validate_addresses(self, field: Field) -> None:
        lines = [(number, line) for number, line in enumerate((field.data or "").splitlines(), 1) if line.strip()]
        if not lines:
            raise ValidationError(_("请粘贴网址，一行一个。"))
        if len(lines) > LINES_AT_MOST:
            raise ValidationError(
                _("一次最多 %(most)d 行，这里有 %(count)d 行。请分几次附上。", most=LINES_AT_MOST, count=len(lines))
            )
        read, problems = [], []
        for number, line in lines:
            try:
                read.append(_read(line))
            except NoAddress as problem:
                told = _("第 %(number)d 行“%(line)s”：%(problem)s", number=number, line=_quoted(line), problem=problem)
                problems.append(told)
        if problems:
            more = len(problems) - NAMED_AT_MOST
            rest = [ngettext("还有 %(num)d 行也有问题。", "还有 %(num)d 行也有问题。", more)] if more > 0 else []
            field.errors = [*problems[:NAMED_AT_MOST], *rest]
            raise StopValidation
        self.lines = tuple(read)

    def content(self) -> dict[str, Any]:
        """Each article once: of the lines with one address the first, with the title and the most reads of them all."""
        posts: dict[str, dict[str, Any]] = {}
        for line in self.lines:
            post = posts.setdefault(folded(line.url), {"url": line.url, "title": "", "channel": channel_of(line.url)})
            post["title"] = post["title"] or line.title
            if line.reads is not None:
                post["reads"] = max(line.reads, post.get("reads", 0))
        return {"posts": list(posts.values()), "repeated": len(self.lines) - len(posts)}

    def default_title(self) -> str:
        posts = self.content()["posts"]
        first = posts[0]["title"] or posts[0]["url"].split("://", 1)[1]
        if len(posts) == 1:
            return str(first)
        return _("%(first)s 等 %(count)d 篇", first=first[: TITLE_AT_MOST - 20], count=len(posts))


def _read(line: str) -> Line:
    """Raises NoAddress with what is wrong with the line."""
    if len(line) > MAX_URL:
        raise NoAddress(_("这一行太长，请检查是否粘贴了多余的内容。"))
    # Spaces are folded first, or a line of nothing but spaces would cost its length many times over.
    text, reads = _without_reads(" ".join(_ORDINAL.sub("", line).split()))
    try:
        pasted = read_pasted(text)
    except NothingFound:
        raise NoAddress(_("没有找到网址。")) from None
    except SeveralAddresses:
        raise NoAddress(_("一行请只写一个网址。")) from None
    if len(pasted.words) > TITLE_AT_MOST:
        raise NoAddress(_("标题太长，请不要超过 %(max)d 个字。", max=TITLE_AT_MOST))
    if reads is not None and reads > READS_AT_MOST:
        raise NoAddress(_("请检查阅读数。"))
    return Line(pasted.url, pasted.words, reads)


def _without_reads(text: str) -> tuple[str, int | None]:
    """The line without the number of reads at its end. One that follows other words may be part of the title."""
    match = _READS.search(text)
    if match is None:
        return text, None
    before = text[: match.start()]
    if not (match["word"] or match["close"] or _ADDRESS.search(before.rsplit(" ", 1)[-1])):
        return text, None
    number = Decimal(unicodedata.normalize("NFKC", match["number"]).replace(",", ""))
    return before, int(number * (10_000 if match["wan"] else 1))


def _quoted(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"


class Post(Kind):
    name = "post"
    word = _l("宣传报道")
    Form = PostForm
    measures = {"posts": _l("报道篇数"), "reads": _l("阅读数")}
    may_lack = frozenset({"reads"})

    def summary(self, content: dict[str, Any]) -> str:
        posts = content["posts"]
        words = [ngettext("%(num)d 篇", "%(num)d 篇", len(posts))]
        for channel, word in CHANNELS.items():
            if count := sum(post["channel"] == channel for post in posts):
                words.append(f"{word} {count}")
        if reads := sum(post.get("reads", 0) for post in posts):
            words.append(_("阅读 %(reads)d 次", reads=reads))
        if repeated := content.get("repeated"):
            words.append(ngettext("%(num)d 行网址重复，只计一次", "%(num)d 行网址重复，只计一次", repeated))
        return _("，").join(words)

    def parts(self, content: dict[str, Any]) -> list[Part]:
        return [Part({"posts": 1, **reads_of(post)}, folded(post["url"]), post["title"]) for post in content["posts"]]

    def typed(self, version: EvidenceVersion) -> dict[str, Any]:
        lines = [
            " ".join(str(word) for word in (post["title"], post["url"], post.get("reads", "")) if word != "")
            for post in version.content["posts"]
        ]
        return super().typed(version) | {"addresses": "\n".join(lines)}


KIND = Post()
