"""What a job hands back when it is done."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """Whether all is well, one of the results that wording.py knows, and its numbers: no names, no words."""

    is_successful: bool
    result: str
    facts: dict[str, Any]
