"""What the handlers answer with: the form of a new link, and the link as it is shown once."""

import segno
from flask import Response, current_app, make_response, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from checklist.access import actor
from checklist.clock import beijing
from checklist.files.naming import telling_name
from checklist.formatting import due_day
from checklist.headers import never_stored
from checklist.helping.forms import LinkForm
from checklist.helping.linking import Purpose, purpose_of
from checklist.helping.models import Contribution, HelperLink
from checklist.helping.offering import new_offer, offered_token
from checklist.helping.queries import GivenFile
from checklist.htmx import respond
from checklist.tasks.pages import changed_task


def link_page(form: LinkForm, task_id: int | None, notice_id: int | None, status: int = 200) -> Response:
    """The form for a new link, with the word that it will hold. Raises Missing and Refused."""
    by, key = actor(), purpose_key(task_id, notice_id)
    purpose = purpose_of(task_id, notice_id, by=by)
    if offered_token(form.offer.data or "", key, by) is None:
        form.offer.data = new_offer(key, by)
    page = render_template("helping/new_helper_link.html", form=form, purpose=purpose)
    return never_stored(make_response(page, status))


def purpose_key(task_id: int | None, notice_id: int | None) -> str:
    """What an offered word is signed for."""
    return f"task-{task_id}" if task_id is not None else f"notice-{notice_id}"


def made_page(link: HelperLink, purpose: Purpose, token: str) -> Response:
    """The new link with its QR code and what to write into the group: shown here only."""
    base = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    address = base + url_for("visiting.show_help", token=token)
    words = _(
        "请帮忙为“%(title)s”提供材料。打开下面的网址就能填，不用登录，有效期到 %(day)s：",
        title=purpose.title,
        day=due_day(link.expires_at),
    )
    page = render_template(
        "helping/show_made.html",
        link=link,
        purpose=purpose,
        address=address,
        message=f"{words}\n{address}",
        qr=Markup(segno.make(address, error="m").svg_inline(svgclass="qr", lineclass=None, omitsize=True)),  # noqa: S704
    )
    return never_stored(make_response(page))


def decided(contribution: Contribution, message: str) -> Response:
    """The secretary decided: on the task's page the whole task changes, on the list its card."""
    if request.form.get("on_task"):
        return changed_task(contribution.task_id, message)
    return respond(
        "helping/on_decided.html",
        otherwise=url_for("helping.list_contributions"),
        message=message,
        contribution=contribution,
    )


def telling_name_of(given: GivenFile) -> str:
    """单位-事项-日期, the day being that of the fact, or when it was given."""
    contribution = given.contribution
    return telling_name(
        actor().organization.name,
        contribution.task.directive.title,
        contribution.happened_on or beijing(contribution.given_at).date(),
        given.position,
        given.name,
        given.file.media_type,
    )
