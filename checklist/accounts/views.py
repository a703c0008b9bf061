"""Handlers of signing in and out and of one's own account."""

from datetime import timedelta

from flask import Response, current_app, request, session
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from checklist.access import acting, actor, public, signed_in, signed_in_actor
from checklist.accounts.blueprint import bp
from checklist.accounts.forms import CodeForm, PasswordForm, SignInForm
from checklist.accounts.pages import (
    CODE,
    SIGN_IN,
    account_page,
    refused_sign_in,
    sign_in_page,
    signed_in_page,
    try_again_words,
    wanted_path,
)
from checklist.accounts.passwords import password_hash
from checklist.accounts.queries import own_memberships
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
from checklist.refusals import Refused


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
        new_hash = password_hash(form.new_password.data)
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
    new_hash = password_hash(form.new_password.data) if who else ""
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


def _lifetime() -> timedelta:
    return current_app.config["PERMANENT_SESSION_LIFETIME"]


def _end_present_session() -> None:
    """Whoever is signed in on this device no longer is. Inside a write unit."""
    if current_user.is_authenticated:
        end_session(current_user.key, at=now())
