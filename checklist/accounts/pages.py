"""The pages of signing in and of the account, as answers: what every handler of them has in common."""

import math
from datetime import datetime, timedelta

from flask import Response, current_app, make_response, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import login_user

from checklist.access import actor
from checklist.accounts.forms import ROLE_WORDS, CodeForm, MembershipForm, PasswordForm, SignInForm
from checklist.accounts.models import Membership, SignInSession
from checklist.accounts.queries import running_memberships
from checklist.accounts.returning import HOME, own_path, unpacked
from checklist.accounts.throttling import TooManyAttempts
from checklist.clock import beijing, now
from checklist.errors import typed_words
from checklist.headers import never_stored
from checklist.htmx import leave_for, wants_fragment
from checklist.organizations.models import Organization
from checklist.refusals import Refused

SIGN_IN, CODE = "accounts/new_session.html", "accounts/new_password.html"


def wanted_path() -> str | None:
    """Where the visitor wants to go on: `next` of the address or of the form, if it is a path of this site."""
    return own_path(request.values.get("next", ""))


def sign_in_page(template: str, form: SignInForm | CodeForm, status: int) -> Response:
    """The page to sign in on; it carries along where the visitor wants to go and what was typed there."""
    page = render_template(
        template, form=form, next=wanted_path(), kept=unpacked(request.form.get("kept")), sentence=None
    )
    return never_stored(make_response(page, status))


def refused_sign_in(template: str, form: SignInForm | CodeForm, refusal: TooManyAttempts | Refused) -> Response:
    """Too many attempts, or nobody any more: the same page with the reason."""
    if isinstance(refusal, Refused):
        form.form_errors.append(str(refusal.sentence))
        return sign_in_page(template, form, 409)
    form.form_errors.append(try_again_words(refusal.until))
    response = sign_in_page(template, form, 429)
    response.headers["Retry-After"] = str(_seconds_until(refusal.until))
    return response


def signed_in_page(opened: SignInSession, message: str | None = None) -> Response:
    """Sign this device in and lead on: to the page that was wanted, or to the form that was typed before."""
    login_user(opened)
    session.permanent = True
    target, kept = wanted_path(), unpacked(request.form.get("kept"))
    if kept is None or target is None:
        return leave_for(target or HOME, message=message)
    page = render_template(
        "errors/kept.html",
        title=_("已登录"),
        sentence=_("刚才填写的内容还在。请核对后再按一次，即可提交。"),
        action=target,
        fields=kept,
        typed=typed_words(kept),
        can_repeat=True,
        had_files=False,
        back_url=None,
    )
    return never_stored(make_response(page))


def account_page(form: PasswordForm, status: int) -> Response:
    """Who I am, what else I am, and the form for a new password."""
    is_form_alone = wants_fragment() and status != 200
    page = render_template(
        "accounts/_password_form.html" if is_form_alone else "accounts/show_account.html",
        form=form,
        memberships=running_memberships(actor().person_id),
        role_words=ROLE_WORDS,
    )
    return never_stored(make_response(page, status))


def membership_page(organization: Organization, form: MembershipForm, status: int) -> Response:
    """The form for somebody new in the organization: under htmx the form alone."""
    is_form_alone = wants_fragment() and status != 200
    template = "accounts/_membership_form.html" if is_form_alone else "accounts/new_membership.html"
    return never_stored(make_response(render_template(template, organization=organization, form=form), status))


def slips_page(slips: list[tuple[Membership, str]]) -> Response:
    """Codes to be printed, one slip a person; they are shown this once."""
    address = (current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")) + url_for("accounts.new_password")
    expires_at = now() + current_app.config["CODE_LIFETIME"]
    page = render_template("accounts/show_slips.html", slips=slips, address=address, expires_at=expires_at)
    return never_stored(make_response(page))


def try_again_words(until: datetime) -> str:
    """When the next attempt is allowed, in words."""
    return _(
        "失败次数太多，请过 %(minutes)d 分钟再试（%(time)s 以后）。",
        minutes=-(-_seconds_until(until) // 60),
        time=f"{beijing(until + timedelta(seconds=59)):%H:%M}",
    )


def _seconds_until(until: datetime) -> int:
    return max(1, math.ceil((until - now()).total_seconds()))
