"""What somebody hands in as a notice: read from the form, and written down where it waits."""

from io import BytesIO

from checklist.accounts.models import Membership
from checklist.bodies import NO_ROOM, TOO_LARGE
from checklist.db import MOST_ID, find
from checklist.drafting.forms import ImportForm
from checklist.drafting.importing import HandedIn, Purpose, hand_in
from checklist.files.refusing import Unacceptable, no_room_sentence, too_large_sentence
from checklist.notices.models import Notice
from checklist.notices.queries import issued_by
from checklist.notices.supplementing import refuse_closed
from checklist.notices.wording import UNREADABLE
from checklist.reading import Unreadable, check
from checklist.refusals import Missing
from checklist.turns import off_turn


def read_id(text: str | None) -> int | None:
    """An id as it stands in an address; None where there is none, or what is no number. Raises Missing if too long."""
    if not text or not text.isascii() or not text.isdigit():
        return None
    if len(text) > len(str(MOST_ID)):
        raise Missing
    return int(text)


def purpose_of(by: Membership, supplements_id: int | None, copies_id: int | None) -> Purpose:
    """What the notice is handed in for; raises Missing where it is not the actor's own, Refused where that is closed.

    A supplement to a supplement is one to the notice itself.
    """
    supplements = _issued(by, supplements_id)
    if supplements is not None:
        supplements = _issued(by, supplements.supplements_id) or supplements
        refuse_closed(supplements)
        return Purpose(supplements)
    return Purpose(copies=_issued(by, copies_id))


def handed_in_by(by: Membership, form: ImportForm) -> HandedIn | None:
    """What was pasted or chosen, written down where it waits to be read; None with the reason in the form.

    Raises Missing where the notice that it is for is not the actor's own.
    """
    if not form.validate_on_submit():
        return None
    purpose_of(by, form.supplements.data, form.copies.data)
    try:
        if form.is_pasted:
            check(form.text.data)  # what can be told at once is told here, where the text is still in its box
            stream = BytesIO(form.text.data.encode("utf-8", "replace"))
        else:
            stream = form.file.data.stream
            _refuse_dropped(getattr(stream, "problem", ""), getattr(stream, "most", 0))
        with off_turn():
            return hand_in(stream)
    except Unreadable as problem:
        form.form_errors.append(str(UNREADABLE[problem.code]))
    except Unacceptable as problem:
        form.form_errors.append(str(problem.sentence))
    return None


def _issued(by: Membership, notice_id: int | None) -> Notice | None:
    return find(issued_by(by), notice_id) if notice_id is not None else None


def _refuse_dropped(problem: str, most: int) -> None:
    """Raises Unacceptable for a file whose bytes were not taken as they arrived."""
    if problem == TOO_LARGE:
        raise Unacceptable(too_large_sentence(most))
    if problem == NO_ROOM:
        raise Unacceptable(no_room_sentence())
