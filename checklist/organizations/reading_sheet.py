"""A filled-in .xlsx becomes rows of text; what cannot be read is refused with a sentence."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
MAX_ROWS = 2000

NAME, CATEGORY, TAGS, SECRETARY, TELEPHONE = "单位名称", "学科类别", "标签", "秘书姓名", "秘书手机"
COLUMNS = (NAME, CATEGORY, TAGS, SECRETARY, TELEPHONE)

# A cell beyond column Z or row 9,999: the reader would lay out everything between it and the first cell.
_FAR_CELL = re.compile(rb'\br="(?:[A-Z]{2,}\d+|[A-Z]\d{5,})"')

# What Python's zipfile raises at a file that is none, is cut off, or has a password.
NOT_A_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)


class UnreadableSheet(Exception):
    """The file is no table that can be read; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class SheetRow:
    """One row as text, by its number in the sheet (the header has number 1 in the template)."""

    number: int
    name: str
    category: str
    tags: str
    secretary: str
    telephone: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts in the order of COLUMNS."""
        return self.name, self.category, self.tags, self.secretary, self.telephone


def read_sheet(data: bytes) -> list[SheetRow]:
    """The rows of the first sheet under its header, empty ones left out. Raises UnreadableSheet."""
    _look_inside(data)
    try:
        cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as problem:
        raise UnreadableSheet(_("这个文件打不开。请用下载的模板填写，存为 .xlsx。")) from problem
    lines = [(number, [cell_text(cell) for cell in line]) for number, line in enumerate(cells, 1)]
    filled = [(number, line) for number, line in lines if any(line)]
    if not filled:
        raise UnreadableSheet(_("表格是空的。"))
    places = _places(filled[0][1])
    rows = [_row(number, line, places) for number, line in filled[1:]]
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        raise UnreadableSheet(_("表头下面没有内容。"))
    if len(rows) > MAX_ROWS:
        raise UnreadableSheet(_("一次最多导入 %(count)d 行，请分成几个文件。", count=MAX_ROWS))
    return rows


def cell_text(cell: Any) -> str:
    """A cell as text on one line; whole numbers without a fraction."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).replace("\0", "").split())


def _look_inside(data: bytes) -> None:
    """An .xlsx is a zip: its size is looked at before anything is unpacked into memory."""
    if len(data) > MAX_BYTES:
        raise UnreadableSheet(_("文件超过 2 MB，没有收下。"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableSheet(_("文件解开后太大，没有收下。"))
            if "xl/workbook.xml" not in names or archive.testzip() is not None:
                raise zipfile.BadZipFile
            sheets = [archive.read(name) for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    except NOT_A_ZIP as problem:
        raise UnreadableSheet(_("这不是 .xlsx 文件，或者文件已损坏、加了密码。请用下载的模板填写。")) from problem
    if any(_FAR_CELL.search(sheet) for sheet in sheets):
        raise UnreadableSheet(_("表格太大：只读 A 到 Z 列的前 9999 行。请把内容复制到下载的模板里。"))


def _places(header: list[str]) -> dict[str, int]:
    """Where each column stands. 必填, 选填, stars and brackets in a heading do not matter."""
    words = [re.sub(r"\(.*?\)|必填|选填|[*\s:]", "", unicodedata.normalize("NFKC", word)) for word in header]
    unknown = [word for word in words if word and word not in COLUMNS]
    if NAME not in words or unknown:
        raise UnreadableSheet(
            _(
                "表头与模板不同：应有“%(expected)s”，读到“%(found)s”。",
                expected=_("、").join(COLUMNS),
                found=_("、").join(word for word in words if word)[:100],
            )
        )
    repeated = next((word for word in COLUMNS if words.count(word) > 1), None)
    if repeated:
        raise UnreadableSheet(_("表头中“%(name)s”出现了两次。", name=repeated))
    return {word: place for place, word in enumerate(words) if word}


def _row(number: int, line: list[str], places: dict[str, int]) -> SheetRow:
    return SheetRow(number, *(line[places[column]] if column in places else "" for column in COLUMNS))
