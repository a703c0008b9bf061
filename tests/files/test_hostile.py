"""A list of hostile and mistaken files: each is refused with its own sentence or kept as what it is, and nothing stays
of what is refused."""

import io

import pytest

from checklist.clock import now
from checklist.files.refusing import Unacceptable, refusal
from checklist.files.storing import keep
from tests.files.hostile import FILES


@pytest.mark.parametrize(("name", "data", "expected"), FILES, ids=[name for name, _data, _expected in FILES])
def test_refused_with_its_sentence_or_kept_as_what_it_is(store, name, data, expected):
    try:
        outcome = keep(io.BytesIO(data), name, most_bytes=50 * 1024 * 1024, at=now()).media_type
    except Unacceptable as problem:
        outcome = problem.sentence
    assert outcome == (expected if "/" in expected else refusal(expected).sentence)
    left = [path for path in (store / "files").rglob("*") if path.is_file() and path.name != "bytes.lock"]
    assert len(left) == ("/" in outcome)
    assert list((store / "previews" / "making").iterdir()) == []
