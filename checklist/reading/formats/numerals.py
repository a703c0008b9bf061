"""Numbers as a Word list writes them: ECMA-376 part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS, _LEGAL_UNITS = "十百千", "拾佰仟"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTED = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
}  # fmt: skip
_BY_DIGIT = {"ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"}
# The first of a run of characters, and how many there are.
_ENCLOSED = {
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


def numeral(style: str, number: int) -> str:
    """The number in this format of Word; plain digits for a format that no notice uses."""
    if number <= 0:
        return f"0{number}" if style == "decimalZero" else str(number)
    return _chinese(style, number) or _enclosed(style, number) or _western(style, number)


def _chinese(style: str, number: int) -> str:
    if style in _COUNTED:
        return _counted(number, _DIGITS.replace("〇", "零"), _UNITS)
    if style in _BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _counted(number, _LEGAL, _LEGAL_UNITS)
    if style == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if style == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12]
    if style == "ideographZodiacTraditional":
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    return ""


def _counted(number: int, digits: str, units: str) -> str:
    """十一, 二十, 一百零五; beyond 9999 digit by digit."""
    if number > 9999:
        return "".join(digits[int(digit)] for digit in str(number))
    words, is_gap = "", False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        if not digit:
            is_gap = bool(words)
            continue
        words += (digits[0] if is_gap else "") + digits[digit] + (units[place - 1] if place else "")
        is_gap = False
    return words[1:] if 10 <= number < 20 and units == _UNITS else words


def _enclosed(style: str, number: int) -> str:
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return circled(number)
    first, many = _ENCLOSED.get(style, ("", 0))
    return chr(ord(first) + number - 1) if number <= many else ""


def circled(number: int) -> str:
    """① to ㊿; empty beyond them."""
    for first, last, start in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(start) + number - first)
    return ""


def _western(style: str, number: int) -> str:
    words = str(number)
    if style in ("upperRoman", "lowerRoman") and number < 4000:
        words = ""
        for value, letters in _ROMAN:
            words += letters * (number // value)
            number %= value
        words = words if style == "upperRoman" else words.lower()
    elif style in ("upperLetter", "lowerLetter") and number <= 26 * 30:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        words = letter if style == "upperLetter" else letter.lower()
    elif style in ("decimalFullWidth", "decimalFullWidth2"):
        words = words.translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})
    elif style == "decimalZero":
        words = f"{number:02}"
    elif style == "numberInDash":
        words = f"- {number} -"
    elif style == "none":
        words = ""
    return words
