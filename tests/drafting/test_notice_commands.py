"""What the commands of notices say where they can do nothing: one sentence."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    flask = [sys.executable, "-m", "flask", "--app", str(ROOT / "app.py"), "notice"]
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"INSTANCE_PATH": str(folder)}
    return subprocess.run([*flask, *words], capture_output=True, text=True, cwd=ROOT, env=env, check=False)


def test_why_a_file_cannot_be_read(tmp_path):
    (tmp_path / "empty.txt").touch()
    answer = run(tmp_path, "read", str(tmp_path / "empty.txt"))
    assert answer.returncode == 1 and "There is no text in it." in answer.stderr and "(empty)" in answer.stderr


def test_a_database_that_is_not_up_to_date(tmp_path):
    answer = run(tmp_path, "corrections", str(tmp_path / "out"))
    assert answer.returncode == 1 and answer.stderr.count("\n") == 1 and "flask db upgrade" in answer.stderr
    assert not (tmp_path / "out").exists()
