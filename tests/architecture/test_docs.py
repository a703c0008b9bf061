"""Every setting, command, table and state is documented."""

import re
from pathlib import Path

import click
import pytest

from checklist.db import Base
from checklist.evidence.kinds import KINDS
from checklist.settings import SETTINGS
from checklist.tasks.models import STATES

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
# Tables that carry no idea of their own: links, and parts of an idea that stands in the glossary.
PARTS = {"OrganizationName", "SignInAttempt"}


def words_of(page: str, column: str) -> set[str]:
    """The first cells of the rows of a page's tables."""
    return set(re.findall(column, page, re.MULTILINE))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_is_documented(setting):
    row = re.search(rf"^\| `{setting.name}` \| (.*?) \|", SETTINGS_PAGE, re.MULTILINE)
    assert row, "add a row to docs/settings.md"
    assert not setting.default or row[1] == setting.default


def test_no_setting_is_documented_that_does_not_exist():
    documented = words_of(SETTINGS_PAGE, r"^\| `([A-Z_]+)` \|")
    assert documented == {setting.name for setting in SETTINGS}


def test_every_command_is_documented(built_app):
    commands = set()
    for name, command in built_app.cli.commands.items():
        if isinstance(command, click.Group):
            commands |= {f"{name} {sub}" for sub in command.commands}
        else:
            commands.add(name)
    ours = {name for name in commands if not name.startswith("db ")} | {"db upgrade"}
    documented = {re.sub(r"( [A-Z]+)+$", "", name) for name in words_of(SETTINGS_PAGE, r"^\| `flask ([^`]+)` \|")}
    assert documented == ours


def test_every_table_is_a_word_of_the_glossary():
    classes = {mapper.class_.__name__ for mapper in Base.registry.mappers} - PARTS
    assert classes - words_of(GLOSSARY, r"^\| (\w+) \|") == set()


def test_every_state_and_kind_is_in_the_glossary():
    assert set(STATES) <= words_of(GLOSSARY, r"^\| (\w+) \|")
    assert {kind for kind in KINDS if not re.search(rf"\b{kind} ", GLOSSARY)} == set()


def test_every_make_target_is_in_the_readme():
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {target for target in targets if f"make {target}" not in readme} == set()
