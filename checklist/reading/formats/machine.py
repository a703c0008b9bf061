"""RapidOCR on one core: a picture of a page in, the words on it out. Its models come in its wheel; nothing is fetched.

Its libraries are an extra (requirements-ocr.txt), imported when the first picture is read.
"""

from __future__ import annotations

import importlib.util
import math
import re
import resource
from functools import cache
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

from PIL import Image

from checklist.children import allow
from checklist.reading.layout import Sheet, Words, width
from checklist.reading.model import Unreadable

# What a child that reads by machine may use: address space in all, and seconds of computing for a page. Measured on
# one core: a page in the print of notices takes 2 to 3 seconds and 840 MB (470 of them resident), one of 58 lines in
# small print 8 seconds and 1.1 GB (520 resident), one on its side or head up to four times as long.
MACHINE_READING_BYTES = 1536 * 1024 * 1024
MACHINE_READING_SECONDS = 60
MOST_SCANNED_PAGES = 100

LONG_SIDE = 2000  # pixels: 170 to the inch on A4, where the small print of a table is 20 high
_SEARCHED_SIDE = 960  # pixels of the copy in which lines are searched for: memory goes with its square
_SURE = 0.8  # what the lines of an upright page are sure of at least
_SAME_SIZE = 1.18
_FOOT = 0.15  # of a line's box beneath the characters
# The machine takes the width of marks as it comes; beside Chinese they are wide.
_NARROW_MARK = re.compile("(?<=[\u4e00-\u9fff”》）])[,:;?!)]|\\((?=[\u4e00-\u9fff“《])")
_WIDE = str.maketrans("(),:;?!", "（），：；？！")


class Line(NamedTuple):
    """A line as it was found, with its lean in radians; `sure` from 0 to 1."""

    left: float
    right: float
    middle: float
    height: float
    lean: float
    text: str
    sure: float


def is_installed() -> bool:
    """Whether machine reading is there: the extra is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def read(picture: Image.Image, name: str = "") -> Sheet:
    """The words of a picture. Raises Unreadable: too_heavy."""
    _ask_for_more()
    try:
        return _upright(picture)
    except Exception as problem:  # the library has no error of its own that it promises to keep to
        raise Unreadable("too_heavy", name) from problem


def _upright(picture: Image.Image) -> Sheet:
    """A page that lies on its side or on its head is turned until its lines are legible."""
    best, lines = picture, _lines(picture)
    sure = _sureness(lines)
    for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180):
        if sure >= _SURE or not lines:
            break
        turned = picture.transpose(turn)
        again = _lines(turned)
        if _sureness(again) > sure:
            best, lines, sure = turned, again, _sureness(again)
    return Sheet(0, 0, best.width, best.height, _words(lines))


def _ask_for_more() -> None:
    """Where this process has taken limits that suit text, it raises them for this page; elsewhere nothing happens."""
    memory, computing = (resource.getrlimit(what)[0] for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU))
    if 0 <= memory < MACHINE_READING_BYTES:
        allow(memory_bytes=MACHINE_READING_BYTES)
    if computing >= 0:
        allow(computing_seconds=MACHINE_READING_SECONDS)


def _sureness(lines: list[Line]) -> float:
    """How sure the lines are on average; a standing one counts nothing, for a page of those lies on its side."""
    return mean(line.sure if abs(line.lean) < math.pi / 6 else 0.0 for line in lines) if lines else 0.0


def _lines(picture: Image.Image) -> list[Line]:
    import numpy

    result = _engine()(numpy.asarray(picture)[:, :, ::-1])
    if result.boxes is None or result.txts is None:
        return []
    return [
        _line([(float(x), float(y)) for x, y in box], text, float(score))
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if text.strip()
    ]


def _line(box: list[tuple[float, float]], text: str, sure: float) -> Line:
    (a, b, c, d) = box  # clockwise from the upper left
    across, down = math.dist(a, b), math.dist(b, c)
    left, right = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
    lean = math.atan2(right[1] - left[1], right[0] - left[0])
    if down > 1.5 * across and len(text) > 1:
        lean = math.pi / 2
    text = _NARROW_MARK.sub(lambda mark: mark.group().translate(_WIDE), text.strip())
    return Line(left[0], right[0], (left[1] + right[1]) / 2, down, lean, text, sure)


def _words(lines: list[Line]) -> list[Words]:
    """Lines as words, made straight; sizes that differ by what the machine is unsure of become one."""
    if not lines:
        return []
    lean = median(
        line.lean for line in lines if line.right - line.left >= median(each.right - each.left for each in lines)
    )
    sizes = [_size(line) for line in lines]
    usual = median(size for size, line in zip(sizes, lines, strict=True) for _ in line.text)
    found = []
    for line, size in zip(lines, sizes, strict=True):
        if usual / _SAME_SIZE < size < usual * _SAME_SIZE:
            size = usual
        shift = (line.left + line.right) / 2 * math.sin(lean)
        y = line.middle * math.cos(lean) - shift + (0.5 - _FOOT) * size
        sink = line.middle * math.sin(lean)
        found.append(Words(line.text, line.left + sink, line.right + sink, y, size))
    return found


def _size(line: Line) -> float:
    """A character's size: Chinese ones are as wide as high, and a line's length is surer than the height of its box."""
    wide = width(line.text)
    return (line.right - line.left) / wide if wide >= 6 else line.height


@cache
def _engine() -> Any:
    """The models are named by their paths, so that none is looked for elsewhere."""
    import cv2
    import rapidocr

    cv2.setNumThreads(1)
    models = Path(rapidocr.__file__).parent / "models"
    found = {part: str(next(models.glob(f"*_{part}_*.onnx"))) for part in ("det", "cls", "rec")}
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": LONG_SIDE,
            "Det.model_path": found["det"],
            "Cls.model_path": found["cls"],
            "Rec.model_path": found["rec"],
            "Det.limit_type": "max",
            "Det.limit_side_len": _SEARCHED_SIDE,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
