"""Every setting with its default and its environment name; the only reader of os.environ."""

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One setting: its environment name, its default as written in the environment, and what it is for."""

    name: str
    default: str
    purpose: str


SETTINGS = (
    Setting("INSTANCE_PATH", "", "Folder of the database, the key and the locks; empty: instance/ beside app.py"),
    Setting("DATABASE_URL", "", "SQLAlchemy address of the database; empty: SQLite in the instance folder"),
    Setting("SECRET_KEY", "", "Key that signs cookies; empty: made once and kept in the instance folder"),
    Setting("PUBLIC_URL", "", "Address people reach the program at, e.g. https://checklist.example; empty: any host"),
    Setting("SESSION_DAYS", "60", "Days until a signed-in device has to sign in again"),
    Setting("SESSION_IDLE_DAYS", "30", "Days without use until a signed-in device has to sign in again"),
    Setting("CODE_DAYS", "30", "Days a printed one-time code is valid"),
    Setting("MAX_BODY_BYTES", "8388608", "Largest request body accepted where no files are given, in bytes"),
    Setting("MAX_FILE_BYTES", "52428800", "Largest single file accepted as evidence, in bytes"),
    Setting("PORT", "5000", "Port that `make run` serves on"),
)


def read_settings(environ: Any = os.environ) -> dict[str, str]:
    """The settings as text: from the environment, or else their defaults."""
    return {setting.name: environ.get(setting.name, "") or setting.default for setting in SETTINGS}


def flask_config(settings: dict[str, str]) -> dict[str, Any]:
    """Flask's configuration for these settings. Makes the instance folder and the key when they are missing."""
    instance = Path(settings["INSTANCE_PATH"] or ROOT / "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    https = settings["PUBLIC_URL"].startswith("https://")
    return {
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": settings["DATABASE_URL"] or f"sqlite:///{instance / 'checklist.sqlite'}",
        "SECRET_KEY": settings["SECRET_KEY"] or _kept_key(instance / "secret_key"),
        "PUBLIC_URL": settings["PUBLIC_URL"].rstrip("/"),
        "PERMANENT_SESSION_LIFETIME": timedelta(days=_whole(settings, "SESSION_DAYS")),
        "SESSION_IDLE": timedelta(days=_whole(settings, "SESSION_IDLE_DAYS")),
        "CODE_LIFETIME": timedelta(days=_whole(settings, "CODE_DAYS")),
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": https,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": _whole(settings, "MAX_BODY_BYTES"),
        "MAX_FORM_MEMORY_SIZE": _whole(settings, "MAX_BODY_BYTES"),
        "MAX_FILE_BYTES": _whole(settings, "MAX_FILE_BYTES"),
        # access.py looks at where a form comes from; the pages of helpers send no Referer, which this would ask for.
        "WTF_CSRF_SSL_STRICT": False,
        # A form stays valid as long as its session: phones keep pages open for days.
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "zh_Hans_CN",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
        "PORT": _whole(settings, "PORT"),
    }


def _whole(settings: dict[str, str], name: str) -> int:
    if not settings[name].isascii() or not settings[name].isdigit():
        raise SystemExit(f"Error: {name} is a whole number, not “{settings[name]}”.")
    return int(settings[name])


def _kept_key(path: Path) -> str:
    """The key in the file, made on the first start. Two processes that start at once end with one key."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8")
