"""Chinese first, English complete: which language a request is answered in."""

from flask import Flask, has_request_context, session
from flask_babel import Babel

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}


def init_languages(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=chosen_locale)


def chosen_language() -> str:
    """`zh`, or what the reader chose on this device."""
    chosen = session.get("language", "zh") if has_request_context() else "zh"
    return chosen if chosen in LANGUAGES else "zh"


def chosen_locale() -> str:
    return LANGUAGES[chosen_language()]
