"""Which letters are written without blanks between them, so that a line may break there and leave none."""

import unicodedata


def is_wide(letter: str) -> bool:
    """Whether a letter is written without blanks beside it: Chinese and its signs, not Korean."""
    if "\u4e00" <= letter <= "\u9fff":
        return True
    hangul = "\uac00" <= letter <= "\ud7af" or "\u1100" <= letter <= "\u11ff" or "\u3130" <= letter <= "\u318f"
    return unicodedata.east_asian_width(letter) in "WF" and not hangul
