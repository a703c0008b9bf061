"""The stored key by which Chinese names are sorted, the same on every database."""

from pypinyin import Style, lazy_pinyin


def sort_key(name: str) -> str:
    """Pinyin with tones, then the name itself: 医学会 -> `yi1 xue2 hui4 医学会`."""
    return " ".join([*lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True), name]).lower()
