"""Which elements of HTML are text, and which break a line."""

from __future__ import annotations

import re

from lxml import etree

# What is never text of the page.
_DROPPED = {
    "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "canvas", "audio", "video",
    "select", "button", "textarea", "input", "nav", "footer", "aside", "link", "meta", "title", "map", "frameset",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_HIDDEN = re.compile(r"(?:^|;)\s{0,20}(?:display\s{0,20}:\s{0,20}none|mso-hide\s{0,20}:\s{0,20}all)", re.IGNORECASE)


def is_dropped(element: etree._Element) -> bool:
    """Never text, or hidden. `visibility` counts for nothing: pages of public accounts are shown by a script."""
    style = (element.get("style") or "")[:2000]
    return element.tag in _DROPPED or element.get("hidden") is not None or bool(_HIDDEN.search(style))


def is_inline(tag: str) -> bool:
    """Elements that HTML does not know (of Word, or a site's own) are inline, as in a browser."""
    return tag in _INLINE or ":" in tag or "-" in tag
