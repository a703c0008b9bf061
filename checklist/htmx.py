"""The only module that knows HX-* headers: one address serves htmx and a browser without JavaScript."""

from typing import Any

from flask import Flask, Response, flash, make_response, redirect, render_template, request


def wants_fragment() -> bool:
    """Whether the answer is put into a page that is open, rather than shown as a page."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def open_page() -> str:
    """The address of the page into which the answer is put; empty where there is none."""
    return request.headers.get("HX-Current-URL", "")


def respond(
    template: str, *, otherwise: str, message: Any = None, is_elsewhere: bool = False, **context: Any
) -> Response:
    """The answer to an act that succeeded: the fragments that changed, or a redirect to a page that shows them.

    `template` is an `on_<event>.html`, `otherwise` an address; `message` is one sentence about what was done.
    `is_elsewhere`: the fragments are what `otherwise` shows, so it becomes the address of the open page.
    """
    if wants_fragment():
        response = make_response(render_template(template, message=message, **context))
        if is_elsewhere:
            response.headers["HX-Replace-Url"] = otherwise
        return response
    if message:
        flash(message, "success")
    return redirect(otherwise, 303)  # type: ignore[return-value]


def leave_for(address: str, *, message: Any = None) -> Response:
    """The answer to an act after which another page is shown, to htmx as to a plain browser."""
    if message:
        flash(message, "success")
    if wants_fragment():
        response = make_response("", 204)
        response.headers["HX-Redirect"] = address
        return response
    return redirect(address, 303)  # type: ignore[return-value]


def invalid(fragment: str, page: str, **context: Any) -> Response:
    """The answer to input that does not hold: 422, the same form with what was typed still in it."""
    return make_response(render_template(fragment if wants_fragment() else page, **context), 422)


def init_htmx(app: Flask) -> None:
    """Fragments and pages of one address are never taken for each other by a cache."""

    @app.after_request
    def vary(response: Response) -> Response:
        response.vary.add("HX-Request")
        return response
