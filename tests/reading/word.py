"""Word documents by python-docx, with what it has no words for put in as XML."""

import io

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, settings: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{settings}</w:rPr>" if settings else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, settings: str = "") -> str:
    """`inside` is a text, or runs."""
    inside = inside if inside.startswith("<") else run(inside)
    return f"<w:p><w:pPr>{settings}</w:pPr>{inside}</w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    settings = f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{settings}</w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def box(text: str) -> str:
    return (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )


def document(
    body: str,
    *,
    numbers: str = "",
    styles: str = "",
    footnotes: str = "",
    header: str = "",
    around: dict[str, str] | None = None,
) -> bytes:
    """`body`, `numbers` and `footnotes` as XML; `styles` are added to the ones that python-docx brings along.

    `around`: what python-docx calls a header or footer of a section, and its XML.
    """
    made = docx.Document()
    content = made.element.body
    for element in list(content)[:-1]:
        content.remove(element)
    for element in reversed(list(parse_xml(f"<w:body {SPACES}>{body}</w:body>"))):
        content.insert(0, element)
    if numbers:
        made.part.numbering_part._element = parse_xml(f"<w:numbering {SPACES}>{numbers}</w:numbering>")
    for element in list(parse_xml(f"<w:styles {SPACES}>{styles}</w:styles>")):
        made.styles.element.append(element)
    if footnotes:
        blob = f"<w:footnotes {SPACES}>{footnotes}</w:footnotes>".encode()
        place = PackURI("/word/footnotes.xml")
        part = Part(place, CONTENT_TYPE.WML_FOOTNOTES, blob, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    for kind, xml in (around or {}).items():
        part = getattr(made.sections[0], kind)
        part.is_linked_to_previous = False
        part._element.append(parse_xml(f"<w:body {SPACES}>{xml}</w:body>")[0])
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
