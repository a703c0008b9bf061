"""The rows of a preview travel to its confirmation in the form itself, signed: nothing half-done is stored."""

from dataclasses import astuple

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from checklist.organizations.reading_sheet import SheetRow


def sealed_rows(rows: list[SheetRow]) -> str:
    """The rows as one compressed and signed word."""
    return str(_serializer().dumps([astuple(row) for row in rows]))


def opened_rows(word: str) -> list[SheetRow] | None:
    """The rows in the word, None when it was altered or cut off."""
    try:
        return [SheetRow(*cells) for cells in _serializer().loads(word)]
    except BadData:
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="rows of an import")
