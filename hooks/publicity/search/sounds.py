"""How Chinese is read, for who types it in pinyin."""

import re
from functools import lru_cache

_HAN = re.compile(r"[\u4e00-\u9fff]+")


@lru_cache(maxsize=20_000)
def sounds(words: str) -> str:
    """The syllables of the Chinese in some words, without tones, divided by blanks; nothing where there is none."""
    from pypinyin import lazy_pinyin  # its dictionary takes a while to load, and most commands do without

    return " ".join(lazy_pinyin(_HAN.findall(words), errors="ignore")).replace("ü", "v")
