"""The program as the web server calls it: requests, answers in pieces, lines that are given up."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from checklist import gateway
from checklist.gateway import Gateway

SCOPE = {
    "method": "POST",
    "raw_path": "/通知".encode(),
    "query_string": b"a=1",
    "http_version": "1.1",
    "scheme": "http",
    "server": ("127.0.0.1", 5000),
    "client": ("127.0.0.1", 40000),
    "headers": [
        (b"cookie", b"a=1"),
        (b"content-length", b"5"),
        (b"cookie", b"b=2"),
        (b"x-two", b"1"),
        (b"x-two", b"2"),
    ],
}


def answered(app: Callable[..., Iterable[bytes]], *body: dict[str, Any], takes: bool = True) -> list[dict[str, Any]]:
    """What the program sends when these parts of a body come in, and nothing more."""
    parts, sent = list(body), []

    async def receive() -> dict[str, Any]:
        if not parts:
            await asyncio.Event().wait()
        return parts.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if not takes and message["type"] == "http.response.body":
            await asyncio.Event().wait()

    asyncio.run(Gateway(app, 2)(SCOPE, receive, send))
    return sent


def test_the_request_is_that_of_wsgi():
    seen = {}

    def app(environ, start) -> list[bytes]:  # noqa: ANN001
        seen.update(environ)
        environ["wsgi.errors"].write("")
        start("200 OK", [("Content-Length", "2")])
        return [b"", b"ok"]

    head, body = answered(app)
    assert (head["status"], head["headers"]) == (200, [(b"content-length", b"2")])
    assert (body["body"], body["more_body"]) == (b"ok", False)
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/通知"
    assert (seen["QUERY_STRING"], seen["REMOTE_ADDR"], seen["CONTENT_LENGTH"]) == ("a=1", "127.0.0.1", "5")
    assert (seen["HTTP_COOKIE"], seen["HTTP_X_TWO"]) == ("a=1;b=2", "1,2")


class Pieces:
    def __init__(self) -> None:
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        return iter([b"one", b"", b"two"])

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("takes", [True, False])
def test_pieces_are_sent_as_they_are_taken_and_closed_in_any_case(monkeypatch, takes):
    monkeypatch.setattr(gateway, "TAKE_SECONDS", 0.05)
    pieces = Pieces()

    def app(_environ, start) -> Pieces:  # noqa: ANN001
        start("200 OK", [])
        return pieces

    sent = answered(app, takes=takes)
    assert [message["body"] for message in sent[1:]] == ([b"one", b"two", b""] if takes else [b"one"])
    assert pieces.is_closed


def test_a_line_is_read_until_it_ends_or_is_given_up():
    came = []

    def app(environ, start) -> list[bytes]:  # noqa: ANN001
        line = environ["wsgi.input"]
        came.extend([line.read(4, 1), line.read(9, 0.05)])
        line.give_up()
        came.append(line.read(9, 9))
        start("408 Request Timeout", [("Content-Length", "0")])
        return []

    assert answered(app, {"body": b"abc", "more_body": True}, {"body": b"def", "more_body": True})[0]["status"] == 408
    assert came == [b"abcd", None, None]


def test_a_client_that_went_away_sends_no_more():
    came = []

    def app(environ, start) -> list[bytes]:  # noqa: ANN001
        came.append(environ["wsgi.input"].read(9, 1))
        start("200 OK", [])
        return []

    answered(app, {"body": b"abc", "more_body": True}, {"type": "http.disconnect"})
    assert came == [b"abc"]
