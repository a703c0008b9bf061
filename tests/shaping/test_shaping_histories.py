"""Whatever is cut, merged, rejoined, restored and dropped: refused or done, and the journals verify."""

import random

import pytest

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.drafting.confirming import drop, restore
from checklist.drafting.reshaping import cut, following, merge
from checklist.drafting.undoing import rejoin
from checklist.journal.verifying import verify_all
from checklist.notices.models import Directive
from checklist.reading.sentences import clauses
from checklist.refusals import Refused
from tests.cast import Cast
from tests.notices.building import directives_of, notice_of
from tests.shaping.shaping import LONGER, a_long_one, facts_of

STEPS = 25


def act(directive: Directive, what: str, chance: random.Random) -> None:
    by, at = Cast().staff, now()
    if what == "cut":
        starts = [one.start for one in clauses(directive.notice.source_text, directive.start, directive.end)[1:]]
        cut(directive, chance.sample(starts, chance.randint(min(1, len(starts)), len(starts))), by=by, at=at)
    elif what == "merge":
        after = following(directive)
        merge(directive, after.id if after else 0, by=by, at=at)
    else:
        {"rejoin": rejoin, "restore": restore, "drop": drop}[what](directive, by=by, at=at)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_done(cast, seed):
    chance = random.Random(seed)
    notice_id = a_long_one("各学会要利用", LONGER)[0]
    before = facts_of(notice_id)
    done = 0
    for _step in range(STEPS):
        chosen = chance.choice(directives_of(notice_id)).id
        # Dropping by hand is no step that rejoining undoes: only every other history has it.
        what = chance.choice(["cut", "cut", "merge", "merge", "merge", "rejoin", "restore"] + ["drop"] * (seed % 2))
        try:
            with write_unit():
                act(db.session.get_one(Directive, chosen), what, chance)
            done += 1
        except Refused:
            pass
        notice = notice_of(notice_id)
        assert all(one.text == notice.source_text[one.start : one.end] for one in notice.directives)
        own = {one.id for one in notice.directives}
        assert all({one.merged_into_id, one.cut_from_id} <= own | {None} for one in notice.directives)
    assert done and verify_all() == []
    if seed % 2 == 0:
        while undone := [one for one in directives_of(notice_id) if one.merged_into_id or one.cut_from_id]:
            one = undone[0]
            with write_unit():
                if one.merged_into_id:
                    restore(db.session.get_one(Directive, one.id), by=Cast().staff, at=now())
                else:
                    rejoin(db.session.get_one(Directive, one.cut_from_id), by=Cast().staff, at=now())
        assert facts_of(notice_id) == before and verify_all() == []
