"""What tests of the review queue start from: submissions that wait, at moments of their own."""

from datetime import timedelta

import time_machine

from checklist.accounts.joining import join
from checklist.accounts.models import STAFF
from checklist.clock import now
from checklist.db import db, write_unit
from checklist.organizations.queries import the_office
from checklist.tasks.models import Review
from tests.builders import a_notice, a_submitted_task
from tests.cast import NORTH_NAME, SOUTH_NAME


def three_waiting() -> tuple[int, list[int]]:
    """A notice, and three tasks of it that wait: two of north's and one of south's between them, oldest first."""
    notice_id = a_notice()
    places = [("north", NORTH_NAME, 1), ("south", SOUTH_NAME, 0), ("north", NORTH_NAME, 0)]
    tasks = []
    for minutes, (by, organization, number) in enumerate(places):
        with time_machine.travel(now() + timedelta(minutes=minutes), tick=False):
            tasks.append(a_submitted_task(by=by, organization=organization, number=number, notice_id=notice_id))
    return notice_id, tasks


def a_colleague() -> int:
    """Another one of the office's staff; returns the membership's id."""
    with write_unit():
        return join(the_office(), STAFF, name="何青", sign_in_name="colleague", by=None, at=now()).id


def reviews() -> list[tuple[int, bool, str]]:
    """Every review: of which task, whether it accepted, and its reason."""
    found = db.session.query(Review).order_by(Review.id)
    return [(review.submission.task_id, review.is_accepted, review.reason) for review in found]
