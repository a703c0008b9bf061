"""The rows that the journal vouches for: which event carries the digest of which row's words.

An event never holds words, only their salted digest; the salt is in the row. A row that is there must still match;
one that was erased is fine. Drafts change until they are issued, so what vouches for them begins with the issuance.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select

from checklist.comments.models import Comment
from checklist.db import db
from checklist.evidence.models import Evidence, EvidenceVersion, Voiding
from checklist.helping.models import Contribution, HelperLink
from checklist.journal.models import Event, Journal, Sealed
from checklist.notices.models import DeadlineChange, Directive, Notice, Withdrawal
from checklist.tasks.models import Approval, Exemption, Reopening, Review, Submission, Task

# A row: its class and what names it in an event.
Key = tuple[type[Sealed], tuple[Any, ...]]
Seals = Callable[[Event], list[tuple[Key, str]]]


def _one(row: type[Sealed], *facts: str) -> Seals:
    """The event's digest is that of the one row named by these facts."""
    return lambda event: [((row, tuple(event.facts[fact] for fact in facts)), event.facts["digest"])]


def _issued(event: Event) -> list[tuple[Key, str]]:
    directives = event.facts["directives"].items()
    return [
        ((Notice, (event.facts["notice"],)), event.facts["digest"]),
        *(((Directive, (int(id),)), digest) for id, digest in directives),
    ]


# name of an event -> the rows it vouches for, each with its digest.
VOUCHING: dict[str, Seals] = {
    "notice.issued": _issued,
    "directive.withdrawn": _one(Withdrawal, "directive"),
    "directive.superseded": _one(Withdrawal, "directive"),
    "deadline.moved": lambda event: [((DeadlineChange, (event.facts["directive"], event.at)), event.facts["digest"])],
    "task.submitted": _one(Submission, "task", "submission"),
    "task.submitted_on_behalf": _one(Submission, "task", "submission"),
    "task.accepted": _one(Review, "task", "submission"),
    "task.returned": _one(Review, "task", "submission"),
    "comment.written": _one(Comment, "comment"),
    "remark.written": _one(Comment, "comment"),
    "task.reopened": _one(Reopening, "task", "reopening"),
    "exemption.asked": _one(Exemption, "task", "exemption"),
    "exemption.granted": _one(Exemption, "task", "exemption"),
    "exemption.refused": _one(Exemption, "task", "exemption"),
    "approval.asked": _one(Approval, "task", "approval"),
    "approval.refused": _one(Approval, "task", "approval"),
    "evidence.given": _one(EvidenceVersion, "evidence", "version"),
    "evidence.revised": _one(EvidenceVersion, "evidence", "version"),
    "evidence.voided": _one(Voiding, "evidence"),
    "helper_link.made": _one(HelperLink, "link"),
    "contribution.given": _one(Contribution, "contribution"),
    "contribution.confirmed": _one(Contribution, "contribution"),
    "contribution.rejected": _one(Contribution, "contribution"),
}
# These carry the digest of a draft, which may still change.
OF_DRAFTS = (
    "notice.drafted",
    "notice.part_chosen",
    "notice.letterhead_revised",
    "directive.added",
    "directive.edited",
    "directive.merged",
    "directive.unmerged",
    "directive.split",
    "directive.rejoined",
)

# class -> its rows in the journal of one subject, each with what names it.
ROWS: dict[type[Sealed], Callable[[int], Any]] = {
    Notice: lambda subject: select(Notice, Notice.id).where(Notice.id == subject),
    Directive: lambda subject: select(Directive, Directive.id).where(Directive.notice_id == subject),
    Withdrawal: lambda subject: (
        select(Withdrawal, Withdrawal.directive_id)
        .join(Directive, Directive.id == Withdrawal.directive_id)
        .where(Directive.notice_id == subject)
    ),
    DeadlineChange: lambda subject: (
        select(DeadlineChange, DeadlineChange.directive_id, DeadlineChange.changed_at)
        .join(Directive, Directive.id == DeadlineChange.directive_id)
        .where(Directive.notice_id == subject)
    ),
    Submission: lambda subject: (
        select(Submission, Submission.task_id, Submission.number).join(Submission.task).where(Task.notice_id == subject)
    ),
    Review: lambda subject: (
        select(Review, Submission.task_id, Submission.number)
        .join(Review.submission)
        .join(Submission.task)
        .where(Task.notice_id == subject)
    ),
    Comment: lambda subject: (
        select(Comment, Comment.id).join(Task, Task.id == Comment.task_id).where(Task.notice_id == subject)
    ),
    Exemption: lambda subject: (
        select(Exemption, Exemption.task_id, Exemption.number).join(Exemption.task).where(Task.notice_id == subject)
    ),
    Reopening: lambda subject: (
        select(Reopening, Reopening.task_id, Reopening.number).join(Reopening.task).where(Task.notice_id == subject)
    ),
    Approval: lambda subject: (
        select(Approval, Approval.task_id, Approval.number).join(Approval.task).where(Task.organization_id == subject)
    ),
    EvidenceVersion: lambda subject: (
        select(EvidenceVersion, EvidenceVersion.evidence_id, EvidenceVersion.number)
        .join(EvidenceVersion.evidence)
        .where(Evidence.organization_id == subject)
    ),
    Voiding: lambda subject: (
        select(Voiding, Voiding.evidence_id).join(Voiding.evidence).where(Evidence.organization_id == subject)
    ),
    HelperLink: lambda subject: select(HelperLink, HelperLink.id).where(HelperLink.organization_id == subject),
    Contribution: lambda subject: (
        select(Contribution, Contribution.id).join(Contribution.link).where(HelperLink.organization_id == subject)
    ),
}


class Vouched:
    """What the events of one journal vouch for: each row's digest as last written, and by which event."""

    def __init__(self) -> None:
        self._digests: dict[Key, tuple[int, str]] = {}

    def note(self, event: Event) -> None:
        """Take in one event. Its own hash has been checked already."""
        for key, digest in VOUCHING.get(event.name, lambda _event: [])(event):
            self._digests[key] = (event.number, digest)

    def first_reworded(self, journal: Journal) -> tuple[int, str] | None:
        """The first event whose row no longer says what it said, and that row's table; None when all match.

        One statement for each class of rows, however many events there are.
        """
        broken = []
        for row, key in self._rows(journal.subject_id):
            number, digest = self._digests.get((type(row), key), (0, None))
            if digest is not None and digest != row.digest():
                broken.append((number, row.__tablename__))  # type: ignore[attr-defined]
        return min(broken, default=None)

    def _rows(self, subject_id: int) -> Iterator[tuple[Sealed, tuple[Any, ...]]]:
        for kind in {kind for kind, _key in self._digests}:
            for row, *key in db.session.execute(ROWS[kind](subject_id).execution_options(yield_per=1000)):
                yield row, tuple(key)
