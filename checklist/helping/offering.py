"""The word of a new link: random, offered with the form, and known again when the form comes back.

The form carries it signed, so that pressing twice makes one link, whose address can be shown both times, although
nothing but its digest is kept.
"""

import secrets

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from checklist.accounts.models import Membership

# 24 bytes are 192 bits, written in 32 characters.
TOKEN_BYTES, TOKEN_LENGTH = 24, 32


def new_offer(purpose: str, by: Membership) -> str:
    """A new word, signed for this purpose and this actor."""
    return str(_serializer().dumps([purpose, by.id, secrets.token_urlsafe(TOKEN_BYTES)]))


def offered_token(offer: str, purpose: str, by: Membership) -> str | None:
    """The word that was offered to this actor for this purpose; None when it was not offered here."""
    try:
        found, who, token = _serializer().loads(offer)
    except (BadSignature, ValueError):
        return None
    return str(token) if (found, who) == (purpose, by.id) else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="helper-link")
