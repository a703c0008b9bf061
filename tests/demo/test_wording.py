"""The pieces of the demo province are of the kinds that their directives want, and what their forms would keep."""

from collections import Counter

import time_machine
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from checklist import create_app
from checklist.db import db
from checklist.demo.loading import load
from checklist.evidence.kinds import KINDS
from checklist.evidence.models import EvidenceVersion
from checklist.tasks.models import Attachment
from tests.demo.test_load import AT


def test_every_piece_is_one_that_its_form_would_take(tmp_path):
    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    with app.app_context(), time_machine.travel(AT, tick=False):
        upgrade()
        load(20, 1, AT)
        for attachment in db.session.scalars(select(Attachment).options(joinedload(Attachment.task))):
            assert attachment.evidence.kind in attachment.task.directive.evidence_kinds
        versions = db.session.scalars(select(EvidenceVersion).options(joinedload(EvidenceVersion.evidence))).all()
        kinds = Counter(version.evidence.kind for version in versions)
        assert kinds.keys() == KINDS.keys() - {"file"}
        for version in versions:
            kind = KINDS[version.evidence.kind]
            with app.test_request_context():
                assert kind.summary(version.content) or kind.name == "statement"
                assert kind.parts(version.content)
                if kind.name != "roster":  # typed with masks, which stand for numbers given earlier
                    sent = _sent(kind.Form(formdata=None, data=kind.typed(version)))
                    form = kind.Form(formdata=sent, meta={"csrf": False})
                    assert form.validate(), form.errors
                    assert form.content() == version.content
        db.session.remove()
        db.engine.dispose()


def _sent(form) -> MultiDict[str, str]:
    """What a browser sends of a form as it is filled in."""
    sent = MultiDict[str, str]()
    for field in form:
        values = field.data if isinstance(field.data, list) else [getattr(field, "_value", lambda f=field: f.data)()]
        sent.setlist(field.name, [value for value in values or () if value])
    return sent
