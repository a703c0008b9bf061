"""A file is read in a process of its own, with limits, whose word is checked."""

import json

import pytest

from checklist.reading import Unreadable, read
from checklist.reading.apart import read_apart
from checklist.reading.packing import pack, unpack
from tests.reading.samples import FOLDER, FOUNDING, NAMES, data


@pytest.mark.parametrize("name", NAMES)
def test_the_same_as_in_this_process(name, tmp_path):
    assert read_apart(FOLDER / f"{name}.txt", f"{name}.txt", tmp_path) == read(data(name), f"{name}.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("bytes_", "code"), [(b"", "empty"), ("绝密\n通知".encode(), "classified")])
def test_what_cannot_be_read_says_why(bytes_, code, tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(bytes_)
    with pytest.raises(Unreadable) as problem:
        read_apart(path, "sent", tmp_path)
    assert problem.value.code == code


def test_a_child_that_takes_too_much_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("checklist.reading.apart.PATIENCE_SECONDS", 0)
    with pytest.raises(Unreadable) as problem:
        read_apart(FOLDER / f"{FOUNDING}.txt", "sent", tmp_path)
    assert problem.value.code == "too_heavy"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.pop("parts"),
        lambda plain: plain.update(parts=[]),
        lambda plain: plain.update(text=5),
        lambda plain: plain.update(more="words"),
        lambda plain: plain["parts"][0].update(issued_on="yesterday"),
        lambda plain: plain["parts"][1]["directives"][0].update(text="something else"),
        lambda plain: plain["parts"][1]["directives"][0].update(start=True),
        lambda plain: plain["parts"][1]["headings"][0].update(end=10**9),
    ],
)
def test_its_word_is_not_taken_for_it(spoil):
    plain = json.loads(json.dumps(pack(read(data(FOUNDING)))))
    assert unpack(plain) == read(data(FOUNDING))
    spoil(plain)
    with pytest.raises(ValueError, match="^"):
        unpack(plain)
