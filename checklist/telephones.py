"""Telephone numbers: whether a text looks like one, how it is kept, and its mask for those who need not call."""

import re
import unicodedata

# Mobile; service number; landline with its area code, or without, and an extension where there is one.
_NUMBER = re.compile(
    r"(?P<mobile>1[3-9]\d{9})"
    r"|(?P<service>[48]00\d{7})"
    r"|(?:(?P<area>0(?:10|2\d|[3-9]\d\d))-?)?(?P<local>[2-8]\d{6,7})(?:-(?P<extension>\d{1,6}))?"
)
_COUNTRY = re.compile(r"^\(?(?:\+|00)86\)?[- ]?")
_SPACES = re.compile(r"\s+")
_SEVERAL = re.compile(r"[/;、,]")
_WORDS = re.compile(r"转|分机|ext\.?", re.IGNORECASE)
MASK = "****"


def read_telephone(text: str) -> str | None:
    """The telephone number in a text as it is kept, two of them as `138…/024-…`; None for what looks like none.

    Spaces, hyphens, brackets, +86 and full-width digits are read as people write them.
    """
    text = unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-").strip()
    numbers = [_read(part) for part in _SEVERAL.split(text) if part.strip()]
    if not numbers or len(numbers) > 2 or None in numbers:
        return None
    return "/".join(number for number in numbers if number)


def masked(telephone: str | None) -> str:
    """138****0001: four digits of each number are hidden; empty where there is none."""
    return "/".join(_mask(number) for number in (telephone or "").split("/"))


def _read(text: str) -> str | None:
    text = _COUNTRY.sub("", _WORDS.sub("-", _SPACES.sub("", text)).removesuffix(".0"), count=1)
    text = re.sub(r"^\((0\d{2,3})\)", r"\1-", text)
    match = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(text.replace("-", ""))
    if match is None:
        return None
    if match["local"] is None:
        return match.group()
    return "-".join(part for part in (match["area"], match["local"], match["extension"]) if part)


def _mask(number: str) -> str:
    match = _NUMBER.fullmatch(number)
    if not number:
        return ""
    if match is None or match["local"] is None:
        return f"{number[:3]}{MASK}{number[7:]}"
    local = f"{MASK}{match['local'][4:]}"
    return f"{match['area']}-{local}" if match["area"] else local
