"""What changed from one submission of a task to a later one, so that a reviewer reads only that."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.evidence.models import EvidenceVersion
from checklist.tasks.models import Submission


@dataclass(frozen=True)
class Difference:
    """What is other than in the submission with the number `since`: pieces added, removed, given in another version."""

    since: int
    added: list[EvidenceVersion]
    removed: list[EvidenceVersion]
    # As they are in the later submission.
    renewed: list[EvidenceVersion]
    is_note_changed: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.renewed or self.is_note_changed)


def difference(earlier: Submission, later: Submission) -> Difference:
    """What the later submission of a task has that the earlier had not, and the other way round; in its own order."""
    before = {version.evidence_id: version for version in earlier.evidence}
    after = {version.evidence_id: version for version in later.evidence}
    return Difference(
        since=earlier.number,
        added=[version for version in later.evidence if version.evidence_id not in before],
        removed=[version for version in earlier.evidence if version.evidence_id not in after],
        renewed=[
            version
            for version in later.evidence
            if version.evidence_id in before and version.number != before[version.evidence_id].number
        ],
        is_note_changed=earlier.note.strip() != later.note.strip(),
    )


def differences(submissions: Sequence[Submission]) -> dict[int, Difference]:
    """By number: of every submission but the first, the difference to what the issuer reviewed last before it.

    Where nothing was reviewed yet, what was taken back stands in: somebody may have read it.
    """
    found: dict[int, Difference] = {}
    reviewed: Submission | None = None
    for before, submission in zip(submissions, submissions[1:], strict=False):
        reviewed = before if before.review is not None else reviewed
        found[submission.number] = difference(reviewed or before, submission)
    return found
