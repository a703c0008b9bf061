"""Where somebody goes on after signing in: paths of this site only, and what was typed before."""

import json
from urllib.parse import urlsplit

HOME = "/"
LONGEST_PATH = 2000


def own_path(address: str) -> str | None:
    """The address if it is a path of this site, None otherwise.

    Browsers take `//host` and `/\\host` for another site, and drop tabs and line breaks inside an address.
    """
    if not address.startswith("/") or address.startswith("//") or len(address) > LONGEST_PATH:
        return None
    if "\\" in address or any(ord(character) <= 32 or ord(character) == 127 for character in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address


def unpacked(kept: str | None) -> list[tuple[str, str]] | None:
    """The fields of a form that was carried through the sign-in page as JSON; None when there was none."""
    if kept is None:
        return None
    try:
        return [(str(name), str(value)) for name, value in json.loads(kept)]
    except (ValueError, TypeError):
        return None
