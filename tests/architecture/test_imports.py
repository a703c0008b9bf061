"""The direction of imports holds; each contract refuses an import against it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    """The program's source in a folder of its own, to be spoilt."""
    shutil.copytree(ROOT / "checklist", tmp_path / "checklist", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("journal/models.py", "import checklist.tasks.models", "Models import models to their left only"),
        ("reading/titles.py", "import flask", "The reader is pure Python"),
        ("clock.py", "import checklist.notices.models", "The ground knows nothing of the features"),
        ("tasks/queries.py", "import flask_login", "Only views and commands know who is calling"),
        ("tasks/views.py", "import checklist.notices.views", "Views never import another feature's views"),
    ],
)
def test_an_import_against_a_contract_is_found(copy, module, line, contract):
    path = copy / "checklist" / module
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")
    result = lint(copy)
    assert result.returncode == 1
    broken = result.stdout.split("Broken contracts", 1)[1]
    assert contract in " ".join(broken.split())
