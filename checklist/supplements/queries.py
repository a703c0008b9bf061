"""Reads of supplements: for the office a notice's family, for an association what a supplement changes for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, load_only
from sqlalchemy.orm.interfaces import LoaderOption

from checklist.accounts.models import Membership
from checklist.db import db
from checklist.drafting.matching import Piece, compared
from checklist.notices.laying_out import shown
from checklist.notices.models import Directive, Notice, Withdrawal
from checklist.notices.queries import notices_for
from checklist.notices.supplementing import is_finished, supplements_to, tasks_before
from checklist.organizations.queries import own_organization_ids
from checklist.tasks.models import Task
from checklist.tasks.queries import LETTERHEAD


@dataclass(frozen=True)
class Family:
    """A notice and the issued supplements to it, the oldest first."""

    root: Notice
    supplements: list[Notice]


@dataclass(frozen=True)
class Rewording:
    """A directive with other words than before: both, and the task of the old one (`is_finished`: it counts)."""

    directive: Directive
    old: Directive
    before: list[Piece]
    after: list[Piece]
    task: Task | None
    old_task: Task | None

    @property
    def is_finished(self) -> bool:
        """Nothing has to be done again."""
        return self.task is None and self.old_task is not None and is_finished([self.old_task])


@dataclass(frozen=True)
class Change:
    """What one supplement is to an association: its new tasks, what was reworded, what ended."""

    new: list[Task]
    reworded: list[Rewording]
    withdrawn: list[tuple[Directive, Withdrawal, Task]]


@dataclass(frozen=True)
class Kin:
    """On the checklist of a notice: the notice that it supplements with what it changes, or its supplements."""

    supplemented: Notice | None
    change: Change | None
    supplements: list[Notice]


@dataclass(frozen=True)
class Succession:
    """What a task goes on from, and what goes on from it. `old_task`, `new_task`: those of the same association."""

    rewording: Rewording | None
    withdrawal: Withdrawal | None
    new_task: Task | None
    supplement: Notice | None

    @property
    def is_superseded(self) -> bool:
        return self.withdrawal is not None and self.withdrawal.superseded_by_id is not None


def family_of(notice: Notice) -> Family:
    """A notice of the office with its supplements, itself being one or not; without their long texts."""
    root = notice
    if notice.supplements_id is not None:
        query = select(Notice).where(Notice.id == notice.supplements_id)
        root = db.session.scalars(query.options(*_short())).one()
    return Family(root, list(db.session.scalars(supplements_to(root.id))))


def kin_of(by: Membership, notice: Notice) -> Kin:
    """What the actor's organization is told on the checklist of a notice that it received."""
    received = notices_for(by).with_only_columns(Notice.id)
    if notice.supplements_id is None:
        supplements = supplements_to(notice.id).where(Notice.id.in_(received))
        return Kin(None, None, list(db.session.scalars(supplements)))
    root = select(Notice).where(Notice.id == notice.supplements_id, Notice.id.in_(received)).options(*_short())
    return Kin(db.session.scalars(root).one_or_none(), _change(by, notice.id), [])


def succession_of(task: Task) -> Succession:
    """Where a task comes from and where it went, for whoever may see the task."""
    withdrawal = None
    if task.directive.withdrawn_at is not None:
        query = select(Withdrawal).where(Withdrawal.directive_id == task.directive_id)
        withdrawal = db.session.scalars(query.options(joinedload(Withdrawal.superseded_by))).one()
    rewording = None
    if task.directive.supersedes_id is not None:
        rewording = _rewording(task.directive, [task], tasks_before([task.directive]).get(task.directive_id, {}))
    supplement = new_task = None
    if withdrawal is not None and withdrawal.supplement_id is not None:
        query_of = select(Notice).where(Notice.id == withdrawal.supplement_id).options(*_short())
        supplement = db.session.scalars(query_of).one()
        new_task = _task_of(withdrawal.superseded_by_id, task)
    return Succession(rewording, withdrawal, new_task, supplement)


def _change(by: Membership, notice_id: int) -> Change:
    own = own_organization_ids(by)
    directives = list(
        db.session.scalars(
            select(Directive)
            .join(Directive.notice)
            .where(
                Notice.id == notice_id,
                Directive.part == Notice.part,
                Directive.dropped_at.is_(None),
                Directive.same_as_id.is_(None),
            )
            .order_by(Directive.position, Directive.id)
            .options(joinedload(Directive.supersedes))
        )
    )
    tasks = list(
        db.session.scalars(
            select(Task)
            .join(Task.directive)
            .where(Task.notice_id == notice_id, Task.organization_id.in_(own))
            .order_by(Directive.position, Task.id)
            .options(contains_eager(Task.directive), joinedload(Task.organization))
        )
    )
    before = tasks_before(directives)
    ids = set(db.session.scalars(own))
    reworded = []
    for directive in directives:
        had = {organization: old for organization, old in before.get(directive.id, {}).items() if organization in ids}
        if directive.supersedes is not None and (had or any(task.directive_id == directive.id for task in tasks)):
            reworded.append(_rewording(directive, tasks, had))
    ended = db.session.execute(
        select(Directive, Withdrawal, Task)
        .join(Withdrawal, Withdrawal.directive_id == Directive.id)
        .join(Task, Task.directive_id == Directive.id)
        .where(
            Withdrawal.supplement_id == notice_id,
            Withdrawal.superseded_by_id.is_(None),
            Task.organization_id.in_(own),
        )
        .order_by(Directive.position, Task.id)
    ).all()
    return Change(
        [task for task in tasks if task.directive.supersedes_id is None],
        reworded,
        [(directive, withdrawal, task) for directive, withdrawal, task in ended],
    )


def _rewording(directive: Directive, tasks: Sequence[Task], had: dict[int, list[Task]]) -> Rewording:
    old = directive.supersedes
    if old is None:
        raise AssertionError("it replaces one")
    own = next((task for task in tasks if task.directive_id == directive.id), None)
    earlier = [task for organization, each in had.items() for task in each if own is None or _is_of(own, organization)]
    before, after = compared(shown(old.text), shown(directive.text))
    return Rewording(directive, old, before, after, own, earlier[-1] if earlier else None)


def _is_of(task: Task, organization_id: int) -> bool:
    return task.organization.heir_id == organization_id


def _task_of(directive_id: int | None, task: Task) -> Task | None:
    """The task of the same association, or its heir, for that directive."""
    if directive_id is None:
        return None
    ids = (task.organization_id, task.organization.heir_id)
    query = select(Task).where(Task.directive_id == directive_id, Task.organization_id.in_(ids))
    return db.session.scalars(query.order_by(Task.id.desc()).limit(1)).one_or_none()


def _short() -> list[LoaderOption]:
    """Never the long text."""
    return [load_only(*LETTERHEAD, Notice.supplements_id)]
