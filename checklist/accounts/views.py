"""Handlers of signing in and out, of one's own account, and of whom the administrator lets in."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from checklist.access import acting, actor, only, public, signed_in, signed_in_actor
from checklist.accounts.forms import CodeForm, MembershipForm, PasswordForm, SignInForm, roles_in
from checklist.accounts.joining import issue_code, issue_codes, join, leave
from checklist.accounts.models import ADMINISTRATOR
from checklist.accounts.pages import (
    CODE,
    SIGN_IN,
    account_page,
    membership_page,
    refused_sign_in,
    sign_in_page,
    signed_in_page,
    slips_page,
    try_again_words,
    wanted_path,
)
from checklist.accounts.passwords import hashed
from checklist.accounts.queries import (
    memberships_for,
    own_memberships,
    people_for,
    running_memberships,
    without_password,
)
from checklist.accounts.returning import HOME
from checklist.accounts.signing_in import (
    change_password,
    end_session,
    open_session,
    open_session_by_code,
    recognize,
    switch,
)
from checklist.accounts.throttling import TooManyAttempts, admit, forgive
from checklist.clock import now
from checklist.db import find, write_unit
from checklist.htmx import leave_for
from checklist.languages import LANGUAGES
from checklist.organizations.queries import organizations_for
from checklist.refusals import Refused

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
@public
def new_session() -> Response:
    """The sign-in page; who is signed in already goes on."""
    if signed_in_actor():
        return leave_for(wanted_path() or HOME)
    return sign_in_page(SIGN_IN, SignInForm(formdata=None), 200)


@bp.post("/sign-in")
@public
def create_session() -> Response:
    """Sign in with name and password, and go on where one was."""
    form = SignInForm()
    if not form.validate_on_submit():
        return sign_in_page(SIGN_IN, form, 422)
    try:
        with write_unit():
            attempt = admit(form.sign_in_name.data, request.remote_addr, at=now())
        who = recognize(form.sign_in_name.data, form.password.data)
        with write_unit():
            opened = who and open_session(who, _lifetime(), at=now())
            if opened:
                _end_present_session()
                forgive(attempt)
    except (TooManyAttempts, Refused) as refusal:
        return refused_sign_in(SIGN_IN, form, refusal)
    if not opened:
        form.form_errors.append(_("登录名或密码不对。请检查后再试；忘记密码时，可用登录码重设。"))
        return sign_in_page(SIGN_IN, form, 422)
    return signed_in_page(opened)


@bp.post("/sign-out")
@public
def delete_session() -> Response:
    """End the session and empty the cookie; the chosen language stays on the device."""
    with write_unit():
        _end_present_session()
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language
    return leave_for("/sign-in", message=_("已退出登录。"))


@bp.get("/sign-in/code")
@public
def new_password() -> Response:
    """The page on which a printed code is exchanged for a password."""
    return sign_in_page(CODE, CodeForm(formdata=None), 200)


@bp.post("/sign-in/code")
@public
def create_password() -> Response:
    """Use the code up, set the password, sign in."""
    form = CodeForm()
    if not form.validate_on_submit():
        return sign_in_page(CODE, form, 422)
    name, code = form.sign_in_name.data, form.code.data
    try:
        with write_unit():
            attempt = admit(name, request.remote_addr, at=now())
        new_hash = hashed(form.new_password.data)
        with write_unit():
            opened = open_session_by_code(name, code, new_hash, _lifetime(), at=now())
            if opened:
                _end_present_session()
                forgive(attempt)
    except (TooManyAttempts, Refused) as refusal:
        return refused_sign_in(CODE, form, refusal)
    if not opened:
        form.form_errors.append(
            _("登录名或登录码不对，或者登录码已用过、已换新、已过期。刚设好密码的，请直接登录；否则请索取新的登录码。")
        )
        return sign_in_page(CODE, form, 422)
    return signed_in_page(opened, _("密码已设好，您已登录。"))


@bp.get("/account")
@signed_in
def show_account() -> Response:
    """Who I am, what else I am, and my password."""
    return account_page(PasswordForm(actor().person.sign_in_name, formdata=None), 200)


@bp.post("/account/password")
@signed_in
def update_password() -> Response:
    """Change one's own password; the other devices are signed out."""
    name = actor().person.sign_in_name
    form = PasswordForm(name)
    if not form.validate_on_submit():
        return account_page(form, 422)
    try:
        with write_unit():
            attempt = admit(name, request.remote_addr, at=now())
    except TooManyAttempts as refusal:
        form.form_errors.append(try_again_words(refusal.until))
        return account_page(form, 429)
    who = recognize(name, form.password.data)
    new_hash = hashed(form.new_password.data) if who else ""
    with acting() as by:
        changed = who is not None and change_password(who, new_hash, by=by, key=current_user.key, at=now())
        if changed:
            forgive(attempt)
    if not changed:
        form.form_errors.append(_("现在的密码不对，密码没有更改。"))
        return account_page(form, 422)
    return leave_for("/account", message=_("密码已更改，其他设备上的登录已退出。"))


@bp.post("/account/membership")
@signed_in
def update_membership() -> Response:
    """Go on as another of one's own memberships."""
    chosen = request.form.get("membership", type=int) or 0
    with acting() as by:
        membership = find(own_memberships(by), chosen)
        switch(current_user.key, membership, at=now())
    return leave_for(HOME, message=_("现在以“%(name)s”的身份办理。", name=membership.organization.name))


@bp.post("/language")
@public
def update_language() -> Response:
    """Read on in the other language, on the page where one was."""
    language = request.form.get("language", "")
    if language in LANGUAGES:
        session["language"] = language
    return leave_for(wanted_path() or HOME)


@bp.get("/organizations/<int:organization_id>/memberships/new")
@only(ADMINISTRATOR)
def new_membership(organization_id: int) -> Response:
    """The form for somebody new in an organization."""
    organization = find(organizations_for(actor()), organization_id)
    return membership_page(organization, MembershipForm(roles_in(organization), formdata=None), 200)


@bp.post("/organizations/<int:organization_id>/memberships")
@only(ADMINISTRATOR)
def create_membership(organization_id: int) -> Response:
    """Somebody joins the organization: a new person, or one there is."""
    organization = find(organizations_for(actor()), organization_id)
    form = MembershipForm(roles_in(organization))
    if not form.validate_on_submit():
        return membership_page(organization, form, 422)
    try:
        with acting() as by:
            organization = find(organizations_for(by), organization_id, locked=True)
            join(organization, **form.person, by=by, at=now())
    except Refused as refusal:
        form.form_errors.append(str(refusal.sentence))
        return membership_page(organization, form, 422)
    return leave_for(
        url_for("organizations.show_organization", organization_id=organization_id),
        message=_("已增加%(name)s。第一次登录要用登录码，可在下面生成。", name=form.name.data),
    )


@bp.post("/memberships/<int:membership_id>/ending")
@only(ADMINISTRATOR)
def create_ending(membership_id: int) -> Response:
    """Somebody leaves the organization: the membership ends, and with it every session in its name."""
    with acting() as by:
        membership = find(memberships_for(by), membership_id, locked=True)
        leave(membership, by=by, at=now())
    return leave_for(
        url_for("organizations.show_organization", organization_id=membership.organization_id),
        message=_("%(name)s的任职已结束。", name=membership.person.name),
    )


@bp.post("/people/<int:person_id>/code")
@only(ADMINISTRATOR)
def create_code(person_id: int) -> Response:
    """A new code for one person, as a slip to print or to read out."""
    with acting() as by:
        person = find(people_for(by), person_id, locked=True)
        membership = next(iter(running_memberships(person.id)), None)
        if membership is None:
            raise Refused(_("此人目前没有在任何单位任职，登录码没有用处。"))
        code = issue_code(person, current_app.config["CODE_LIFETIME"], by=by, at=now())
    return slips_page([(membership, code)])


@bp.post("/organizations/codes")
@only(ADMINISTRATOR)
def create_codes() -> Response:
    """Slips for all people of associations who have no password yet; `only_without_code`: nor a valid code."""
    at = now()
    with acting() as by:
        memberships = without_password(at if request.form.get("only_without_code") else None)
        if not memberships:
            raise Refused(_("没有需要登录码的人：各单位的人员都已设好密码或已有登录码。"))
        people = [membership.person for membership in memberships]
        codes = issue_codes(people, current_app.config["CODE_LIFETIME"], by=by, at=at)
    return slips_page([(membership, codes[membership.person_id]) for membership in memberships])


def _lifetime() -> timedelta:
    return current_app.config["PERMANENT_SESSION_LIFETIME"]


def _end_present_session() -> None:
    """Whoever is signed in on this device no longer is. Inside a write unit."""
    if current_user.is_authenticated:
        end_session(current_user.key, at=now())
