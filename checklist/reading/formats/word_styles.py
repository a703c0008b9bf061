"""The styles of a Word document: what a style says itself, or else the one that it is based on."""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml.ns import qn

# An element of lxml; the library has no types.
Element = Any

_VAL = qn("w:val")
_tag = cache(qn)
_NONE_SAID = object()


def child(element: Element | None, *names: str) -> Element | None:
    """The element at this path of children of the namespace of Word, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(_tag(f"w:{name}"))
    return element


def value(element: Element | None) -> str:
    """Its w:val; empty where there is none."""
    return "" if element is None else element.get(_VAL) or ""


def is_on(element: Element | None) -> bool:
    """Whether a switch is on: there, and not said to be off (17.17.4)."""
    return element is not None and value(element) not in ("0", "false", "off")


def whole(text: str, otherwise: int) -> int:
    """A whole number of at most nine digits, or what stands for it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


class Styles:
    """Found by their ids. Chains of any length, also those that bite their own tail, take linear time in all."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._found: dict[tuple[str, tuple[str, ...]], Any] = {}
        self.default = ""
        for style in root.iterchildren(qn("w:style")) if root is not None else ():
            name = style.get(qn("w:styleId")) or ""
            self._styles.setdefault(name, style)
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                self.default = name

    def name(self, style: str) -> str:
        """The built-in name, the same in every language; empty where there is none."""
        return value(child(self._styles.get(style), "name"))

    def said(self, style: str, *names: str) -> Element | None:
        """What the style, or else the nearest one below it, has at this path of children."""
        walked: list[str] = []
        found: Any = None
        while style in self._styles:
            known = self._found.get((style, names), _NONE_SAID)
            if known is not _NONE_SAID:
                found = known
                break
            # Also for one that is met again: there is nothing on the way round.
            self._found[style, names] = None
            walked.append(style)
            found = child(self._styles[style], *names)
            if found is not None:
                break
            style = value(child(self._styles[style], "basedOn"))
        for each in walked:
            self._found[each, names] = found
        return found
