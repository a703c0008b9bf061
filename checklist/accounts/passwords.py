"""Passwords: argon2id, few at once, and the same work for a name that nobody has."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type
from flask_babel import gettext as _

SHORTEST, LONGEST = 8, 200

# 19 MiB, two passes, one lane: the smallest of the settings that OWASP's password storage sheet recommends for
# argon2id. Two at once stay below 40 MiB, so that a small machine serves pages while people sign in.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)

# The first ones that anybody tries; what is one character repeated is refused as well.
_OBVIOUS_WORDS = """
12345678 123456789 1234567890 12345678910 87654321 876543210 01234567 11223344 12341234 12121212 123123123 147258369
159357258 110110110 5201314520 52013145201314 password password1 passw0rd p@ssw0rd pass1234 abcd1234 abc12345 a1234567
a12345678 a123456789 aa123456 aa12345678 qwertyui qwertyuiop qwer1234 1qaz2wsx 1q2w3e4r 1q2w3e4r5t asdfghjkl zxcvbnm123
admin123 admin1234 administrator iloveyou woaini1314 woaini520 woaini123 66668888 kexie123 xuehui123 kexie123456
xuehui123456 qq123456 wang1234
"""
OBVIOUS = frozenset(_OBVIOUS_WORDS.split())


def hashed(password: str) -> str:
    """What is stored for a password. Slow on purpose: call it outside any transaction."""
    with _turns:
        return HASHER.hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password whose hash is kept. As slow where nothing is kept: the time tells nothing."""
    stand_in = _stand_in()
    with _turns:
        try:
            HASHER.verify(kept or stand_in, _plain(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def needs_new_hash(kept: str) -> bool:
    """Whether the hash was made with other settings than today's."""
    return HASHER.check_needs_rehash(kept)


def problem_with_password(password: str, sign_in_name: str) -> str | None:
    """The sentence that says why this will not do as a password, or None when it will."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        return _("密码至少要 %(count)d 个字符。", count=SHORTEST)
    if len(plain) > LONGEST:
        return _("密码最多 %(count)d 个字符。", count=LONGEST)
    if plain.lower() == sign_in_name.strip().lower():
        return _("密码不能与登录名相同。")
    if plain.lower() in OBVIOUS or len(set(plain)) == 1:
        return _("这个密码太常见，容易被人猜到，请换一个。")
    return None


def _plain(password: str) -> str:
    """Full-width digits and letters of a Chinese keyboard count as the ordinary ones."""
    return unicodedata.normalize("NFKC", password)


@cache
def _stand_in() -> str:
    return HASHER.hash("nobody has this password")
