"""What the handler answers with: the bar with what is wrong in it, or what was changed."""

from flask import Response, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from checklist.accounts.models import Membership
from checklist.drafting.pages import draft_context, draft_of, invalid_draft
from checklist.htmx import respond
from checklist.marking.changing import DROP, RESTORE
from checklist.marking.forms import MarkingForm, path_words


def invalid_marking(by: Membership, notice_id: int, form: MarkingForm) -> Response:
    """The bar again, or the whole screen, with everything still marked."""
    draft = draft_of(by, notice_id)
    ids, paths = set(form.directive.data or ()), set(form.under.data or ())
    cards = (card.directive for card in draft.cards)
    marked = {d.id for d in cards if form.every.data or d.id in ids or path_words(d) in paths}
    return invalid_draft("marking/_bar.html", draft, marking=form, marked=marked)


def marked_changed(by: Membership, notice_id: int, act: str, changed_ids: list[int]) -> Response:
    """The cards that changed, with nothing marked any more."""
    draft = draft_of(by, notice_id)
    return respond(
        "marking/on_marked_changed.html",
        otherwise=url_for("drafting.edit_draft", notice_id=notice_id),
        message=_words(act, len(changed_ids)),
        changed=[card for card in draft.cards if card.directive.id in set(changed_ids)],
        **draft_context(draft),
    )


def _words(act: str, count: int) -> str:
    if not count:
        return _("所选的任务事项本来就是这样，没有改动。")
    if act == DROP:
        return ngettext("已删去 %(num)d 项任务事项。", "已删去 %(num)d 项任务事项。", count)
    if act == RESTORE:
        return ngettext("已恢复 %(num)d 项任务事项。", "已恢复 %(num)d 项任务事项。", count)
    return ngettext("已修改 %(num)d 项任务事项。", "已修改 %(num)d 项任务事项。", count)
