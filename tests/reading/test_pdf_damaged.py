"""Damaged PDF: whatever PDFium makes of it, even when it takes its process down, nothing but Unreadable is raised."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.reading import Unreadable
from checklist.reading.formats.pdf import read_pdf

TESTS = Path(__file__).parent
# Reads the damaged files one after the other and says of each what came of it, before it begins the next.
READ = """
import json, random, sys
from checklist.reading import Unreadable
from checklist.reading.formats.pdf import read_pdf
from tests.reading.documents import file

FILES = ["reportlab.pdf", "libreoffice.pdf", "weasyprint-table.pdf", "reportlab-layer.pdf"]

def damaged(seed):
    chance = random.Random(seed)
    data = bytearray(file(chance.choice(FILES)))
    for _ in range(chance.choice([1, 5, 50, 500])):
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randrange(1, 40)]
        elif kind == 2:
            data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(1, 60)]
        else:
            digit = chance.randrange(len(data) - 40)
            old = data[digit : digit + 40]
            data[digit : digit + 40] = bytes(chance.choice(b"0123456789") if 48 <= b < 58 else b for b in old)
    return bytes(data)

for seed in range(int(sys.argv[1]), int(sys.argv[2])):
    try:
        found = len(read_pdf(damaged(seed)).text)
    except Unreadable as refused:
        found = refused.code
    print(json.dumps([seed, found]), flush=True)
"""
FILES = 150


def test_damaged_files_are_read_or_refused():
    results: dict[int, object] = {}
    crashed = 0
    while len(results) + crashed < FILES:
        begin = len(results) + crashed
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-c", READ, str(begin), str(FILES)],
            cwd=TESTS.parent.parent,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        for line in child.stdout.splitlines():
            seed, found = json.loads(line)
            results[seed] = found
        # A negative code is a signal: PDFium fell. Anything else is an exception that should have been Unreadable.
        assert child.returncode <= 0, child.stderr
        crashed += child.returncode < 0
    codes = {found for found in results.values() if isinstance(found, str)}
    assert codes <= Unreadable.CODES
    assert len(results) > 0.9 * FILES


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([b"", b"%PDF-1.4\n", b"%PDF-1.7\n1 0 obj\n"]))
def test_any_bytes(data, beginning):
    try:
        read_pdf(beginning + data + b"\n%%EOF")
    except Unreadable as refused:
        assert refused.code in Unreadable.CODES
