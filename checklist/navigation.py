"""What the head of every page offers: the few places each role works in."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _l

from checklist.access import signed_in_actor
from checklist.accounts.models import ADMINISTRATOR, HEAD, LEADER, MEMBER, SECRETARY, STAFF
from checklist.clock import now, today
from checklist.dom import dom_id
from checklist.languages import chosen_language

CHECKLIST = (_l("任务清单"), "tasks.list_checklists")
NOTICES = (_l("通知"), "notices.list_notices")
EVIDENCE = (_l("佐证材料"), "evidence.list_evidence")
ORGANIZATIONS = (_l("单位"), "organizations.list_organizations")
REVIEWS = (_l("审核"), "reviewing.list_open_reviews")
PLACES = {
    STAFF: ((_l("首页"), "dashboards.show_office"), REVIEWS, NOTICES, ORGANIZATIONS),
    LEADER: ((_l("首页"), "dashboards.show_office"), NOTICES),
    ADMINISTRATOR: (
        ORGANIZATIONS,
        (_l("类别与标签"), "organizations.list_categories"),
        (_l("变更记录"), "journal.show_office_timeline"),
        (_l("后台任务"), "jobs.list_jobs"),
    ),
    SECRETARY: (CHECKLIST, NOTICES, EVIDENCE),
    HEAD: (CHECKLIST, NOTICES, EVIDENCE),
    MEMBER: (CHECKLIST, NOTICES, EVIDENCE),
}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: Any
    url: str
    is_current: bool


def places(role: str | None) -> list[Place]:
    """The entries for a role, none for a stranger."""
    return [Place(label, url_for(name), request.endpoint == name) for label, name in PLACES.get(role or "", ())]


def init_navigation(app: Flask) -> None:
    """What every template may use beside its own context."""

    @app.context_processor
    def common() -> dict[str, Any]:
        actor = signed_in_actor()
        return {
            "current_actor": actor,
            "navigation": places(actor.role if actor else None),
            "current_language": "en" if chosen_language() == "en" else "zh-Hans",
            "dom_id": dom_id,
            "now": now(),
            "today": today(),
        }
