"""What a draft goes back to: the notice that it supplements or began as a copy of, directive by directive."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from checklist.db import db
from checklist.drafting.matching import Piece, compared
from checklist.drafting.models import PlannedWithdrawal
from checklist.drafting.relating import CHANGED, NEW, SAME
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive, Notice
from checklist.notices.superseding import planned_withdrawals
from checklist.notices.supplementing import Standing, issued_under


@dataclass(frozen=True)
class Relation:
    """What one directive of the draft is: new, or changing or saying again another, with the words of both."""

    kind: str
    other: Standing | None = None
    before: Sequence[Piece] = ()
    after: Sequence[Piece] = ()

    @property
    def old_due_at(self) -> datetime | None:
        return self.other.directive.due_at if self.other else None

    @property
    def has_fallen(self) -> bool:
        """The other was withdrawn or changed meanwhile, so that a person has to look again."""
        return self.other is not None and self.other.directive.withdrawn_at is not None


@dataclass(frozen=True)
class Origin:
    """`base`: the notice that is supplemented or copied; relations by the id of the draft's directive."""

    base: Notice
    is_supplement: bool
    relations: dict[int, Relation]
    counts: Counter[str]
    # Of a supplement: what its directives can be related to, what it withdraws, and what it leaves as it is.
    choices: list[tuple[int, str]] = field(default_factory=list)
    plans: list[tuple[Standing, PlannedWithdrawal]] = field(default_factory=list)
    untouched: list[Standing] = field(default_factory=list)
    # Of a copy: by the draft's directive the deadline of last time; what was asked for then and is not now.
    last_due_at: dict[int, datetime] = field(default_factory=dict)
    missing: list[Directive] = field(default_factory=list)

    def name_of(self, standing: Standing) -> str:
        """A directive by its number and title, and the supplement that it stands in where it stands in one."""
        return named(standing)


def origin_of(notice: Notice) -> Origin | None:
    """Where the chosen document of a draft comes from, its directives loaded; None where it stands by itself."""
    if notice.supplements_id is not None:
        return _supplement(notice, db.session.get_one(Notice, notice.supplements_id))
    if notice.copies_id is not None:
        return _copy(notice, db.session.get_one(Notice, notice.copies_id))
    return None


def named(standing: Standing) -> str:
    """A directive by its number and title, and the supplement that it stands in where it stands in one."""
    title = standing.directive.title
    if not standing.is_of_supplement:
        return _("第 %(number)d 项 %(title)s", number=standing.number, title=title)
    notice = standing.directive.notice
    return _(
        "%(notice)s第 %(number)d 项 %(title)s",
        notice=notice.document_number or notice.title,
        number=standing.number,
        title=title,
    )


def _kept(notice: Notice) -> list[Directive]:
    return [one for one in notice.directives if one.part == notice.part and one.dropped_at is None]


def _supplement(notice: Notice, base: Notice) -> Origin:
    issued = issued_under(base.id)
    known = {one.directive.id: one for one in issued}
    relations = {one.id: _relation(one, known) for one in notice.directives}
    kept = _kept(notice)
    touched = {one.supersedes_id or one.same_as_id for one in kept}
    plans = [(known[plan.directive_id], plan) for plan in planned_withdrawals(notice.id) if plan.directive_id in known]
    touched |= {plan.directive_id for _standing, plan in plans}
    standing = [one for one in issued if one.directive.withdrawn_at is None]
    return Origin(
        base=base,
        is_supplement=True,
        relations=relations,
        counts=Counter(relations[one.id].kind for one in kept),
        choices=[(one.directive.id, named(one)) for one in standing],
        plans=plans,
        untouched=[one for one in standing if one.directive.id not in touched],
    )


def _relation(directive: Directive, known: dict[int, Standing]) -> Relation:
    other = known.get(directive.supersedes_id or directive.same_as_id or 0)
    if other is None:
        return Relation(NEW)
    if directive.same_as_id is not None:
        return Relation(SAME, other)
    return Relation(CHANGED, other, *compared(shown(other.directive.text), shown(directive.text)))


def _copy(notice: Notice, base: Notice) -> Origin:
    kept = _kept(notice)
    found = {one.same_as_id for one in notice.directives if one.part == notice.part}
    due = {one.id: one.due_at for one in base.directives}
    return Origin(
        base=base,
        is_supplement=False,
        relations={},
        counts=Counter(NEW if one.same_as_id is None else SAME for one in kept),
        last_due_at={one.id: due_at for one in kept if (due_at := due.get(one.same_as_id or 0))},
        missing=[one for one in base.confirmed if one.id not in found],
    )
