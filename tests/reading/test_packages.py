"""Zips are weighed before they are unpacked, and XML is read without entities."""

import io
import struct
import zipfile

import pytest

from checklist.reading import Unreadable, packages
from checklist.reading.packages import events, opened, part
from tests.reading.bombs import LAUGHING, MEGABYTE, OUTSIDE, locked_package, package


def refused(data: bytes, place: str = "a.xml") -> str:
    with pytest.raises(Unreadable) as problem, opened(io.BytesIO(data), "件") as archive:
        list(events(archive, place, "件"))
    assert problem.value.name == "件"
    return problem.value.code


def test_what_is_whole_and_small_is_read_in_order(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(package({"a.xml": "<a x='1'><b/></a>"}))
    with opened(path) as archive:
        told = [(event, element.tag) for event, element in events(archive, "a.xml")]
        root = part(archive, "a.xml")
    assert told == [("start", "a"), ("start", "b"), ("end", "b"), ("end", "a")]
    assert root is not None and packages.attribute(root, "x") == "1"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"a.xml": b"<a>" + bytes(300 * MEGABYTE)}, "unpacks_too_large"),
        ({str(number): b"" for number in range(packages.MOST_PARTS + 1)}, "unpacks_too_large"),
        ({"b.xml": "<a/>"}, "broken"),
        ({"a.xml": "<a>"}, "broken"),
        ({"a.xml": "<?xml version='1.0' encoding='nobody knows'?><a/>"}, "broken"),
        *(
            ({"a.xml": f"<?xml version='1.0' encoding='{encoding}'?>{before}<a>&l9;</a>".encode(encoding)}, "broken")
            for encoding in ("utf-8", "utf-16", "utf-16-be")
            for before in (LAUGHING, OUTSIDE)
        ),
    ],
)
def test_what_grows_or_is_broken(parts, code):
    assert refused(package(parts)) == code


def test_passwords_other_packings_and_cut_off():
    assert refused(locked_package()) == "password"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")
    assert refused(packed.getvalue()) == "broken"
    whole = package({"a.xml": "<a/>"})
    assert {refused(whole[:length]) for length in range(len(whole))} == {"broken"}


def test_a_part_that_is_larger_than_it_says_is_not_read_on():
    data = bytearray(package({"a.xml": b"<a>" + bytes(3 * MEGABYTE)}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    assert refused(bytes(data)) == "broken"


def test_a_large_part_is_none_or_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_PART_BYTES", 3)
    with opened(io.BytesIO(package({"a.xml": "<a/>"}))) as archive:
        assert part(archive, "a.xml") is None
