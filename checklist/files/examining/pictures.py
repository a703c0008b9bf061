"""Pictures, drawn anew: at most 1600 pixels, turned as the camera was held, and nothing of what else they carried."""

from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from checklist.files.examining.problem import Problem

LONGEST_SIDE = 1600
# A long screenshot is shown in slices; scaled down as a whole it could not be read.
LONG_FROM, LONG_WIDTH, MOST_SLICES = 2.5, 1080, 30
THUMBNAIL = (240, 240)
QUALITY = 82
# A JPEG is scaled while it is unpacked, so that those of the largest phones fit into memory.
MOST_PIXELS, MOST_JPEG_PIXELS = 90_000_000, 250_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/heic": "HEIF"}


def draw(path: Path, media_type: str) -> dict[str, Any]:
    """Write page-1.jpg … and thumbnail.jpg; returns how many pages. Raises Problem."""
    Image.MAX_IMAGE_PIXELS = None  # the limit is our own
    if media_type == "image/heic":
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    try:
        pages = _slices(_opened(path, media_type))
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        TypeError,
        KeyError,
    ) as problem:
        raise Problem("broken_picture") from problem
    for number, page in enumerate(pages, 1):
        save(page, number)
    return {"pages": len(pages), "of_pages": len(pages)}


def save(page: Image.Image, number: int) -> None:
    """A page as page-<number>.jpg; the first gives the thumbnail, too."""
    _flattened(page).save(f"page-{number}.jpg", "JPEG", quality=QUALITY)
    if number == 1:
        middle = (0.5, 0.0) if page.height > page.width else (0.5, 0.5)
        small = ImageOps.fit(_flattened(page), THUMBNAIL, centering=middle)
        small.save("thumbnail.jpg", "JPEG", quality=QUALITY)


def _opened(path: Path, media_type: str) -> Image.Image:
    image: Image.Image = Image.open(path, formats=[FORMATS[media_type]])
    pixels = image.width * image.height
    if pixels > (MOST_JPEG_PIXELS if media_type == "image/jpeg" else MOST_PIXELS):
        raise Problem("too_many_pixels")
    if media_type == "image/jpeg" and max(image.size) < LONG_FROM * min(image.size):
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    if image.mode not in ("RGB", "L", "RGBA", "LA"):
        image = image.convert("RGBA" if "transparency" in image.info or image.mode in ("PA", "La", "RGBa") else "RGB")
    return image


def _slices(image: Image.Image) -> list[Image.Image]:
    image = _upright(image)
    if image.height <= LONG_FROM * image.width:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        return [image]
    width = min(image.width, LONG_WIDTH)
    height = max(round(image.height * width / image.width), 1)
    most = LONGEST_SIDE * MOST_SLICES
    if height > most:
        width, height = max(round(width * most / height), 1), most
    image = image.resize((width, height), reducing_gap=2.0)
    return [image.crop((0, top, width, min(top + LONGEST_SIDE, height))) for top in range(0, height, LONGEST_SIDE)]


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # whatever is wrong with what the camera wrote, the picture is there
        return image


def _flattened(image: Image.Image) -> Image.Image:
    """A new picture on white: nothing but the pixels of the old one."""
    flat = Image.new("RGB", image.size, "white")
    has_alpha = image.mode in ("RGBA", "LA")
    flat.paste(image.convert("RGBA") if has_alpha else image, mask=image.getchannel("A") if has_alpha else None)
    return flat
