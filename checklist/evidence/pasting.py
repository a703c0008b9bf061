"""What people paste from a chat is an address, often with words around it: 标题 https://mp.weixin.qq.com/s/xxx."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import gettext as _

MAX_URL = 2000

# A scheme as a Chinese keyboard may write it. After a slash it is part of another address, not a new one.
_START = r"(?<![/=&%])https?[:：][/／]{2}"
_SCHEME = re.compile(r"(https?)[:：][/／]{2}", re.IGNORECASE)
# The whole text is one address: it may hold Chinese. Among words it ends where the Chinese goes on, the host excepted.
_ALONE = re.compile(rf"{_START}[^\s<>\"，。；、！？《》【】“”「」]+", re.IGNORECASE)
_AMONG_WORDS = re.compile(rf"{_START}[^\s/?#<>\"'，。；、！？：（）《》【】“”「」]+(?:[/?#][!-~]*)?", re.IGNORECASE)
_AFTER = ".,;:!?'\">]}"
# An address without its scheme, as people know it by heart: www.… , or one that ends as addresses here do. Not what
# stands in a mail address, and no file's name.
_ENDINGS = "com|cn|net|org|gov|edu|info|biz|top|xyz|vip|club|site|online|tech|mobi|asia|int|cc|tv|me|io|app|hk|tw|mo"
_BARE = re.compile(
    rf"(?<![\w@.:/\\-])(?:www\.(?:[a-z0-9-]+\.)+[a-z]{{2,}}|(?:[a-z0-9-]+\.)+(?:{_ENDINGS}))(?::\d+)?"
    r"(?![\w@-]|\.\w)(?:[/?#][!-~]*)?",
    re.IGNORECASE | re.ASCII,
)
# Addresses that would run something, or open something other than a page.
_OTHER_SCHEMES = re.compile(
    r"\s*(javascript|vbscript|data|file|blob|about|ftp|mailto|weixin|content)\s*:", re.IGNORECASE
)
_PARTS_OF_ADDRESS = re.compile(r"[/?&=%]|\.[a-z]{2,5}\b", re.IGNORECASE)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", re.IGNORECASE)


class NoAddress(Exception):
    """What was pasted holds no address that can be kept; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NothingFound(NoAddress):
    """What was pasted holds nothing like an address."""


class SeveralAddresses(NoAddress):
    """What was pasted holds more than the one address."""


@dataclass(frozen=True)
class Pasted:
    """The one address in what was pasted, and the words that stood around it."""

    url: str
    words: str


def read_pasted(text: str) -> Pasted:
    """The one http(s) address in a text and the rest of its words. Raises NoAddress when there is none, or several.

    Where none has a scheme, https:// is put before one that is an address all the same (www.…, xuehui.org.cn/a).
    """
    text = _SPACES.sub(" ", text).strip()
    if len(text) > MAX_URL:
        raise NoAddress(_("网址太长（超过 %(count)d 个字符），请检查是否粘贴了多余的内容。", count=MAX_URL))
    if _OTHER_SCHEMES.match(text):
        raise NoAddress(_("这不是网页的网址。请粘贴以 http:// 或 https:// 开头的完整网址。"))
    found = _addresses(text) or _bare_addresses(text)
    if not found:
        raise NothingFound(_("没有找到网址。请粘贴以 http:// 或 https:// 开头的完整网址。"))
    if len({_straight(each) for each in found}) > 1:
        raise SeveralAddresses(_("这里有 %(count)d 个网址。请每次只附一个。", count=len(set(found))))
    url = _straight(found[0])
    _refuse_false(url)
    return Pasted(url, _words_beside(text, found))


def _words_beside(text: str, found: list[str]) -> str:
    """What is left of the text without its addresses; nothing, where only punctuation is."""
    for address in found:
        text = text.replace(address, " ")
    words = _SPACES.sub(" ", text).strip(" -—|:：,，;；。")
    if words.isascii() and _PARTS_OF_ADDRESS.search(words):
        raise NoAddress(_("网址中不能有空格或换行，请重新复制后粘贴。"))
    return words if any(character.isalnum() for character in words) else ""


def _addresses(text: str) -> list[str]:
    if _ALONE.fullmatch(text):
        return [text]
    return [_trimmed(match.group()) for match in _AMONG_WORDS.finditer(text)]


def _bare_addresses(text: str) -> list[str]:
    return [_trimmed(match.group()) for match in _BARE.finditer(text)]


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence that it stands in."""
    url = url.rstrip(_AFTER)
    return url.rstrip(")") if "(" not in url else url


def _straight(url: str) -> str:
    """The scheme in ASCII and lower case, https where there was none; the rest as it was."""
    if not _SCHEME.match(url):
        return f"https://{url}"
    return _SCHEME.sub(lambda match: f"{match[1].lower()}://", url, count=1)


def _refuse_false(url: str) -> None:
    """An address that leads nowhere, or elsewhere than it seems to."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
        ascii_host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError):
        raise NoAddress(_("这个网址不完整或写错了，请重新复制后粘贴。")) from None
    if "@" in parts.netloc:
        raise NoAddress(_("网址的域名前不能有 @，这样的网址会把人带到别处。请重新复制后粘贴。"))
    labels = ascii_host.rstrip(".").split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or len(ascii_host) > 253:
        raise NoAddress(_("这个网址不完整或写错了，请重新复制后粘贴。"))
