"""The rules of the house as checks: each takes a name and a text (or an app) and returns what is wrong with it.

Every check is run on the tree by the tests beside this file, and on an example that it must refuse.
"""

import ast
import re
from collections.abc import Iterator

from flask import Flask

FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services", "manager", "base", "core"}
VIEW_NAME = re.compile(r"(list|show|new|create|edit|update|delete)_[a-z_]+")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
TYPED = re.compile(r"<(int|path|string\(length=\d+\)):[a-z_]+>(\.[a-z]+)?")


def undeclared_access(app: Flask) -> list[str]:
    """Routes that say nothing about who may call them."""
    return [name for name, view in app.view_functions.items() if not hasattr(view, "access")]


def odd_routes(app: Flask) -> Iterator[str]:
    """View names that are not a known verb with a noun, and addresses that are not kebab-case with typed variables."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        view = rule.endpoint.split(".")[-1]
        if not VIEW_NAME.fullmatch(view):
            yield f"view {view}"
        for segment in rule.rule.strip("/").split("/"):
            if segment and not KEBAB.fullmatch(segment) and not TYPED.fullmatch(segment):
                yield f"address {rule.rule}"


def odd_file_name(path: str) -> list[str]:
    """A module called after nothing in particular."""
    return [part for part in re.split(r"[/.]", path) if part in FORBIDDEN_NAMES]


def calls_of(source: str, *names: str) -> list[int]:
    """Line numbers at which one of these names is called: `commit` as x.commit(), `write_unit` as write_unit()."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    called = ((node.lineno, node.func) for node in calls)
    return sorted(
        line
        for line, function in called
        if (isinstance(function, ast.Attribute) and function.attr in names)
        or (isinstance(function, ast.Name) and function.id in names)
    )


def lines_with(source: str, pattern: str) -> list[int]:
    """Line numbers at which the pattern stands."""
    return [number for number, line in enumerate(source.splitlines(), 1) if re.search(pattern, line)]


def unsafe_in_template(source: str) -> list[str]:
    """What the content policy forbids or what would let words run: inline script and style, `|safe`, htmx's eval."""
    patterns = {
        "inline script": r"<script(?![^>]*\bsrc=)",
        "inline style": r"<style|\sstyle=",
        "inline handler": r"\son[a-z]+=",
        "hx-on": r"\bhx-on",
        "js: value": r"""=["']js:""",
        "trigger filter": r"""hx-trigger=["'][^"']*\[""",
        "unescaped words": r"\|\s*safe\b|autoescape false",
        "data: address": r"""["'(]data:""",
        "foreign address": r"""(src|href|action)=["']https?://""",
    }
    return [name for name, pattern in patterns.items() if re.search(pattern, source)]


def longest_handler(source: str) -> tuple[str, int]:
    """The longest function of a views.py and its number of lines."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    sizes = [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return max(sizes, key=lambda size: size[1], default=("", 0))
