"""The stored key by which Chinese names are sorted, the same on every database."""


def sort_key(name: str) -> str:
    """Pinyin with tones, then the name itself: 医学会 -> `yi1 xue2 hui4 医学会`."""
    # Its dictionary takes 55 MB and a quarter of a second: only where a name is written, not in every process.
    from pypinyin import Style, lazy_pinyin

    return " ".join([*lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True), name]).lower()
