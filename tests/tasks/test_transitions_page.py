"""docs/transitions.md lists every transition, and says of each what the code says."""

import ast
import importlib
import re
from pathlib import Path

from checklist.db import Base

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(
    r"^\| `(\w+)\.(\w+)` \| `([\w.]+)` \| ([\w, ]+) \| .* \| ([\w ()]+) \| `([\w.]+)` \|$",
    (ROOT / "docs" / "transitions.md").read_text("utf-8"),
    re.MULTILINE,
)
MODULES = (
    "attachment",
    "submission",
    "approval",
    "review",
    "exemption",
    "reopening",
    "withdrawal",
    "supersession",
    "deadline",
)


def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / "checklist" / "tasks" / f"{module}.py").read_text("utf-8"))


def transitions() -> set[tuple[str, str]]:
    """The public functions of the transition modules that take the actor and the moment."""
    return {
        (module, node.name)
        for module in MODULES
        for node in tree_of(module).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and {argument.arg for argument in node.args.kwonlyargs} >= {"by", "at"}
    }


def events(module: str) -> set[str]:
    """The names of events that stand in a module."""
    constants = (node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", value)}


def test_every_transition_has_its_row():
    assert {(module, function) for module, function, *_rest in ROWS} == transitions()


def test_every_event_stands_beside_the_module_that_records_it():
    for module in MODULES:
        assert {event for name, *_rest, event in ROWS if name == module} == events(module)


def test_the_roles_are_those_of_the_endpoint(built_app):
    for _module, _function, endpoint, who, _row, _event in ROWS:
        assert set(who.split(", ")) == set(built_app.view_functions[endpoint].access.roles), endpoint


def test_the_rows_are_tables():
    classes = {mapper.class_.__name__ for mapper in Base.registry.mappers}
    assert {row.split(" (")[0] for *_rest, row, _event in ROWS} <= classes


def test_the_modules_are_all_that_there_are():
    for module in MODULES:
        importlib.import_module(f"checklist.tasks.{module}")
    known = {
        *MODULES,
        "__init__",
        "models",
        "queries",
        "views",
        "forms",
        "attaching",
        "pages",
        "listing",
        "reusing",
        "suggesting",
        "ticking",
        "waiting",
        "comparing",
    }
    assert {path.stem for path in (ROOT / "checklist" / "tasks").glob("*.py")} == known
