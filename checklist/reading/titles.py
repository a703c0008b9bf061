"""A short imperative name for a directive, cut from its own words."""

from __future__ import annotations

import re

from checklist.reading import lexicon

MAX_TITLE = 20
_TOWARDS = re.compile("[向对把将为]")


def directive_title(clauses: list[tuple[str, str]]) -> str:
    """At most MAX_TITLE characters. `clauses` are (clause, its words from the verb on), the first one leads."""
    candidates = [_short(core or clause) for clause, core in clauses]
    best = next((title for title in candidates if 4 <= len(title) <= MAX_TITLE), candidates[0] if candidates else "")
    if len(clauses) > 1 and len(best) <= 8:
        for title in candidates:
            if title != best and len(best) + 1 + len(title) <= MAX_TITLE:
                best = f"{best}、{title}"
                break
    return best[:MAX_TITLE].rstrip("、，和与及的")


def _short(words: str) -> str:
    words = lexicon.ADVERB.sub("", lexicon.LEADING.sub("", words)) or words
    words = re.sub(r"[（(][^）)]*[）)]", "", words)
    if len(words) > MAX_TITLE and lexicon.PREPOSITION.match(words):
        words = _without_means(words)
    if len(words) > MAX_TITLE and "、" in words:
        words = _fewer(words)
    return words


def _without_means(words: str) -> str:
    """Drop 通过…, 按照… in front, up to the first later preposition or verb that leaves a title of fitting length."""
    cuts = {match.start() for match in _TOWARDS.finditer(words, 2)} | {match.start() for match in lexicon.STRONG.finditer(words, 2)}
    fitting = [cut for cut in sorted(cuts) if 5 <= len(words) - cut <= MAX_TITLE]
    return words[fitting[0] :] if fitting else words


def _fewer(words: str) -> str:
    """Leave out the middle of a list: 蔬菜、肉类、蛋类供应 becomes 蔬菜等供应 where that is shorter."""
    first, last = words.index("、"), words.rindex("、")
    tail = words[last + 1 :]
    return words[:first] + "等" + tail if first + 1 + len(tail) <= MAX_TITLE else words
