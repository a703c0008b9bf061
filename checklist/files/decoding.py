"""Text files: decoded as notices are, by the same ladder, and refused when they are the source of a page."""

import json
import re
from pathlib import Path

from checklist.files.refusing import refusal
from checklist.reading.decoding import decode
from checklist.reading.model import MAX_CHARACTERS, Unreadable

# A browser would take it for a page, a picture or a script, whatever it is called.
_MARKUP = re.compile(r"\s*<(?:[a-z!?/]|%)", re.IGNORECASE)
# Enough for MAX_CHARACTERS of Chinese in either encoding, and so little that none is cut in the middle of nothing.
MOST_BYTES = MAX_CHARACTERS * 2


def readable(path: Path, folder: Path) -> str:
    """The text of the file, of a long one its beginning, and its preview in the folder; raises Unacceptable."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    is_cut = len(data) > MOST_BYTES
    if is_cut:
        data = data[: data.rfind(b"\n") + 1] or data
    try:
        text = decode(data)
    except Unreadable as problem:
        raise refusal({"empty": "empty", "too_long": "long_text"}.get(problem.code, "unknown")) from problem
    if _MARKUP.match(text):
        raise refusal("web_page")
    content = {"text": text, "blocks": [], "tables": [], "is_cut": is_cut}
    (folder / "content.json").write_bytes(json.dumps(content, ensure_ascii=False).encode())
    finding = {"media_type": "text/plain", "pages": 0, "of_pages": 0, "has_text": True}
    (folder / "finding.json").write_bytes(json.dumps(finding).encode())
    return text
