"""What the tests of the library start from: pieces that north gave, attached to nothing."""

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece, give, revise
from checklist.evidence.models import Evidence
from tests.cast import Cast


def a_piece(
    title: str = "科普周照片集", kind: str = "link", by: str = "north", note: str = "", **content: object
) -> int:
    """A piece of the giver's organization; returns the evidence's id."""
    with write_unit():
        giver = getattr(Cast(), by)
        kept = content or {"url": f"https://north.example/{title}", "channel": "website"}
        return give(giver.organization_id, kind, Piece(title, note=note, content=kept), by=giver, at=now()).id


def many_pieces(count: int) -> list[int]:
    """So many links of north."""
    with write_unit():
        north = Cast().north
        return [
            give(
                north.organization_id,
                "link",
                Piece(f"材料{number}", content={"url": f"https://north.example/{number}", "channel": "website"}),
                by=north,
                at=now(),
            ).id
            for number in range(count)
        ]


def a_newer_version(evidence_id: int, title: str = "更新后的标题", by: str = "north") -> None:
    """Another title for the piece, everything else as it was."""
    with write_unit():
        evidence = db.session.get_one(Evidence, evidence_id)
        piece = Piece(title, note=evidence.current.note, content=evidence.current.content)
        revise(evidence, piece, by=getattr(Cast(), by), at=now())
