"""Who may call a route: declared on the route, denied by default, checked at start-up.

A view is decorated with one of `public`, `signed_in` or `only(role, …)`. Objects come only through queries scoped to
the actor, so a role opens a screen and the actor decides what is on it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import LoginManager, current_user
from sqlalchemy import update

from checklist.accounts.models import Membership, SignInSession
from checklist.accounts.queries import running_session
from checklist.clock import now
from checklist.db import db, if_room, write_unit

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
SEEN_EVERY = timedelta(minutes=10)

View = TypeVar("View", bound=Callable[..., Any])


class SignInNeeded(Exception):
    """Nobody is signed in, or the session ended meanwhile."""


@dataclass(frozen=True)
class Access:
    """Who may call a route. No roles and not public: everybody who is signed in."""

    is_public: bool = False
    roles: frozenset[str] = frozenset()


def public(view: View) -> View:
    """Everybody may call this route, signed in or not."""
    return _declare(view, Access(is_public=True))


def signed_in(view: View) -> View:
    """Everybody who is signed in may call this route, in whatever role."""
    return _declare(view, Access())


def only(*roles: str) -> Callable[[View], View]:
    """Those signed in with one of these roles may call this route."""
    return lambda view: _declare(view, Access(roles=frozenset(roles)))


def _declare(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def actor() -> Membership:
    """The membership in whose name this request is made; raises SignInNeeded."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    return current_user.membership


def signed_in_actor() -> Membership | None:
    """The membership in whose name this request is made, None for a stranger."""
    return current_user.membership if current_user.is_authenticated else None


@contextmanager
def acting() -> Iterator[Membership]:
    """A write unit in the name of the actor, who is loaded again inside it: rights that ended meanwhile are gone."""
    key = current_user.key if current_user.is_authenticated else ""
    with write_unit():
        session = _load_session(key)
        if session is None:
            raise SignInNeeded
        _refuse_other_roles(session.membership)
        yield session.membership


def init_access(app: Flask) -> None:
    """Guard every request. Call it last: the app refuses to start if a route declares no access."""
    login = LoginManager(app)
    login.session_protection = None  # phones change networks; the session row is what is checked
    login.user_loader(_load_session)
    public(app.view_functions["static"])
    undeclared = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "access"))
    if undeclared:
        raise RuntimeError(f"routes without declared access: {', '.join(undeclared)}")
    app.before_request(guard)


def guard() -> None:
    """Let the request through or refuse it, before anything of it is acted on."""
    if request.method not in SAFE_METHODS:
        _refuse_other_sites()
    if request.endpoint is None:
        return  # no such address: answered with 404
    if _declared().is_public:
        return
    _refuse_other_roles(actor())
    _note_seen()


def _load_session(key: str) -> SignInSession | None:
    return running_session(key, at=now(), idle=current_app.config["SESSION_IDLE"])


def _declared() -> Access:
    access: Access = vars(current_app.view_functions[request.endpoint or ""])["access"]
    return access


def _refuse_other_roles(membership: Membership) -> None:
    roles = _declared().roles
    if roles and membership.role not in roles:
        abort(403)


def _note_seen() -> None:
    """Write down that the session is in use, at most every ten minutes."""
    seen = now()
    if seen - current_user.last_seen_at < SEEN_EVERY:
        return
    with if_room(), write_unit():
        db.session.execute(update(SignInSession).where(SignInSession.id == current_user.id).values(last_seen_at=seen))


def _refuse_other_sites() -> None:
    """A form sent from another site is refused outright, whatever token it carries."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin", "null")
    if origin != "null" and origin != (current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")):
        abort(403)
