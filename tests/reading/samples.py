"""The labelled notices, and the same notices with their line breaks lost."""

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "notices" / "samples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
FOUNDING = "00-seed"


def data(name: str) -> bytes:
    return (FOLDER / f"{name}.txt").read_bytes()


def text(name: str) -> str:
    return data(name).decode("utf-8")


def label(name: str) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return labels


def on_one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", " ", words)
