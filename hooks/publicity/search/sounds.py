"""How Chinese is read, for who types it in pinyin."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress

MANY = 50  # words that are worth a process of its own, with which the memory of the dictionary is gone, some 50 MB

_HAN = r"[\u4e00-\u9fff]+"  # in the process for many this module is alone: it imports none of ours
_known: dict[str, str] = {}


def sounds(words: str) -> str:
    """The syllables of the Chinese in some words, without tones, divided by blanks; nothing where there is none."""
    if words not in _known:
        from pypinyin import lazy_pinyin  # its dictionary takes a while to load, and most commands do without

        _known[words] = " ".join(lazy_pinyin(re.findall(_HAN, words), errors="ignore")).replace("ü", "v")
    return _known[words]


def learn(words: Iterable[str]) -> None:
    """Know how words are read before anybody asks: where they are many, from another process."""
    unknown = [*dict.fromkeys(one for one in words if one not in _known)]
    if len(unknown) >= MANY:
        _ask_another(unknown)
    for one in unknown:
        sounds(one)


def _ask_another(words: list[str]) -> None:
    """Have another process look words up; where that fails, none of them is known."""
    from subprocess import SubprocessError, run  # only here

    with suppress(OSError, SubprocessError, ValueError):
        command = [sys.executable, "-P", __file__]
        given = json.dumps(words).encode()
        alone = {**os.environ, "PYPINYIN_NO_DICT_COPY": "1"}  # nobody changes its dictionary
        made = run(command, env=alone, input=given, capture_output=True, check=True)  # noqa: S603 - ours
        remember(dict(zip(words, json.loads(made.stdout), strict=True)))


def remember(read: Mapping[str, str]) -> None:
    """Know how words are read, from who asked before."""
    _known.update(read)


def remembered() -> dict[str, str]:
    """How all words are read that anybody asked for."""
    return dict(_known)


if __name__ == "__main__":
    json.dump([*map(sounds, json.load(sys.stdin))], sys.stdout)
