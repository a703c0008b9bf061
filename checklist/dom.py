"""Every element id that more than one template, or a template and an answer, must agree on comes from here."""

from typing import Any


def dom_id(thing: Any, part: str = "") -> str:
    """The id of an object's element: `task-7`, or `task-7-evidence` for a part of it."""
    name = f"{type(thing).__name__.lower()}-{thing.id}"
    return f"{name}-{part}" if part else name
