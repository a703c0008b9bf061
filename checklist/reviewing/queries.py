"""What waits for the office's review, each read scoped to the actor."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import aliased, defer, joinedload, selectinload

from checklist.accounts.models import Membership
from checklist.dashboards.filtering import Filters
from checklist.dashboards.queries import AnyRow, directives_of
from checklist.db import db, find
from checklist.notices.models import Addressee, Directive, Notice
from checklist.notices.queries import issued_by
from checklist.organizations.models import CATEGORY
from checklist.organizations.queries import all_categories
from checklist.refusals import Missing
from checklist.tasks.models import SUBMITTED, Reopening, Review, Submission, Task
from checklist.tasks.queries import reviewed_tasks_for


def reviewed_notice(by: Membership, notice_id: int) -> Notice:
    """A notice that the actor's organization issued, without its long text; raises Missing."""
    return find(issued_by(by).options(defer(Notice.source_text), defer(Notice.parts)), notice_id)


def filter_choices(notice: Notice | None) -> dict[str, list[tuple[Any, str]]]:
    """What the queue can be filtered by, each value with its words: categories, tags, and a notice's directives."""
    categories = all_categories()
    directives = enumerate(directives_of(notice), 1) if notice else ()
    return {
        "categories": [(category.name, category.name) for category in categories if category.kind == CATEGORY],
        "tags": [(category.name, category.name) for category in categories if category.kind != CATEGORY],
        "directives": [(directive.id, f"{number}. {directive.title}") for number, directive in directives],
    }


def waiting_tasks(by: Membership, notice_id: int | None, filters: Filters) -> Sequence[AnyRow]:
    """Every task that waits, in one notice or in all open ones, the oldest submission first: columns, for thousands.

    Of the filters only the directive is applied; without one on categories their names, a list each, are not read.
    """
    is_sorted_out = filters.category or filters.tag
    later = aliased(Submission)
    query = (
        select(
            Task.id,
            Submission.number,
            Submission.submitted_at,
            Addressee.organization_id,
            Addressee.name,
            Addressee.category_names if is_sorted_out else null().label("category_names"),
        )
        .join(Task.notice)
        .join(Task.addressee)
        .join(Task.submissions)
        .where(
            Notice.issuer_id == by.organization_id,
            Task.status == SUBMITTED,
            ~select(later.id).where(later.task_id == Task.id, later.number > Submission.number).exists(),
        )
        .order_by(Submission.submitted_at, Task.id)
    )
    query = query.where(Notice.closed_at.is_(None) if notice_id is None else Task.notice_id == notice_id)
    if filters.directive:
        query = query.where(Task.directive_id == filters.directive)
    return db.session.execute(query).all()


def listed_tasks(by: Membership, ids: Sequence[int]) -> list[Task]:
    """These tasks in this order, each with what a line says of it."""
    tasks = db.session.scalars(
        reviewed_tasks_for(by)
        .where(Task.id.in_(ids))
        .options(
            joinedload(Task.directive).load_only(Directive.title),
            joinedload(Task.addressee).load_only(Addressee.name),
            selectinload(Task.submissions).selectinload(Submission.evidence),
        )
    )
    found = {task.id: task for task in tasks}
    return [found[id] for id in ids if id in found]


def locked_reviewed_tasks(by: Membership, notice_id: int, ids: Collection[int]) -> dict[int, Task]:
    """These tasks of the notice with submissions and reviews, locked in the order of their ids; raises Missing."""
    query = (
        reviewed_tasks_for(by)
        .where(Task.notice_id == notice_id, Task.id.in_(ids))
        .order_by(Task.id)
        .with_for_update(of=Task)
        .options(
            joinedload(Task.directive).load_only(Directive.title),
            joinedload(Task.addressee).load_only(Addressee.name),
            selectinload(Task.submissions).joinedload(Submission.review).joinedload(Review.reviewed_by),
            selectinload(Task.reopenings).joinedload(Reopening.reopened_by),
        )
    )
    tasks = {task.id: task for task in db.session.scalars(query)}
    if len(tasks) != len(set(ids)):
        raise Missing
    return tasks
