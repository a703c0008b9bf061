"""What stands in an address and opens something is kept out of the log."""

import logging
import re

from flask import Flask

# A link for helpers: whoever reads its word can use it.
_SECRET = re.compile(r"(/help/)[^/\s?\"'\]]+")


class Masking(logging.Filter):
    """Writes a mask in the place of every secret in a message."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = _SECRET.sub(r"\1***", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True


def init_masking(app: Flask) -> None:
    """On the program's own log, and on that of the server that is used while developing."""
    for logger in (app.logger, logging.getLogger("werkzeug")):
        if not any(isinstance(each, Masking) for each in logger.filters):
            logger.addFilter(Masking())
