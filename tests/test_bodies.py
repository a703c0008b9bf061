"""The body of a request as a web server hands it over, and the files in it."""

from io import BytesIO

import pytest
from werkzeug.exceptions import ServiceUnavailable

from checklist.bodies import LARGE, LARGE_AT_ONCE, NO_ROOM, THROWN_AWAY_AT_MOST, TOO_LARGE, Arriving, Body


def a_body(content: bytes, length: int | None = None, **environ: str) -> Body:
    length = len(content) if length is None else length
    return Body({"wsgi.input": BytesIO(content), "CONTENT_LENGTH": str(length), **environ})


def test_it_is_read_to_its_end():
    body = a_body(b"words")
    assert (body.read(3), body.read(3), body.read(3)) == (b"wor", b"ds", b"")


def test_one_that_was_cut_off_is_no_shorter_one():
    body = a_body(b"note=half", 100)
    with pytest.raises(OSError, match="went away"):
        body.read()


def test_without_a_length_and_not_in_pieces_there_is_none():
    assert Body({"wsgi.input": BytesIO(b"words")}).read() == b""


def test_in_pieces_it_ends_where_it_ends():
    assert Body({"wsgi.input": BytesIO(b"words"), "HTTP_TRANSFER_ENCODING": "chunked"}).read() == b"words"


def test_so_many_large_ones_at_a_time():
    bodies = [a_body(b"x" * 10, LARGE + 1) for _each in range(LARGE_AT_ONCE + 1)]
    for body in bodies[:-1]:
        body.read(1)
    with pytest.raises(ServiceUnavailable):
        bodies[-1].read(1)
    assert a_body(b"small").read() == b"small"
    bodies[0].close()
    assert bodies[-1].read(1) == b"x"
    for body in bodies:
        body.close()
        body.close()


def test_what_the_program_left_is_read_and_thrown_away():
    content = BytesIO(b"x" * 1000)
    body = Body({"wsgi.input": content, "CONTENT_LENGTH": "1000"})
    body.read(10)
    body.throw_away()
    assert content.read() == b""


@pytest.mark.parametrize(("length", "environ"), [(THROWN_AWAY_AT_MOST + 1, {}), (100, {"HTTP_EXPECT": "100-continue"})])
def test_far_too_much_and_what_was_not_sent_yet_are_left(length, environ):
    content = BytesIO(b"x" * 100)
    Body({"wsgi.input": content, "CONTENT_LENGTH": str(length), **environ}).throw_away()
    assert len(content.read()) == 100


def test_a_file_arrives(tmp_path):
    file = Arriving(tmp_path, 300_000)
    file.write(b"a" * 200_000)
    file.write(b"b" * 100_000)
    file.seek(0)
    assert (file.problem, len(file.read())) == ("", 300_000)
    assert list(tmp_path.iterdir()) == []
    file.close()


def test_one_byte_too_many_drops_it(tmp_path):
    file = Arriving(tmp_path, 300_000)
    for _time in range(3):
        file.write(b"a" * 100_001)
    file.seek(0)
    assert (file.problem, file.read()) == (TOO_LARGE, b"")


def test_a_full_disk_drops_it():
    with open("/dev/full", "wb", buffering=1024) as full:  # noqa: PTH123
        file = Arriving(None, 300_000)  # type: ignore[arg-type]
        file._file.close()
        file._file = full
        file.write(b"a" * 500)  # it is buffered
        assert file.problem == ""
        file.seek(0)
        assert (file.problem, file.read()) == (NO_ROOM, b"")
        file.write(b"more")
        assert file.read() == b""
