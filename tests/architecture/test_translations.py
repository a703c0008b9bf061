"""English is complete: every sentence in the source has its translation, and the compiled catalogue is fresh."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "checklist" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("checklist/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# The word with which a reader of English finds the way back to Chinese is Chinese.
SAID_IN_CHINESE = re.compile(r"[“\"(（][^”\"()（）]*[\u4e00-\u9fff][^”\"()（）]*[”\")）]")


def sources() -> set[str]:
    """Every msgid that stands in the source, of plurals the singular."""
    messages = extract_from_dir(
        str(ROOT), METHODS, keywords=KEYWORDS, directory_filter=lambda name: ".venv" not in name
    )
    return {
        message if isinstance(message, str) else message[0] for _file, _line, message, _comments, _context in messages
    }


def unseen(source: str) -> list[int]:
    """The lines of sentences that the extraction does not see: inside an f-string, or no plain string."""
    tree = ast.parse(source)
    inside = {node for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for node in ast.walk(text)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    said = [call for call in calls if call.func.id in KEYWORDS]
    return [call.lineno for call in said if call in inside or not isinstance(call.args[0], ast.Constant)]


def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def sentences(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """msgid -> its translations (two where there is a plural)."""
    pairs = {}
    for message in catalog:
        if message.id:
            name = message.id if isinstance(message.id, str) else message.id[0]
            pairs[name] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return pairs


def faults(name: str, translations: tuple[str, ...]) -> list[str]:
    """What is wrong with the translations of one sentence."""
    found = []
    for text in translations:
        if not text:
            found.append("is not translated")
        if CHINESE.search(SAID_IN_CHINESE.sub("", text)):
            found.append("holds Chinese")
        if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(name)):
            found.append("has a placeholder of its own")
    if set(PLACEHOLDER.findall(name)) - set(PLACEHOLDER.findall(" ".join(translations))):
        found.append("lacks a placeholder")
    return found


def test_every_sentence_is_translated_and_none_is_left_over():
    assert sources() ^ set(sentences(english())) == set(), "run make messages"


def test_no_sentence_escapes_the_extraction():
    files = {path: unseen(path.read_text("utf-8")) for path in (ROOT / "checklist").rglob("*.py")}
    assert {path.name: lines for path, lines in files.items() if lines} == {}


@pytest.mark.parametrize("source", ["f\"<b>{_('代')}</b>\"", "_(words)", "_(f'{name}上报')"])
def test_a_sentence_that_escapes_is_found(source):
    assert unseen(source) == [1]


def test_every_translation_is_sound():
    assert {name: bad for name, texts in sentences(english()).items() if (bad := faults(name, texts))} == {}


def test_nothing_is_marked_as_doubtful():
    assert [message.id for message in english() if message.fuzzy and message.id] == []


def test_the_compiled_catalogue_is_fresh():
    compiled = io.BytesIO()
    write_mo(compiled, english())
    assert ENGLISH.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run make messages"


@pytest.mark.parametrize(
    ("name", "texts", "fault"),
    [
        ("上报", ("",), "is not translated"),
        ("上报", ("上报",), "holds Chinese"),
        ("%(num)d 天", ("days",), "lacks a placeholder"),
        ("天", ("%(num)d days",), "has a placeholder of its own"),
    ],
)
def test_an_unsound_translation_is_found(name, texts, fault):
    assert fault in faults(name, texts)
