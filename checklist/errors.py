"""Errors become a status and a sentence where the user is: a page, or the message area of the open page.

Nothing typed is lost: under htmx the form stays as it is; in a plain browser the answer carries what was sent.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, has_request_context, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from checklist.access import SAFE_METHODS, SignInNeeded
from checklist.bodies import sent_form
from checklist.db import is_disk_full
from checklist.htmx import open_page, wants_fragment
from checklist.refusals import Missing, Refused

# Fields that are never shown back, nor kept over a sign-in.
UNKEPT = {"csrf_token", "password", "new_password", "repeated_password", "code"}
KEPT_AT_MOST = 2000
# Below it stand the pages of those without an account: from there nothing leads into the program.
HELP_PATH = "/help"


def init_errors(app: Flask) -> None:
    app.register_error_handler(Missing, lambda _error: _answer(404, *_not_found()))
    app.register_error_handler(Refused, lambda error: _refused(str(error.sentence)))
    app.register_error_handler(SignInNeeded, lambda _error: _sign_in_first())
    app.register_error_handler(CSRFError, lambda _error: _stale_form())
    app.register_error_handler(RequestEntityTooLarge, lambda _error: _too_large())
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failure)


def is_help() -> bool:
    """Whether the address that was asked for is a helper's, or a guess at one."""
    return has_request_context() and f"{request.path}/".startswith(f"{HELP_PATH}/")


def kept_fields() -> list[tuple[str, str]]:
    """What was typed into the form that could not be accepted, without tokens and secrets; nothing where it did not
    come in, or is more than is read."""
    try:
        form = sent_form()
    except (OSError, HTTPException):
        return []
    fields = [(name, value) for name, value in form.items(multi=True) if name not in UNKEPT]
    return fields[:KEPT_AT_MOST]


def typed_words(fields: list[tuple[str, str]]) -> list[str]:
    """Those of the values that a person typed, rather than chose by a number or a tick."""
    return [value for _name, value in fields if len(value) > 1 and not value.isdigit()]


def _answer(status: int, title: str, sentence: str) -> Response:
    if wants_fragment():
        return make_response(render_template("_message.html", kind="problem", text=sentence), status)
    if request.method not in SAFE_METHODS and status in (404, 409) and _is_readable():
        # Also where something that the form names is gone meanwhile.
        return _kept(status, title, sentence, can_repeat=False)
    return make_response(render_template("errors/page.html", title=title, sentence=sentence), status)


def _refused(sentence: str) -> Response:
    """What is typed stays in the form; the open page may be out of date, so there is a way to see it anew."""
    address = _within_site(open_page())
    if not wants_fragment() or address is None:
        return _answer(409, _("没有办成"), sentence)
    body = render_template(
        "_message.html", kind="problem", text=sentence, reload_url=address, reload_label=_("看现在的情况")
    )
    return make_response(body, 409)


def _within_site(address: str) -> str | None:
    """Path and query of an address of this site; None where it is another site's, or no address."""
    try:
        page = urlsplit(address)
    except ValueError:
        return None
    if page.netloc != request.host or not page.path.startswith("/") or page.path.startswith("//"):
        return None
    return f"{page.path}?{page.query}" if page.query else page.path


def _is_readable() -> bool:
    """Whether what was sent can be shown back: refused before it was read, it may hold files beyond what is read."""
    length, most = request.content_length, request.max_content_length
    return length is None or most is None or length <= most


def _kept(status: int, title: str, sentence: str, *, can_repeat: bool) -> Response:
    fields = kept_fields()
    page = render_template(
        "errors/kept.html",
        title=title,
        sentence=sentence,
        action=request.full_path.rstrip("?"),
        fields=fields,
        typed=typed_words(fields),
        can_repeat=can_repeat,
        had_files=bool(vars(request._get_current_object()).get("files")),  # type: ignore[attr-defined]
        back_url=page_before(),
    )
    return make_response(page, status)


def page_before() -> str | None:
    """This site's page on which the form stood."""
    return _within_site(request.referrer or "")


def _sign_in_first() -> Response:
    here = request.full_path.rstrip("?")
    if wants_fragment():
        sentence = _("登录已失效。请在新窗口登录，再回到这里按一次；已填写的内容还在。")
        address = url_for("accounts.new_session")
        body = render_template(
            "_message.html", kind="problem", text=sentence, link_url=address, link_label=_("在新窗口登录")
        )
        return make_response(body, 401)
    if request.method in SAFE_METHODS:
        response = make_response("", 302)
        response.headers["Location"] = url_for("accounts.new_session", next=here)
        return response
    from checklist.accounts.forms import SignInForm

    page = render_template(
        "accounts/new_session.html",
        form=SignInForm(formdata=None),
        next=here,
        kept=kept_fields(),
        sentence=_("登录已失效。请重新登录；刚才填写的内容会保留。"),
    )
    return make_response(page, 401)


def _stale_form() -> Response:
    sentence = _("登录已更新，请再按一次；已填写的内容还在。")
    if wants_fragment():
        body = render_template("_message.html", kind="problem", text=sentence, fresh_token=generate_csrf())
        return make_response(body, 419)
    return _kept(419, _("请再确认一次"), sentence, can_repeat=True)


def _too_large() -> Response:
    return _answer(413, _("内容太大"), _("提交的内容太大，没有收下。请缩小后再试。"))


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    words: dict[int, tuple[str, str]] = {
        400: (_("请求有误"), _("请求不完整或格式有误，没有办理。")),
        403: (_("无权办理"), _("您现在的身份不能办理这件事。如需办理，请与省科协联系。")),
        404: _not_found(),
        405: _not_found() if is_help() else (_("没有找到这一页"), _("这个地址不能这样打开。请从首页进入。")),
        408: (_("没有收到"), _("网络太慢或中断，内容没有传完，没有办理。请检查网络后再试。")),
        503: (_("请稍后再试"), _("现在提交的人很多，这一次没有收下。请过一会儿再试。")),
    }
    title, sentence = words.get(status, (_("没有办成"), _("没有办成，请稍后再试。")))
    response = _answer(status, title, sentence)
    if status == 405 and error.get_response().headers.get("Allow"):
        response.headers["Allow"] = error.get_response().headers["Allow"]
    return response


def _not_found() -> tuple[str, str]:
    if is_help():
        # The same for every guess, whatever is wrong with it.
        return _("链接打不开"), _("链接不完整或已失效。请向把链接发给您的人要一个新的。")
    return _("没有找到这一页"), _("没有这一页，或者不属于您所在的单位。")


def _failure(error: Exception) -> Response:
    current_app.logger.exception("a request failed")
    if is_disk_full(error):
        sentence = _("服务器的存储空间不足，没有办成，原有内容没有改动。请稍后再试，并告知管理员。")
        if wants_fragment() or request.method in SAFE_METHODS:
            return _answer(507, _("存储空间不足"), sentence)
        return _kept(507, _("存储空间不足"), sentence, can_repeat=True)
    if current_app.testing or current_app.debug:
        raise error
    return _answer(500, _("程序出错"), _("程序出错，没有办成。已记录下来；请稍后再试。"))
