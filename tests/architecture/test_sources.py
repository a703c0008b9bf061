"""The rules of the house that can be read off the source text; each guard refuses its known-bad example."""

from pathlib import Path

import pytest

from tests.architecture.guards import calls_of, lines_with, longest_handler, odd_file_name, unsafe_in_template

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "checklist").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def found(pattern: str, *allowed: str) -> list[str]:
    """Where the pattern stands outside the files that are allowed to have it."""
    return [
        f"{name_of(path)}:{line}"
        for path in SOURCES
        if name_of(path) not in allowed
        for line in lines_with(path.read_text("utf-8"), pattern)
    ]


def test_only_the_clock_reads_the_time():
    assert found(r"datetime\.now\(|date\.today\(|\btime\.time\(|utcnow", "checklist/clock.py") == []
    assert lines_with("a = 1\nat = datetime.now(UTC)", r"datetime\.now\(") == [2]


def test_only_the_settings_read_the_environment():
    assert found(r"os\.environ|os\.getenv", "checklist/settings.py", "checklist/serving.py") == []
    assert lines_with("x = os.environ['HOME']", r"os\.environ|os\.getenv") == [1]


def test_only_htmx_knows_its_headers():
    assert found(r"[\"']HX-", "checklist/htmx.py") == []
    assert lines_with("response.headers['HX-Redirect'] = url", r"[\"']HX-") == [1]


def test_only_views_and_commands_open_write_units():
    allowed = {"checklist/cli.py", "checklist/access.py", "checklist/db.py"}
    offenders = [
        f"{name_of(path)}:{line}"
        for path in SOURCES
        if path.name != "views.py"
        and name_of(path) not in allowed
        and not name_of(path).startswith(("checklist/demo/", "checklist/jobs/"))
        for line in calls_of(path.read_text("utf-8"), "write_unit", "acting")
    ]
    assert offenders == []
    assert calls_of("with write_unit():\n    pass", "write_unit") == [1]


def test_only_the_write_unit_commits():
    offenders = [
        f"{name_of(path)}:{line}"
        for path in SOURCES
        if name_of(path) != "checklist/db.py"
        for line in calls_of(path.read_text("utf-8"), "commit")
    ]
    assert offenders == []
    assert calls_of("db.session.commit()", "commit") == [1]


@pytest.mark.parametrize("folder", ["checklist", "templates", "tests"])
def test_no_file_is_named_after_nothing(folder):
    names = [name_of(path) for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".html")]
    assert [name for name in names if odd_file_name(name)] == []
    assert odd_file_name("checklist/tasks/utils.py") == ["utils"]


def test_templates_hold_nothing_that_runs():
    assert {name_of(path): bad for path in TEMPLATES if (bad := unsafe_in_template(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ("<script>go()</script>", "inline script"),
        ('<p style="color:red">', "inline style"),
        ('<a onclick="go()">', "inline handler"),
        ('<a hx-on:click="go()">', "hx-on"),
        ("<a hx-vals='js:{a: 1}'>", "js: value"),
        ('<div hx-trigger="click[ctrlKey]">', "trigger filter"),
        ("{{ note|safe }}", "unescaped words"),
        ('<img src="data:image/png;base64,AA">', "data: address"),
        ('<script src="https://cdn.example/x.js"></script>', "foreign address"),
    ],
)
def test_what_runs_in_a_template_is_found(bad, name):
    assert name in unsafe_in_template(bad)


def test_handlers_stay_short():
    sizes = {name_of(path): longest_handler(path.read_text("utf-8")) for path in SOURCES if path.name == "views.py"}
    assert {name: size for name, size in sizes.items() if size[1] > 30} == {}
    assert longest_handler("def show_it():\n" + "    x = 1\n" * 40) == ("show_it", 41)


def test_views_do_not_import_views():
    pattern = r"from checklist\.\w+\.views|import checklist\.\w+\.views"
    assert found(pattern, "checklist/__init__.py") == []
    assert lines_with("from checklist.tasks.views import bp", pattern) == [1]
