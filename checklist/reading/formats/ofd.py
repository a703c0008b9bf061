"""OFD (GB/T 33190-2016): the text of the pages, by where it stands.

Names are matched without their namespace and places without their case: producers agree in neither. Templates,
annotations (stamps among them), attachments and what lies in the background are no part of the text.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import ZipFile

from checklist.reading.formats import ofd_objects as objects
from checklist.reading.formats.ofd_sheets import sheets
from checklist.reading.layout import Sheet, text_of
from checklist.reading.model import MAX_PAGES, Unreadable
from checklist.reading.packages import attribute, content, local, opened

_PICTURES = {"ImageObject", "CompositeObject", "PathObject"}
_BACKGROUND = "background"


def read_ofd(data: bytes, name: str) -> str:
    """The text of all documents in the file, in their order, a paragraph a line. Raises Unreadable."""
    with opened(io.BytesIO(data)) as archive:
        package = _Package(archive, name)
        texts = [text_of(pages) for pages in package.documents()]
    text = "\n".join(text for text in texts if text)
    if not text:
        raise Unreadable("scan" if package.is_drawn else "empty", name)
    return text


class _Package:
    """The parts of the file; `is_drawn` says whether there was a picture or a drawing on a page."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._parts = {part.lower().lstrip("/"): part for part in archive.namelist()}
        self._pages_left = MAX_PAGES
        self.is_drawn = False

    def documents(self) -> Iterator[list[Sheet]]:
        """The pages of each document."""
        if "encryptions.xml" in self._parts:
            raise Unreadable("password", self._name)
        roots = [
            (element.text or "").strip()
            for event, element in self._events("ofd.xml")
            if event == "end" and local(element) == "DocRoot"
        ]
        places = [place for root in roots if (place := self._find(root, ""))]
        if not places or len(places) < len(roots):
            raise Unreadable("broken", self._name)
        for place in dict.fromkeys(places):
            paper, pages = self._pages(place)
            yield sheets([self._page(page, paper) for page in pages])

    def _pages(self, document: str) -> tuple[objects.Box | None, list[str]]:
        """The size of the paper, and the places of the pages in the order in which the document lists them."""
        found = []
        paper = None
        for event, element in self._events(document):
            if event == "end" and local(element) == "PhysicalBox":
                paper = objects.numbers(element.text or "", 4)
            if event != "end" or local(element) != "Page":
                continue
            place = self._find(attribute(element, "BaseLoc"), posixpath.dirname(document))
            if place is None:
                raise Unreadable("broken", self._name)
            found.append(place)
        self._pages_left -= len(found)
        if self._pages_left < 0:
            raise Unreadable("too_many_pages", self._name)
        return paper, found

    def _page(self, place: str, paper: objects.Box | None) -> objects.Drawn:
        found = objects.Drawn(paper)
        codes: list[Element] = []
        is_background = False
        for event, element in self._events(place):
            kind = local(element)
            if kind == "Layer":
                is_background = event == "start" and attribute(element, "Type").lower() == _BACKGROUND
            elif event == "start":
                continue
            elif kind == "PhysicalBox":
                found.box = objects.numbers(element.text or "", 4) or paper
            elif kind == "TextCode":
                codes.append(element)
            elif kind == "TextObject":
                if not is_background:
                    found.add_text(element, codes)
                codes = []
                element.clear()
            elif kind in _PICTURES:
                self.is_drawn = True
                found.add_path(element)
                element.clear()
        return found

    def _events(self, place: str) -> Iterator[tuple[str, Element]]:
        data = content(self._archive, self._parts[place])
        if data is None:
            raise Unreadable("unpacks_too_large", self._name)
        try:
            yield from iterparse(io.BytesIO(data), events=("start", "end"))  # noqa: S314
        except (ParseError, LookupError) as problem:
            raise Unreadable("broken", self._name) from problem

    def _find(self, place: str, folder: str) -> str | None:
        """A place of the standard, 7.2: from the root when it begins with a slash, else from where it is written."""
        place = place.strip().replace("\\", "/").lower()
        for base in ("" if place.startswith("/") else folder, ""):
            path = posixpath.normpath(posixpath.join(base, place.lstrip("/"))).lstrip("./")
            if path in self._parts:
                return path
        return None
