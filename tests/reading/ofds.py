"""OFD files made by hand to GB/T 33190-2016, for what the files of other producers do not have."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.6  # millimetres: 三号 of GB/T 9704
LINE = 10.0
LEFT, TOP = 28.0, 45.0


@dataclass
class Sheet:
    """One page: what its layers hold, and what is beside them."""

    objects: list[str] = field(default_factory=list)
    background: list[str] = field(default_factory=list)
    template: bool = False


def text(words: str, x: float, y: float, *, size: float = SIZE, deltas: str | None = None, more: str = "") -> str:
    """A TextObject whose box begins at its first character; y is the line that the characters stand on."""
    widths = [size if character > "\u2e7f" or character == "—" else size / 2 for character in words]
    if deltas is None:
        deltas = " ".join(map(str, widths[:-1]))
    step = f' DeltaX="{deltas}"' if deltas else ""
    box = f"{x} {y - size} {sum(widths)} {size * 1.2}"
    return (
        f'<ofd:TextObject ID="9" Boundary="{box}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}"{step}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    width, height = x2 - x1, y2 - y1
    return (
        f'<ofd:PathObject ID="8" Boundary="{x1} {y1} {width or 0.1} {height or 0.1}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def written(paragraphs: list[str], width: int = 28, lines: int = 20) -> list[Sheet]:
    """Pages of these paragraphs, broken to that many characters a line, with page numbers."""
    broken = []
    for paragraph in paragraphs:
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        broken.append((LEFT + 2 * SIZE, first))
        broken += [(LEFT, rest[at : at + width]) for at in range(0, len(rest), width)]
    sheets = []
    for number, start in enumerate(range(0, len(broken), lines), 1):
        rows = broken[start : start + lines]
        objects = [text(words, x, TOP + at * LINE) for at, (x, words) in enumerate(rows)]
        sheets.append(Sheet([*objects, text(f"— {number} —", 98, 275)]))
    return sheets


def ofd(*documents: list[Sheet], extra: dict[str, str] | None = None, prefix: str = "ofd:") -> bytes:
    """The file. Pages are listed in their order, but stored under numbers that run the other way."""
    parts: dict[str, str] = {}
    bodies = []
    for number, sheets in enumerate(documents):
        bodies.append(f"<ofd:DocBody><ofd:DocRoot>Doc_{number}/Document.xml</ofd:DocRoot></ofd:DocBody>")
        parts |= _document(f"Doc_{number}", sheets)
    parts["OFD.xml"] = f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD">{"".join(bodies)}</ofd:OFD>'
    parts |= extra or {}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace("ofd:", prefix).replace(":ofd=", "=" if not prefix else ":ofd="))
    return file.getvalue()


def _document(folder: str, sheets: list[Sheet]) -> dict[str, str]:
    count = len(sheets)
    pages = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{count - at}/Content.xml"/>' for at in range(count))
    parts = {
        f"{folder}/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
        f"0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f'<ofd:TemplatePage ID="99" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{pages}</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        f"<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>",
        f"{folder}/Tpls/Tpl_0/Content.xml": _page([text("模板上的字", 28, 20)]),
        f"{folder}/Annots/Page_0/Annotation.xml": f"<ofd:PageAnnot {NAMESPACE}><ofd:Annot Type='Stamp'><ofd:Appearance>"
        f"{text('印章上的字', 120, 200)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        f"{folder}/Attachs/sheet.xml": "<附件>附件里的字</附件>",
    }
    for at, sheet in enumerate(sheets):
        used = '<ofd:Template TemplateID="99" ZOrder="Background"/>' if sheet.template else ""
        parts[f"{folder}/Pages/Page_{count - at}/Content.xml"] = _page(sheet.objects, sheet.background, used)
    return parts


def _page(objects: list[str], background: list[str] | None = None, before: str = "") -> str:
    behind = f'<ofd:Layer ID="2" Type="Background">{"".join(background)}</ofd:Layer>' if background else ""
    return (
        f"<ofd:Page {NAMESPACE}>{before}<ofd:Content>{behind}"
        f'<ofd:Layer ID="3"><ofd:PageBlock ID="4">{"".join(objects)}</ofd:PageBlock></ofd:Layer>'
        f"</ofd:Content></ofd:Page>"
    )
