"""Where a spoilt file is spoilt, and what a message must and must not have."""

import re

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH_SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")


def place(text: str, expected: dict[str, str]) -> tuple[int, int]:
    if "at" in expected:
        line, column = expected["at"].split(":")
        return int(line), int(column)
    before, marked, after = expected["at_text"].partition("›")
    sought = before + after
    assert text.count(sought) == 1, f"“{sought}” stands {text.count(sought)} times in the file"
    offset = text.index(sought) + (len(before) if marked else 0)
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
