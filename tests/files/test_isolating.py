"""A child that misbehaves, whatever a file made of it: it is ended, nothing it says is believed, nothing stays."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from checklist import children
from checklist.files import isolating
from checklist.files.isolating import examine
from checklist.files.refusing import Unacceptable, refusal
from tests.files.making import picture

SHA256 = "ab" * 32
LIMITED = (
    "from checklist.children import take_limits; "
    "take_limits(memory_bytes=1 << 30, computing_seconds=30, wall_seconds=70, written_bytes=64 << 20); "
)
FOUND = '{"media_type": "%s", "pages": %s, "of_pages": 1, "has_text": false}'


@pytest.fixture
def path(store, tmp_path):
    (store / "previews").mkdir(exist_ok=True)
    file = tmp_path / "file"
    file.write_bytes(picture())
    return file


@pytest.mark.parametrize(
    "misbehaving",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "pass",
        LIMITED + "x = bytearray(3 << 30)",
        LIMITED + "open(sys.argv[5] + '/finding.json', 'wb').write(bytes(100 << 20))",
        LIMITED + "[open('/dev/null') for _ in range(1000)]",
        "import sys; open(sys.argv[5] + '/finding.json', 'w').write('{' * 9999)",
        "import sys; open(sys.argv[5] + '/finding.json', 'w').write('[1]')",
        "import sys; open(sys.argv[5] + '/finding.json', 'w').write('{}')",
        "import sys; open(sys.argv[5] + '/finding.json', 'w').write(' ' * 9999999)",
        f"import sys; open(sys.argv[5] + '/finding.json', 'w').write('{FOUND % ('text/html', 1)}')",
        f"import sys; open(sys.argv[5] + '/finding.json', 'w').write('{FOUND % ('image/jpeg', 99999)}')",
        f"import sys; open(sys.argv[5] + '/finding.json', 'w').write('{FOUND % ('image/jpeg', [1])}')",
        "import sys, os; os.mkdir(sys.argv[5] + '/finding.json')",
    ],
)
def test_it_is_refused_and_leaves_nothing(store, path, monkeypatch, misbehaving):
    monkeypatch.setattr(children, "RUN", misbehaving)
    with pytest.raises(Unacceptable) as problem:
        examine(path, SHA256)
    assert problem.value.sentence == refusal("unsafe").sentence
    assert not (store / "previews" / SHA256).exists()
    assert list((store / "previews" / "making").iterdir()) == []


def test_it_computes_on_one_processor_only(store, path, monkeypatch, tmp_path):
    told = tmp_path / "processors"
    monkeypatch.setattr(
        children, "RUN", LIMITED + f"import os; open('{told}', 'w').write(str(len(os.sched_getaffinity(0))))"
    )
    with pytest.raises(Unacceptable):
        examine(path, SHA256)
    assert told.read_text() == "1"


def test_one_that_does_not_end_is_ended_with_all_that_it_started(store, path, monkeypatch, tmp_path):
    started = tmp_path / "pid"
    hanging = (
        "import subprocess, sys, time; "
        f"other = subprocess.Popen(['/bin/sleep', '60']); open('{started}', 'w').write(str(other.pid)); time.sleep(60)"
    )
    monkeypatch.setattr(children, "RUN", hanging)
    monkeypatch.setattr(isolating, "WALL_SECONDS", 2)
    begun = time.monotonic()
    with pytest.raises(Unacceptable):
        examine(path, SHA256)
    assert time.monotonic() - begun < 20
    pid = int(started.read_text())
    with pytest.raises(ProcessLookupError):
        for _attempt in range(500):  # until whoever adopted it has taken note of its end
            os.kill(pid, 0)
            if _state(pid) == "Z":
                raise ProcessLookupError
            time.sleep(0.01)


def _state(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_so_many_at_a_time(app, store, path, monkeypatch, tmp_path):
    """Each child notes how many are there while it is: never more than there are places."""
    here = tmp_path / "here"
    here.mkdir()
    counting = (
        f"import os, sys, time; name = '{here}/' + str(os.getpid()); open(name, 'w').close(); time.sleep(0.1); "
        f"count = len(os.listdir('{here}')); os.remove(name); open(sys.argv[5] + '/finding.json', 'w').write("
        """'{"problem": "%d"}' % count)"""
    )
    monkeypatch.setattr(children, "RUN", counting)
    seen: list[int] = []

    def one(number: int) -> None:
        with app.test_request_context(), pytest.raises(Unacceptable) as problem:
            examine(path, f"{number:064x}")
        seen.append(int(problem.value.sentence))

    # The count comes back in place of a code.
    monkeypatch.setattr(isolating, "refusal", Unacceptable)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(12)))
    assert len(seen) == 12
    assert max(seen) <= isolating.AT_ONCE
