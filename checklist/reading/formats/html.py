"""Web pages: saved (.html, .mht), exported from an office program, or the source pasted. Nothing is ever fetched."""

from __future__ import annotations

import codecs
import email
import email.policy
import re

from lxml import etree

from checklist.reading.formats.html_blocks import Page, page
from checklist.reading.formats.html_content import main_content
from checklist.reading.model import Unreadable

MOST_BYTES = 20 * 1024 * 1024
# libxml2 stops at 2048 and silently leaves out what lies deeper.
MOST_DEPTH = 2000
_CHARSET = re.compile(rb"""<meta\b[^<>]{0,300}?\bcharset\s{0,8}=\s{0,8}["']?\s{0,8}([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml\b[^<>]{0,200}?\bencoding\s{0,8}=\s{0,8}["']([\w.:-]{1,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 8192
# libxml2 compares each attribute with all others of its tag. Pictures within are one attribute, however long.
_MOST_TAG = 200_000
_TAG = re.compile(r"""</?[A-Za-z](?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_WITHIN = re.compile(r"""=\s{0,8}(?:"\s{0,8}data:[^"\s]*+"|'\s{0,8}data:[^'\s]*+')""", re.IGNORECASE)
_NO_MARKUP = re.compile(r"<(script|style)\b", re.IGNORECASE)
_ITS_END = {kind: re.compile(f"</{kind}", re.IGNORECASE) for kind in ("script", "style")}
_OF_NO_PAGE = (
    "idna",
    "punycode",
    "undefined",
    "unicode-escape",
    "raw-unicode-escape",
    "unicode_escape",
    "raw_unicode_escape",
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read_html(data: bytes, name: str) -> str:
    """The main text of a page, a paragraph a line. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("too_long", name)
    tree = _tree(_markup(data, name), name)
    title = next((" ".join((element.text or "").split()) for element in tree.iter("title")), "")
    text = "\n".join(main_content(_page(tree, name), title))
    if not text.strip():
        raise Unreadable("empty", name)
    return text


def _page(tree: etree._Element, name: str) -> Page:
    found = page(tree, MOST_DEPTH)
    if found is None:
        raise Unreadable("broken", name)
    return found


def _tree(markup: str, name: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    if _has_endless_tag(markup):
        raise Unreadable("broken", name)
    data = _NOT_IN_XML.sub("", markup).encode()
    try:
        tree = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError as problem:
        raise Unreadable("broken", name) from problem
    if tree is None:
        raise Unreadable("empty", name)
    return tree


def _has_endless_tag(markup: str) -> bool:
    at = 0
    while tag := _TAG.search(markup, at):
        if tag.end() - tag.start() > _MOST_TAG and len(_WITHIN.sub("", tag[0])) > _MOST_TAG:
            return True
        at = tag.end()
        if opens := _NO_MARKUP.match(markup, tag.start()):
            end = _ITS_END[opens[1].lower()].search(markup, at)
            at = end.start() if end else len(markup)
    return False


def _markup(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if not data.lstrip().startswith(b"<"):
        return _saved(data, name)
    return _decoded(data, "")


def _saved(data: bytes, name: str) -> str:
    """The page itself out of a web archive (RFC 2557); pictures and styles stay in it."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(message.walk())
        for part in parts:
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                return _decoded(content if isinstance(content, bytes) else b"", part.get_content_charset() or "")
    except (RecursionError, LookupError, ValueError) as problem:
        raise Unreadable("broken", name) from problem
    is_torn = any(part.get_content_maintype() == "multipart" and not part.is_multipart() for part in parts)
    raise Unreadable("broken" if is_torn else "empty", name)


def _decoded(data: bytes, declared: str) -> str:
    """By the encoding that is declared, if it fits; else by one that does. What fits nowhere is marked."""
    found = _CHARSET.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    named = [declared.lower(), found[1].decode().lower() if found else ""]
    tried = [_wide(encoding) for encoding in named if _is_of_text(encoding) and not encoding.startswith("utf-16")]
    for encoding in (*tried, "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    for encoding in (*tried, "utf-8"):
        try:
            return data.decode(encoding, "replace")
        except (UnicodeError, LookupError):
            continue
    return ""


def _is_of_text(encoding: str) -> bool:
    """Python also knows encodings that no page comes in: of names of the net, of bytes, of its own source."""
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return False
    return found._is_text_encoding and found.name not in _OF_NO_PAGE


def _wide(encoding: str) -> str:
    """Pages that say GB2312 or GBK hold characters of its successor."""
    return "gb18030" if encoding.replace("_", "-") in ("gb2312", "gbk", "gb-2312", "gb18030", "x-gbk") else encoding
