"""Which blocks of a page are what it is about. By how prose and links are spread, never by what a site names things."""

from __future__ import annotations

import re

from checklist.reading.formats.html_blocks import Block, Page

_PROSE = 20  # characters; a shorter block that no sentence ends in is a label or a heading
_SENTENCE = re.compile("[。；！？：;!?]$")
_MOST = 0.75  # of the page's prose, which the element with the main text holds
_TITLE_AT = 40  # blocks before the main text in which its title may stand
_TITLE_WORDS = re.compile(r"通知|公告|通告|通报|意见|决定|函|方案|办法|倡议书|notice|circular", re.IGNORECASE)
_NUMBER = re.compile(r"[〔\[［](?:19|20)\d\d[〕\]］]第?\d{1,5}号")
_HEADINGS = {"h1", "h2", "h3", "h4"}
_ANNEX = re.compile(r"附\s{0,4}件|\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|jpg|png)\b", re.IGNORECASE)


def main_content(page: Page, title: str) -> list[str]:
    """The texts of the main part, with the title above it. `title` is what the page calls itself."""
    inside = _inside(page)
    first = next((at for at, block in enumerate(page.blocks) if block.inside in inside), 0)
    last = max((at for at, block in enumerate(page.blocks) if block.inside in inside), default=-1)
    main = [block for block in page.blocks[first : last + 1] if block.inside in inside]
    kept = [block.text for block in main if not _is_navigation(block)]
    return _heads(page.blocks[max(0, first - _TITLE_AT) : first], kept, title) + kept


def _inside(page: Page) -> set[int]:
    """The innermost element that holds most of the prose, and everything in it."""
    prose = [0] * len(page.around)
    for block in page.blocks:
        prose[block.inside] += _prose(block)
    for number in range(len(prose) - 1, 0, -1):
        prose[page.around[number]] += prose[number]
    main = 0
    for number in range(1, len(prose)):  # an element comes after the one around it
        if page.around[number] == main and prose[number] > _MOST * prose[0]:
            main = number
    # One paragraph alone is no main part: then it is whatever stands around it.
    if sum(_prose(block) > 0 for block in page.blocks if block.inside == main) == 1:
        main = page.around[main]
    inside = {main}
    for number in range(main + 1, len(prose)):
        if page.around[number] in inside:
            inside.add(number)
    return inside


def _prose(block: Block) -> int:
    """The characters of a block that speak; a menu has none."""
    said = len(block.text) - block.linked
    if block.linked * 2 > len(block.text) or not (len(block.text) >= _PROSE or _SENTENCE.search(block.text)):
        return 0
    return said


def _is_navigation(block: Block) -> bool:
    """Links and nothing beside them, unless they are the annexes."""
    return block.linked * 10 >= len(block.text) * 9 and block.linked > 0 and not _ANNEX.search(block.text)


def _heads(before: list[Block], kept: list[str], title: str) -> list[str]:
    """What stands above the main part and belongs to it: the title, and the number of the document."""
    opening = "".join("".join(text.split()) for text in kept[:8])
    called = "".join(title.split())
    found: list[str] = []
    for block in before:
        words = "".join(block.text.split())
        is_title = (
            len(words) >= 6
            and (words in called or (block.tag in _HEADINGS and bool(_TITLE_WORDS.search(words))))
            and (block.tag in _HEADINGS or bool(_TITLE_WORDS.search(words)))
        )
        if words and words not in opening and not _is_navigation(block) and (is_title or _NUMBER.search(words)):
            found.append(block.text)
            opening += words
    return found
