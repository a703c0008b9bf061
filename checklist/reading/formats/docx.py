"""Word documents (.docx, .docm, .dotx; ECMA-376, also its strict kind): opened by python-docx, their text read here.

python-docx is given a package that holds the parts with text alone, under their usual names: pictures are never
unpacked, macros never met, and what it stumbles over (links to parts that are not there, templates, the strict kind)
is not there either.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.parts.document import DocumentPart

from checklist.reading.formats.html import read_html
from checklist.reading.formats.word_numbering import Numbering
from checklist.reading.formats.word_styles import Element, Styles
from checklist.reading.formats.word_text import WordText
from checklist.reading.model import Unreadable
from checklist.reading.packages import attribute, content, events, opened
from checklist.reading.secrecy import refuse_classified

# Takes 20 times as much memory when it is laid out; 100 full pages are some 3 MB.
MOST_DOCUMENT_BYTES = 12 * 1024 * 1024
_MOST_OTHER_BYTES = 8 * 1024 * 1024
# Six headers and footers for each section.
_MOST_PARTS = 400
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_NAMESPACE = re.compile(re.escape(_STRICT) + rb"(wordprocessingml|officeDocument|drawingml)/")
_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}
_CHUNK = "aFChunk"
_DOCUMENT = "word/document.xml"
_NUMBER = re.compile(r"[〔﹝\[［【(（](?:19|20)\d\d[〕﹞\]］】)）]第?\d{1,5}号")
_LONGEST_LETTERHEAD = 80


def read_docx(data: bytes, name: str) -> str:
    """The text, a paragraph or a row of a table a line, cells divided by tabs. Raises Unreadable."""
    try:
        with opened(io.BytesIO(data), name) as archive:
            plain, chunks = _plain(archive, name)
        text = _text(docx.Document(plain).part, chunks, name)
    except Unreadable:
        raise
    except Exception as problem:  # the libraries raise whatever a malformed file makes of them
        raise Unreadable("broken", name) from problem
    if not text:
        raise Unreadable("empty", name)
    return text


def _text(part: DocumentPart, chunks: dict[str, list[str]], name: str) -> str:
    styles = Styles(_root(part, RELATIONSHIP_TYPE.STYLES))
    numbering = Numbering(_root(part, RELATIONSHIP_TYPE.NUMBERING), styles)
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _root(part, _KINDS[f"{kind}s"][1])
        for note in root if root is not None else ():
            notes[kind, attribute(note, "id")] = note
    words = WordText(styles, numbering, notes, chunks)
    lines = words.lines(part.element.body)
    headers = _around(part, words, RELATIONSHIP_TYPE.HEADER)
    for each in (*headers, *_around(part, words, RELATIONSHIP_TYPE.FOOTER)):
        refuse_classified("\n".join(each), name)
        refuse_classified("\n".join(" ".join(each).split()), name)  # a number of the page stands beside the mark
    return "\n".join(_letterhead(headers, lines) + lines)


def _around(part: DocumentPart, words: WordText, relation: str) -> list[list[str]]:
    """The lines of each header or footer."""
    return [words.lines(parse_xml(each.target_part.blob)) for each in part.rels.values() if each.reltype == relation]


def _letterhead(headers: list[list[str]], lines: list[str]) -> list[str]:
    """Headers are left out, but for the line with a document number that stands nowhere else."""
    everything = re.sub(r"\s", "", "".join(lines))
    found: list[str] = []
    for header in headers:
        for line in header:
            bare = re.sub(r"\s", "", line)
            if _NUMBER.search(bare) and len(bare) <= _LONGEST_LETTERHEAD and bare not in everything:
                found.append(line)
                everything += bare
    return found


def _root(part: DocumentPart, relation: str) -> Element | None:
    """The other part of this kind as XML, or None."""
    for each in part.rels.values():
        if each.reltype == relation:
            return parse_xml(each.target_part.blob)
    return None


def _plain(archive: zipfile.ZipFile, name: str) -> tuple[io.BytesIO, dict[str, list[str]]]:
    """A package with the document and the parts that say how to read it, not compressed; and pages within, by id."""
    places = {place.replace("\\", "/").lstrip("/").lower(): place for place in archive.namelist()}
    home = _home(archive, places, name)
    if archive.getinfo(places[home]).file_size > MOST_DOCUMENT_BYTES:
        raise Unreadable("too_long", name)
    types, links, chunks = [], [], {}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(_DOCUMENT, _usual(content(archive, places[home], name)))
        for number, (kind, place, identity) in enumerate(_others(archive, places, home, name)):
            if kind == _CHUNK:
                chunks[identity] = _chunk(archive, places[place], name)
                continue
            path = f"word/{kind}{number}.xml"
            package.writestr(path, _usual(content(archive, places[place], name, _MOST_OTHER_BYTES)))
            content_type, relation = _KINDS[kind]
            types.append(f'<Override PartName="/{path}" ContentType={quoteattr(content_type)}/>')
            links.append((relation, f"{kind}{number}.xml"))
        types.append(f'<Override PartName="/{_DOCUMENT}" ContentType={quoteattr(CONTENT_TYPE.WML_DOCUMENT_MAIN)}/>')
        package.writestr("[Content_Types].xml", _types(types))
        package.writestr("_rels/.rels", _links([(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, _DOCUMENT)]))
        package.writestr("word/_rels/document.xml.rels", _links(links))
    written.seek(0)
    return written, chunks


def _chunk(archive: zipfile.ZipFile, place: str, name: str) -> list[str]:
    """A web page within, which Word shows as text (17.17.2.1): so write the exports of many a web site."""
    if archive.getinfo(place).file_size > _MOST_OTHER_BYTES:
        raise Unreadable("unpacks_too_large", name)
    data = archive.read(place)
    return [] if data.startswith(b"PK") else read_html(data, name).split("\n")


def _home(archive: zipfile.ZipFile, places: dict[str, str], name: str) -> str:
    """Where the document itself is."""
    for kind, target, _identity in _relations(archive, places, "", name):
        if kind == "officeDocument" and target in places:
            return target
    if _DOCUMENT in places:
        return _DOCUMENT
    raise Unreadable("broken", name)


def _others(archive: zipfile.ZipFile, places: dict[str, str], home: str, name: str) -> Iterator[tuple[str, str, str]]:
    taken: set[str] = set()
    for kind, target, identity in _relations(archive, places, home, name):
        is_wanted = kind in _KINDS or kind == _CHUNK
        if not is_wanted or target not in places or target in taken or len(taken) >= _MOST_PARTS:
            continue
        if kind in ("header", "footer", _CHUNK) or kind not in taken:
            taken |= {target, kind}
            yield kind, target, identity


def _relations(
    archive: zipfile.ZipFile, places: dict[str, str], home: str, name: str
) -> Iterator[tuple[str, str, str]]:
    """The last word of its type, where it leads, and its id, for each link of a part to another."""
    folder, file = posixpath.split(home)
    listed = posixpath.join(folder, "_rels", f"{file}.rels")
    if listed not in places:
        return
    for event, element in events(archive, places[listed], name):
        target = attribute(element, "Target").replace("\\", "/").lower()
        if event == "end" and target and attribute(element, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield attribute(element, "Type").rpartition("/")[2], path, attribute(element, "Id")


def _usual(data: bytes) -> bytes:
    """The strict kind in the names of the usual one; nothing else tells them apart here."""
    return _NAMESPACE.sub(lambda match: _USUAL + match[1] + b"/2006/", data) if _STRICT in data else data


def _types(overrides: list[str]) -> str:
    home = "http://schemas.openxmlformats.org/package/2006/content-types"
    xml = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{home}">{xml}{"".join(overrides)}</Types>'


def _links(links: list[tuple[str, str]]) -> str:
    home = "http://schemas.openxmlformats.org/package/2006/relationships"
    each = (f'<Relationship Id="r{at}" Type="{kind}" Target="{path}"/>' for at, (kind, path) in enumerate(links))
    return f'<Relationships xmlns="{home}">{"".join(each)}</Relationships>'
