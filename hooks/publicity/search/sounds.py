"""How Chinese is read, for who types it in pinyin."""

from publicity.regex import regex

_HAN = regex(r"[\u4e00-\u9fff]+")
_known: dict[str, str] = {}


def sounds(words: str) -> str:
    """The syllables of the Chinese in some words, without tones, divided by blanks; nothing where there is none."""
    if words not in _known:
        from pypinyin import lazy_pinyin  # its dictionary takes a while to load, and most commands do without

        _known[words] = " ".join(lazy_pinyin(_HAN.findall(words), errors="ignore")).replace("ü", "v")
    return _known[words]


def remember(words: str, read: str) -> None:
    """Know how words are read, from who asked before: the dictionary need not be loaded for them."""
    _known[words] = read
