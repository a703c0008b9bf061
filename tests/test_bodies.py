"""The files in the body of a request; how much of one is read where."""

from checklist.bodies import NO_ROOM, TOO_LARGE, Arriving


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
