"""Names of files: of one that comes in, made harmless, and of one that goes out, which tells what it is."""

import unicodedata
from datetime import date

from flask_babel import gettext as _

MOST_CHARACTERS = 100
LONGEST_EXTENSION = 12
UNIT_AT_MOST, MATTER_AT_MOST = 40, 60
# What Windows has in no name.
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))

# What a file is called after its content; the first is taken where the name that it came with says something else.
EXTENSIONS = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "application/pdf": ("pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/msword": ("doc", "wps"),
    "application/vnd.ms-excel": ("xls", "et"),
    "application/vnd.ms-powerpoint": ("ppt", "dps"),
    "application/ofd": ("ofd",),
    "text/plain": ("txt", "csv", "md"),
}


def clean_name(name: str) -> str:
    """The name of a file that came in: no path, no control or direction characters, at most MOST_CHARACTERS, never
    empty. A long one keeps its extension."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = " ".join("".join(map(_harmless, name)).split()).strip(". ")
    if len(name) > MOST_CHARACTERS:
        stem, dot, extension = name.rpartition(".")
        tail = dot + extension if stem and len(extension) <= LONGEST_EXTENSION else ""
        name = name[: MOST_CHARACTERS - len(tail)].rstrip(". ") + tail
    return name or _("未命名")


def _harmless(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs":  # marks that turn the direction of writing, or are not seen
            return ""
    return character


def telling_name(unit: str, matter: str, day: date, place: int, name: str, media_type: str) -> str:
    """What a file is called when it is downloaded: 单位-事项-日期, its place among several, and what it truly is.

    `place` counts from 1; `name` is the one that it came with, `media_type` what its content is.
    """
    extensions = EXTENSIONS[media_type]
    given = name.rpartition(".")[2].lower()
    words = [unit[:UNIT_AT_MOST], matter[:MATTER_AT_MOST], f"{day:%Y%m%d}"] + ([str(place)] if place > 1 else [])
    stem = clean_name("-".join(word.translate(_FORBIDDEN).strip() for word in words if word.strip()))
    return f"{stem}.{given if given in extensions else extensions[0]}"
