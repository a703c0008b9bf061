"""Proving all journals, one read unit a journal, so that no reader is held open for long."""

from dataclasses import asdict
from datetime import datetime

from checklist.db import db
from checklist.jobs.outcome import Outcome
from checklist.journal.verifying import journal_ids, verify


def verify_journals(_at: datetime) -> Outcome:
    """Check every journal; names the first altered event, or says how many journals hold."""
    ids = journal_ids()
    alterations = []
    for journal_id in ids:
        alterations.append(verify(journal_id))
        db.session.remove()
    altered = [alteration for alteration in alterations if alteration]
    if altered:
        return Outcome(False, "journals_altered", {"journals": len(altered), **asdict(altered[0])})
    return Outcome(True, "journals_hold", {"journals": len(ids)})
