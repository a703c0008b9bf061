"""Giving a piece of any kind over HTTP, and the fields that an honest secretary fills in."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from checklist.clock import now
from checklist.db import db, write_unit
from checklist.evidence.models import EvidenceVersion
from checklist.files.models import StoredFile, Upload
from tests.builders import a_notice, tasks_of
from tests.cast import Cast
from tests.pages import Pages

WECHAT = "https://mp.weixin.qq.com/s/AbC_1"

# What makes a piece of each kind; its files, where it is nothing without them, come beside.
FIELDS: dict[str, dict[str, Any]] = {
    "link": {"url": WECHAT},
    "meeting": {
        "meeting_kind": "council",
        "happened_on": "2026-11-20",
        "platform": "腾讯会议",
        "attended": "25",
        "members": "30",
        "minutes": "传达学习通知精神，部署科普工作。",
    },
    "study": {"channels": ["chat_group", "official_account"], "reached": "118", "total": "120"},
    "post": {"addresses": f"科普周启动 {WECHAT} 1200\nhttps://north.example/a"},
    "suggestion": {"text": "建议加强基层科普队伍建设。", "recipient": "office"},
    "story": {"text": "一位护士连续值守四十天。", "consent": "public"},
    "figures": {"amount": "1280", "unit": "人", "definition": "2026年参加科普讲座的人次"},
    "report": {"from_on": "2026-11-01", "until_on": "2026-11-20", "text": "制定了方案，召开了会议。"},
    "statement": {"text": "秘书处全体人员已熟知防护要求，11月20日由秘书长逐一确认。"},
}


def send(client: Pages, kind: str, *, htmx: bool = False, task_id: int = 0, **fields: Any) -> TestResponse:
    """Tick a task off with a piece of that kind: the usual fields, and these in their place."""
    task_id = task_id or a_task_for(kind)
    data = {"kind": kind, **FIELDS.get(kind, {}), **fields}
    return client.post(f"/tasks/{task_id}/submission", data=data, htmx=htmx)


def a_task_for(*kinds: str) -> int:
    """A task of north that wants these kinds; returns its id."""
    return tasks_of(a_notice(kinds=kinds))[0].id


def an_upload(task_id: int, name: str = "会议照片.jpg", digest: str = "a") -> int:
    """A picture, or by its name a document, that north picked for the task's form; returns the upload's id."""
    with write_unit():
        north = Cast().north
        file = StoredFile(
            sha256=digest * 64,
            size=1000,
            media_type="image/jpeg" if name.endswith(".jpg") else "application/pdf",
            pages=1,
            has_text=False,
            stored_at=now() - timedelta(minutes=1),
        )
        upload = Upload(
            organization_id=north.organization_id,
            form=f"task-{task_id}",
            file=file,
            name=name,
            uploaded_at=now(),
            uploaded_by_id=north.id,
            visitor="",
        )
        db.session.add_all([file, upload])
        db.session.flush()
        return upload.id


def the_version() -> EvidenceVersion:
    """The one piece that was given."""
    return db.session.scalars(select(EvidenceVersion)).one()


def nothing_given() -> bool:
    return db.session.scalars(select(EvidenceVersion)).all() == []
