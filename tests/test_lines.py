"""The body of a request as a web server hands it over: cut off, too slow, too many at a time."""

import threading
from io import BytesIO

import pytest
from werkzeug.exceptions import RequestTimeout, ServiceUnavailable

from checklist import lines
from checklist.lines import CHUNK, SMALL, STRANGERS, THROWN_AWAY_AT_MOST, Body, Places


class Sent:
    """A line on which these bytes came, and more only when the client goes away."""

    def __init__(self, content: bytes, *, is_idle: bool = False) -> None:
        self.content, self.is_idle, self.is_given_up = BytesIO(content), is_idle, threading.Event()

    def read(self, size: int, seconds: float) -> bytes | None:
        data = self.content.read(size)
        if data or not self.is_idle:
            return data
        self.is_given_up.wait(seconds)
        return None

    def give_up(self) -> None:
        self.is_given_up.set()


def a_body(content: bytes, length: int | None = None, *, is_idle: bool = False, **environ: str) -> Body:
    length = len(content) if length is None else length
    return Body({"wsgi.input": Sent(content, is_idle=is_idle), "CONTENT_LENGTH": str(length), **environ})


def left_of(body: Body) -> int:
    return len(body._line.content.read())  # type: ignore[attr-defined]


def test_it_is_read_to_its_end():
    body = a_body(b"words")
    assert (body.read(3), body.read(3), body.read(3)) == (b"wor", b"ds", b"")


def test_one_that_was_cut_off_is_no_shorter_one():
    body = a_body(b"note=half", 100)
    with pytest.raises(OSError, match="went away"):
        body.read()


def test_without_a_length_and_not_in_pieces_there_is_none():
    assert Body({"wsgi.input": Sent(b"words")}).read() == b""


def test_in_pieces_it_ends_where_it_ends():
    assert Body({"wsgi.input": Sent(b"words"), "HTTP_TRANSFER_ENCODING": "chunked"}).read() == b"words"


@pytest.mark.parametrize("length", [10, SMALL + 1])
def test_what_does_not_come_is_given_up(monkeypatch, length):
    monkeypatch.setattr(lines, "SMALL_SECONDS", 0.05)
    monkeypatch.setattr(lines, "GRACE_SECONDS", 0.05)
    monkeypatch.setattr(lines, "LEAST_RATE", CHUNK * 100)
    body = a_body(b"abc", length, is_idle=True)
    with pytest.raises(RequestTimeout):
        body.read()
    assert body.read() == b""
    body.throw_away()
    assert STRANGERS._taken == []


def test_a_large_one_may_be_as_slow_as_the_rate(monkeypatch):
    body = a_body(b"x" * 10 * CHUNK)
    body.read(CHUNK)
    assert body._until(CHUNK) - body.begun_at == pytest.approx(lines.GRACE_SECONDS + 2 * CHUNK / lines.LEAST_RATE)
    body.close()


def test_so_many_at_a_time():
    places = Places(2)
    bodies = [a_body(b"x" * 10) for _each in range(3)]
    for body in bodies:
        body.places = places
    for body in bodies[:-1]:
        body.read(1)
    with pytest.raises(ServiceUnavailable):
        bodies[-1].read(1)
    later = a_body(b"x" * 10)
    later.places = places
    bodies[0].close()
    bodies[0].close()
    assert later.read(1) == b"x"
    assert a_body(b"elsewhere").read() == b"elsewhere"


def test_the_longest_gives_way_where_it_must(monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE_SECONDS", 0)
    places = Places(1, gives_way=True)
    slow, quick = a_body(b"a", 10, is_idle=True), a_body(b"words")
    slow.places = quick.places = places
    assert slow.read(1) == b"a"
    assert quick.read() == b"words"
    with pytest.raises(RequestTimeout):
        slow.read()
    assert places._taken == []


def test_what_the_program_left_is_read_and_thrown_away():
    body = a_body(b"x" * 1000)
    body.read(10)
    body.throw_away()
    assert left_of(body) == 0


@pytest.mark.parametrize(("length", "environ"), [(THROWN_AWAY_AT_MOST + 1, {}), (100, {"HTTP_EXPECT": "100-continue"})])
def test_far_too_much_and_what_was_not_sent_yet_are_left(length, environ):
    body = a_body(b"x" * 100, length, **environ)
    body.throw_away()
    assert left_of(body) == 100
