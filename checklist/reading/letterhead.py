"""Who wrote what to whom, and when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass
class Letterhead:
    """Positions in the squeezed text. `body` is where the prose begins, `close` where it ends (the signature)."""

    start: int
    end: int
    body: int
    close: int
    title: str | None = None
    title_span: tuple[int, int] | None = None
    document_number: str | None = None
    issuer: str | None = None
    issued_on: datetime.date | None = None
    addressees: str | None = None
    role: str | None = None
    attached: int | None = None
    urgency: str | None = None
    above: str | None = None  # who stands above 文件
    named: list[str] = field(default_factory=list)  # organizations that the top and the title name
    # The dates at the top, the surest first: under the title, of the page's table, when it was shown, on their own.
    dated: dict[str, datetime.date] = field(default_factory=dict)
