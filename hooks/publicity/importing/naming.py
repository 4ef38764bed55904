"""Ids for what a table names in Chinese: the first syllables of its words, the same each time."""

import re
from collections.abc import Container

LONGEST = 36  # characters; a number for a second one of the name goes behind it
_SYLLABLES = 8


def name_for(words: str, taken: Container[str]) -> str:
    """An id made of words, none of those that are taken."""
    from pypinyin import lazy_pinyin  # its dictionary takes a while to load, and no other command needs it

    chinese = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]+", " ", re.sub(r"[（(].*?[)）]", "", words))
    found = [re.sub(r"[^a-z0-9]", "", part.lower()) for part in lazy_pinyin(chinese.split())]
    name = ""
    for part in list(filter(None, found))[:_SYLLABLES]:
        if len(name) + len(part) + 1 > LONGEST:
            break
        name = f"{name}-{part}" if name else part
    name = name if name[:1].isalpha() else f"no-{name}".rstrip("-")
    number = 2
    unique = name
    while unique in taken:
        unique = f"{name}-{number}"
        number += 1
    return unique
