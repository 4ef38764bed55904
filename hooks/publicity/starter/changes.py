"""What a new version brings, as its CHANGELOG says."""

import re
from pathlib import Path

from publicity.regex import regex

_SECTION = regex(r"^## (?P<version>\S+)[^\n]*\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def news(program: Path, since: str, until: str) -> str:
    """The sections of an unpacked version's CHANGELOG above that of `since`, from `until` on; newest first."""
    path = program / "publicity_shipped" / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    told: list[str] = []
    for section in _SECTION.finditer(text):
        if section["version"] == since:
            break
        if told or section["version"] == until:
            told.append(f"{section['version']}\n{section['text'].strip()}")
    return "\n\n".join(told) or f"{until} 版没有写改了什么。"
