"""Whether an inline pattern can find anything in plain text, told from the pattern itself.

Plain is what has no ASCII but digits and blanks: Chinese text, mostly. Markdown's own patterns, and nearly all of its
extensions', need ASCII punctuation and so find nothing there; one for 《…》 does.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any

from publicity.regex import regex

_MARKUP = regex(r"[\x00-\x1f!-/:-\x7f]")
_OTHER_CASES = frozenset("iIkKsS")  # of these there are some beyond ASCII: İ, ı, the Kelvin sign, ſ


def is_plain(text: str) -> bool:
    """Whether a text holds nothing that `needs_markup` speaks of."""
    return not _MARKUP.search(text)


@lru_cache(maxsize=1000)
def needs_markup(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern finds nothing in any plain text. False also where that can't be told."""
    if not isinstance(pattern, re.Pattern):  # an extension may use another library, with other rules
        return False
    try:  # the parser is Python's own but not for all to use: it may change, and then all patterns are tried
        parts = import_module("re._parser").parse(pattern.pattern, pattern.flags)
        return _one_needs(parts, bool(pattern.flags & re.IGNORECASE))
    except Exception:
        return False


def _one_needs(parts: Iterable[tuple[Any, Any]], any_case: bool) -> bool:
    """Whether of parts that have to be found one after another at least one needs markup."""
    return any(_needs(str(kind), value, any_case) for kind, value in parts)


def _needs(kind: str, value: Any, any_case: bool) -> bool:
    match kind, value:
        case "LITERAL", code:
            return _is_markup(code, any_case)
        case "RANGE", (first, last):
            return last < 0x80 and all(_is_markup(code, any_case) for code in range(first, last + 1))
        case "IN", members:
            return all(_needs(str(kind), value, any_case) for kind, value in members)
        case "BRANCH", (_, branches):
            return all(_one_needs(branch, any_case) for branch in branches)
        case "SUBPATTERN", (_, added, removed, parts):
            return _one_needs(parts, bool((any_case or added & re.IGNORECASE) and not removed & re.IGNORECASE))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, _, parts):
            return bool(least) and _one_needs(parts, any_case)
        case "ASSERT", (_, parts):
            return _one_needs(parts, any_case)
        case "ATOMIC_GROUP", parts:
            return _one_needs(parts, any_case)
    return False  # what must not be there, what was found before, kinds of letters, beginnings and ends


def _is_markup(code: int, any_case: bool) -> bool:
    letter = chr(code)
    return not is_plain(letter) and not (any_case and letter in _OTHER_CASES)
