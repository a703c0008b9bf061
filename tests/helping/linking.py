"""Links and contributions that a test starts from, made through the domain's own methods."""

import secrets

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.giving import Piece
from checklist.helping.contributing import contribute
from checklist.helping.linking import make_link, purpose_of
from checklist.helping.models import HelperLink
from checklist.helping.queries import link_of
from checklist.tasks.models import Task
from tests.builders import a_link
from tests.cast import Cast

URL = "https://helper.example/a/1"
HELPER = "吴老师"


def a_helper_link(
    task_id: int | None = None, notice_id: int | None = None, by: str = "north", name: str = "科普组", days: int = 14
) -> str:
    """A link of the association of `by` for a task or a notice; returns its word."""
    token = secrets.token_urlsafe(24)
    with write_unit():
        actor = getattr(Cast(), by)
        make_link(purpose_of(task_id, notice_id, by=actor), name, token, days, by=actor, at=now())
    return token


def a_contribution(
    token: str, task_id: int, piece: Piece | None = None, kind: str = "link", contributor: str = HELPER
) -> int:
    """Something given through the link for the task; returns the contribution's id."""
    with write_unit():
        task = db.session.get_one(Task, task_id)
        piece = piece or a_link(URL, "科普文章")
        return contribute(link_of(token, locked=True), task, kind, piece, contributor, at=now()).id


def the_link(token: str) -> HelperLink:
    """The link of this word as it is now."""
    db.session.remove()
    return link_of(token)


def limited(token: str, **limits: int) -> None:
    """Let the link take in no more than this."""
    with write_unit():
        for name, limit in limits.items():
            setattr(link_of(token), name, limit)
