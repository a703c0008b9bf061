"""The order of the directives of a draft under their heading."""

from datetime import datetime

from checklist.accounts.models import Membership
from checklist.journal.models import NOTICE
from checklist.journal.recording import record
from checklist.notices.issuing import refuse_unless_chosen
from checklist.notices.models import Directive


def move(directive: Directive, place: int, *, by: Membership, at: datetime) -> None:
    """Put the directive at that place (from 0) among those under its heading; it stands there: nothing happens."""
    refuse_unless_chosen(directive)
    siblings = siblings_of(directive)
    positions = [sibling.position for sibling in siblings]
    place = max(0, min(place, len(siblings) - 1))
    if siblings[place] is directive:
        return
    siblings.remove(directive)
    siblings.insert(place, directive)
    for position, sibling in zip(positions, siblings, strict=True):
        sibling.position = position
    notice_id = directive.notice_id
    record(NOTICE, notice_id, "directive.moved", by=by.id, at=at, directive=directive.id, place=place)


def siblings_of(directive: Directive) -> list[Directive]:
    """The directives of the same document under the same heading, in order; dropped ones too."""
    return sorted(
        (
            other
            for other in directive.notice.directives
            if other.part == directive.part and other.heading_path == directive.heading_path
        ),
        key=lambda other: other.position,
    )
