"""The child: takes its limits, finds out what the file is, writes finding.json and the preview beside it, ends."""

import errno
import json
import os
from pathlib import Path
from typing import Any

from checklist.children import take_limits
from checklist.files.examining.problem import Problem
from checklist.reading.model import Unreadable

MEMORY_BYTES = 1024 * 1024 * 1024
COMPUTING_SECONDS = 30
WALL_SECONDS = 70
WRITTEN_BYTES = 64 * 1024 * 1024
OPENING_CHARACTERS = 20_000
FULL = (errno.ENOSPC, errno.EDQUOT)


def main(path: str, folder: str) -> None:
    """Examine the file at that path; everything that is made goes into the folder, which is empty."""
    take_limits(
        memory_bytes=MEMORY_BYTES,
        computing_seconds=COMPUTING_SECONDS,
        wall_seconds=WALL_SECONDS,
        written_bytes=WRITTEN_BYTES,
    )
    os.chdir(folder)
    finding: dict[str, Any]
    try:
        finding = examine(Path(path))
    except (Problem, Unreadable) as problem:
        finding = {"problem": problem.code}
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        finding = {"problem": "no_room"}
    write_json("finding.json", finding)


def examine(path: Path) -> dict[str, Any]:
    """What the file is: its type, pages, and the beginning of its text; raises Problem."""
    from checklist.files.examining.recognizing import recognize

    media_type, kind = recognize(path)
    made: dict[str, Any] = {"pages": 0, "of_pages": 0, "text": ""}
    if kind == "picture":
        from checklist.files.examining.pictures import draw

        made |= draw(path, media_type)
    elif kind == "pdf":
        from checklist.files.examining.pdf import draw_pages

        made |= draw_pages(path)
    elif kind == "words":
        from checklist.files.examining.words import read_words

        made |= read_words(path, media_type)
    elif kind == "sheets":
        from checklist.files.examining.sheets import read_sheets

        made |= read_sheets(path, media_type)
    if made["text"] or made.get("blocks") or made.get("tables"):
        content = {"text": made["text"], "blocks": made.get("blocks", []), "tables": made.get("tables", [])}
        write_json("content.json", content | {"is_cut": made.get("is_cut", False)})
    return {
        "media_type": media_type,
        "pages": made["pages"],
        "of_pages": made["of_pages"],
        "has_text": bool(made["text"].strip()),
        "opening": made.get("opening", made["text"])[:OPENING_CHARACTERS],
    }


def write_json(name: str, value: Any) -> None:
    """Into the folder, as UTF-8; half of a surrogate pair is no character."""
    text = json.dumps(value, ensure_ascii=False)
    Path(name).write_bytes(text.encode("utf-8", "replace"))
