"""Pages that are pictures: of a PDF, or scanned and photographed ones. Read by machine where that is installed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from PIL import Image, ImageOps

from checklist.reading.formats import machine
from checklist.reading.formats.extract import Extract, Tell, nobody
from checklist.reading.layout import Sheet, Words, text_of
from checklist.reading.model import Unreadable

# A JPEG is scaled while it is unpacked, so that those of the largest phones fit into memory.
_MOST_PIXELS, _MOST_JPEG_PIXELS = 60_000_000, 250_000_000
# A picture of a whole conversation is read in pieces, each about as high as a page.
_LONG_FROM, _PIECE = 2.5, 1.4
_MOST_PIECES = 60
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError)


def read_page(page: pypdfium2.PdfPage, name: str = "") -> Sheet:
    """What is printed on a page of a PDF that is a picture. Raises Unreadable: too_heavy."""
    across, down = page.get_size()
    with closing(page.render(scale=machine.LONG_SIDE / max(across, down, 1))) as bitmap:
        return machine.read(bitmap.to_pil().convert("RGB"), name)


def read_picture(data: bytes, name: str = "", tell: Tell = nobody) -> Extract:
    """What a scanned or photographed notice says. Raises Unreadable: picture, blank_scan, broken, unpacks_too_large,
    too_many_pages,
    too_heavy."""
    if not machine.is_installed():
        raise Unreadable("picture", name)
    sheets = []
    for number, of, picture in _frames(data, name):
        sheets.append(_read(picture, name))
        tell(number, of)
    text = text_of(sheets)
    if not text.strip():
        raise Unreadable("blank_scan", name)
    return Extract(text, by_machine=True)


def _frames(data: bytes, name: str) -> Iterator[tuple[int, int, Image.Image]]:
    """The pages of a picture with their number and how many there are; a TIFF may hold several."""
    from pi_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # the limit is our own
    try:
        with Image.open(io.BytesIO(data)) as picture:
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > machine.MOST_SCANNED_PAGES:
                raise Unreadable("too_many_pages", name)
            for number in range(frames):
                picture.seek(number)
                yield number + 1, frames, _upright(picture, name)
    except _BROKEN as problem:
        raise Unreadable("broken", name) from problem


def _upright(picture: Image.Image, name: str) -> Image.Image:
    """As the camera was held, on white paper, and no larger than is read."""
    jpeg = picture.format == "JPEG"
    if picture.width * picture.height > (_MOST_JPEG_PIXELS if jpeg else _MOST_PIXELS):
        raise Unreadable("unpacks_too_large", name)
    long = max(picture.size) > _LONG_FROM * min(picture.size)
    if jpeg and not long:
        picture.draft("RGB", (machine.LONG_SIDE, machine.LONG_SIDE))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layers = picture.convert("RGBA")
        page = Image.new("RGB", layers.size, "white")
        page.paste(layers, mask=layers.getchannel("A"))
    else:
        page = picture.convert("RGB")
    page = ImageOps.exif_transpose(page)
    if not long:
        page.thumbnail((machine.LONG_SIDE, machine.LONG_SIDE))
    return page


def _read(picture: Image.Image, name: str) -> Sheet:
    """The words of a picture; a very long one is cut where nothing is printed, and read piece by piece."""
    if picture.height <= _LONG_FROM * picture.width:
        return machine.read(picture, name)
    words: list[Words] = []
    top = 0
    for _ in range(_MOST_PIECES):
        bottom = _gap(picture, top)
        piece = picture.crop((0, top, picture.width, bottom))
        words += [each._replace(y=each.y + top) for each in machine.read(piece, name).words]
        top = bottom
        if top >= picture.height:
            break
    return Sheet(0, 0, picture.width, picture.height, words)


def _gap(picture: Image.Image, top: int) -> int:
    """Where a piece ends: the emptiest row of the last fifth of it."""
    bottom = top + int(_PIECE * picture.width)
    if bottom >= picture.height:
        return picture.height
    first = bottom - (bottom - top) // 5
    rows = picture.crop((0, first, picture.width, bottom)).convert("L")
    spread = []
    for y in range(rows.height):
        shades = rows.crop((0, y, rows.width, y + 1)).tobytes()
        spread.append(max(shades) - min(shades))
    return first + min(range(len(spread)), key=lambda y: (spread[y], -y)) + 1
